"""The flow graph: every way in which data moves or is kept, as edges between places. Nothing is emitted that moves
data without an edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from compiler.diagnostic import Path
from compiler.units import Duration

Bound = Literal["region", "country", "jurisdiction", "system", "world"]
Holds = Literal["none", "pseudonymous", "personal", "special"]


class Mechanism(Enum):
    """How data moves, or is kept."""

    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class DataSet:
    """What moves together: entities of equal class, stores and retention; or what the system makes by itself (logs,
    alarms, keys), which is bound by the strictest of the `classes` that it may speak of.

    `stays_in` is the line that nothing of it crosses, `holds` the most that it may say about a person, `keep` how long
    a row of it is kept (None: no limit).
    """

    name: str
    classes: tuple[str, ...]
    entities: tuple[str, ...]
    stores: tuple[str, ...]
    keep: Duration | None
    stays_in: Bound
    holds: Holds


@dataclass(frozen=True, slots=True)
class Place:
    """Where data is kept, or may be read. `keeper` is who runs it (`aws`, `cloudflare`); `region`, `country` and
    `jurisdiction` are None where it may be anywhere."""

    id: str
    keeper: str
    region: str | None
    country: str | None
    jurisdiction: str | None


@dataclass(frozen=True, slots=True)
class Basis:
    """What makes it legal that data leaves a jurisdiction: the entry of `privacy.transfers`."""

    safeguard: str
    document: str


@dataclass(frozen=True, slots=True)
class Flow:
    """One edge: the data set `data` goes from the place `from_` to the place `to`, or is kept where both are the same.
    `why` is the path in `atlas.yaml` that causes it."""

    data: str
    mechanism: Mechanism
    from_: str
    to: str
    why: Path
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Flows:
    """The whole graph of one environment: data sets and places by their names, and the edges."""

    data: Mapping[str, DataSet]
    places: Mapping[str, Place]
    edges: tuple[Flow, ...]


NO_FLOWS = Flows({}, {}, ())
