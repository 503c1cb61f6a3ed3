"""What is left when something is lost: who serves which data, after how long, and what is gone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from compiler.diagnostic import Path
from compiler.units import Duration


class Failure(Enum):
    """What can be lost. The value is the word that begins its name (`region:eu-west-1`)."""

    ZONE = "zone"
    REGION = "region"
    LINK = "link"
    CONTROL_PLANES = "control-planes"
    CLOUDFLARE = "cloudflare"
    WRITER = "writer"


@dataclass(frozen=True, slots=True, order=True)
class Lost:
    """One thing that is lost: a zone (its id), a region (its id), a link (`a~b`, ids in the order of the alphabet),
    the control planes in us-east-1, Cloudflare, or the databases of the home that writes (`thing` names its region)."""

    failure: str
    thing: str

    def __str__(self) -> str:
        return f"{self.failure}:{self.thing}"


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a sum: what takes this long, and the path in `atlas.yaml` that says so (`()`: a fact)."""

    what: str
    takes: Duration
    path: Path


@dataclass(frozen=True, slots=True)
class Back:
    """Something is served again: by the region `by`, after the sum of `terms`; at once where there are none."""

    by: str
    terms: tuple[Term, ...]

    @property
    def after(self) -> Duration:
        return Duration(sum(term.takes.milliseconds for term in self.terms))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one data set of one home.

    `reads` and `writes` are None where nobody serves them until what is lost returns. `gone` are the terms whose sum is
    the longest time of writes that are lost for good; None where nothing bounds it.
    """

    lost: tuple[Lost, ...]
    data: str
    home: str
    reads: Back | None
    writes: Back | None
    gone: tuple[Term, ...] | None

    @property
    def state(self) -> str:
        """`served` (sooner or later), `read-only` or `unavailable`."""
        return "served" if self.writes and self.reads else "read-only" if self.reads else "unavailable"


@dataclass(frozen=True, slots=True)
class Survival:
    """The matrix of single failures: every outcome in which something changes for somebody."""

    data: tuple[str, ...]
    lost: tuple[Lost, ...]
    outcomes: tuple[Outcome, ...]


NO_SURVIVAL = Survival((), (), ())
