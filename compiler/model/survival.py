"""What is left when something is lost: who serves which data, after how long, and what is gone."""

from __future__ import annotations

from typing import Literal

from compiler.diagnostic import Path
from compiler.frozen import frozen
from compiler.units import Duration

Failure = Literal["zone", "region", "link", "control-planes", "cloudflare", "writer"]
State = Literal["served", "read-only", "unavailable"]


@frozen
class Lost:
    """One thing that is lost.

    `thing` is a zone's or a region's id, two regions in the order of the alphabet (`a~b`: the link between them), the
    region of the control planes, or "" for Cloudflare and for the databases of the region that writes for all.
    """

    failure: Failure
    thing: str

    def __str__(self) -> str:
        return f"{self.failure}:{self.thing}" if self.thing else self.failure


@frozen
class Term:
    """One part of a sum: what takes this long, and the path in `atlas.yaml` that says so (`()`: it is a fact). In one
    environment a `name` stands for one term."""

    name: str
    what: str
    takes: Duration
    path: Path


@frozen
class Back:
    """Something is served by the regions `by` (each visitor by the nearest of them) after the sum of `terms`; at once
    where there are none."""

    by: tuple[str, ...]
    terms: tuple[Term, ...]

    @property
    def after(self) -> Duration:
        return total(self.terms)


@frozen
class Verdict:
    """A promise about a failure, and what comes of it. `path` is that of the promise; `got` is None where nothing
    bounds it: nobody serves, or nothing is told of how much is lost."""

    path: Path
    promised: Duration
    got: Duration | None

    @property
    def kept(self) -> bool:
        return self.got is not None and self.got <= self.promised


@frozen
class Outcome:
    """What becomes of one data set of one home.

    `reads` and `writes` are None where nobody serves them until what is lost returns. `gone` are the terms whose sum is
    the longest time of writes that are lost for good, none where nothing is; None where nothing bounds it. `promises`
    are those of its class about such a failure.
    """

    lost: tuple[Lost, ...]
    data: str
    home: str
    reads: Back | None
    writes: Back | None
    gone: tuple[Term, ...] | None
    promises: tuple[Verdict, ...]

    @property
    def state(self) -> State:
        """What is left at last, after the time that it takes."""
        if self.reads is None:
            return "unavailable"
        return "read-only" if self.writes is None else "served"

    @property
    def untouched(self) -> bool:
        """Whether nobody notices."""
        return self.reads is not None and self.writes is not None and self.gone == () and not self._waits

    @property
    def _waits(self) -> bool:
        return any(back is not None and back.terms for back in (self.reads, self.writes))


@frozen
class DataSet:
    """Entities of one class that are kept in the same stores: they are lost and come back together."""

    name: str
    class_: str
    stores: tuple[str, ...]
    entities: tuple[str, ...]


@frozen
class Survival:
    """The matrix of single failures. `outcomes` are those in which somebody notices something; what isn't in it goes
    on as before."""

    data: tuple[DataSet, ...]
    homes: tuple[str, ...]
    lost: tuple[Lost, ...]
    outcomes: tuple[Outcome, ...]


NO_SURVIVAL = Survival((), (), (), ())


def total(terms: tuple[Term, ...]) -> Duration:
    """The sum of terms."""
    return Duration(sum(term.takes.milliseconds for term in terms))
