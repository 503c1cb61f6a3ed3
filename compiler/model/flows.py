"""The flow graph: every way in which data moves or is kept, as edges between places. Nothing is emitted that moves
data without an edge. How to read it: `docs/flows.md`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import Enum
from typing import Literal

from compiler.diagnostic import Path
from compiler.frozen import frozen
from compiler.model.entities import Holds
from compiler.units import Duration

Bound = Literal["region", "country", "jurisdiction", "system", "world"]

BOUNDS: tuple[Bound, ...] = ("region", "country", "jurisdiction", "system", "world")
"""The narrowest first."""


class Mechanism(Enum):
    """How data moves, or is kept. `docs/flows.md` says of each what it carries, from where to where, and why."""

    ROWS = "rows"
    REPLICA = "replica"
    STREAM = "stream"
    REMOTE_WRITE = "remote-write"
    POINT_IN_TIME = "point-in-time"
    POINT_IN_TIME_COPY = "point-in-time-copy"
    SNAPSHOT = "snapshot"
    SNAPSHOT_COPY = "snapshot-copy"
    FILES = "files"
    FILE_VERSIONS = "file-versions"
    FILE_COPY = "file-copy"
    CACHE = "cache"
    CACHE_BACKUP = "cache-backup"
    LOGS = "logs"
    LOG_SUBSCRIPTION = "log-subscription"
    LOAD_BALANCER_LOGS = "load-balancer-logs"
    FIREWALL_LOGS = "firewall-logs"
    DATABASE_LOGS = "database-logs"
    DATABASE_INSIGHTS = "database-insights"
    TRACES = "traces"
    METRICS = "metrics"
    ALARM = "alarm"
    E_MAIL = "e-mail"
    PAGER = "pager"
    EDGE = "edge"
    EDGE_CACHE = "edge-cache"
    EDGE_LOGS = "edge-logs"
    IMAGES = "images"
    SECRETS = "secrets"
    SECRETS_COPY = "secrets-copy"
    KEYS = "keys"
    STATE = "state"
    PLANS = "plans"
    DRIFT_REPORTS = "drift-reports"
    CI = "ci"
    OPERATORS = "operators"
    SUPPORT = "support"
    FAILOVER = "failover"

    def __str__(self) -> str:
        return self.value


@frozen
class DataSet:
    """What moves together: entities of equal class, stores and retention; or what the system makes by itself (logs,
    alarm texts, keys), which is bound by the strictest of the `classes` that it may speak of, none where it speaks of
    no row.

    `stays_in` is the line that nothing of it crosses, `holds` the most that it may say about a person, `keep` how long
    it is kept where it is made (None: the file says nothing).
    """

    name: str
    classes: tuple[str, ...]
    entities: tuple[str, ...]
    stores: tuple[str, ...]
    keep: Duration | None
    stays_in: Bound
    holds: Holds

    @property
    def is_personal(self) -> bool:
        """Whether it may say anything about a person, even by a pseudonym: then the law asks where it goes."""
        return self.holds != "none"

    def speaks_of(self, class_: str, stores: tuple[str, ...]) -> bool:
        """Whether the system makes it by itself, and it may show rows of a class in one of these stores. Where it names
        no store, it may speak of all."""
        among = not self.stores or not set(self.stores).isdisjoint(stores)
        return not self.entities and class_ in self.classes and among


@frozen
class Place:
    """Where data is kept, or may be read. `keeper` is who runs it (`aws`, `cloudflare`); `region`, `country` and
    `jurisdiction` are None where it may be in any."""

    id: str
    keeper: str
    region: str | None
    country: str | None
    jurisdiction: str | None


@frozen
class Basis:
    """What makes it legal that data leaves a jurisdiction: the entry of `privacy.transfers`, or the `agreement` with a
    company of `privacy.processors` that may keep it anywhere."""

    safeguard: str
    document: str


@frozen
class Flow:
    """One edge: the data sets `data` go from the place `from_` to the place `to`, or are kept where both are the same.

    A store that is copied whole takes all of its data sets along in one edge. `why` is the path in `atlas.yaml` that
    causes it. `basis` is what was declared for personal data that leaves its jurisdiction; None where nothing was, and
    where none leaves.
    """

    data: tuple[str, ...]
    mechanism: Mechanism
    from_: str
    to: str
    why: Path
    basis: Basis | None


@frozen
class Flows:
    """The whole graph of one environment: data sets and places by their names, the edges, sorted, and the jurisdictions
    that hold a home, which together are the `system`."""

    data: Mapping[str, DataSet]
    places: Mapping[str, Place]
    edges: tuple[Flow, ...]
    system: tuple[str, ...]

    def ends(self, flow: Flow) -> tuple[Place, Place]:
        """The two places of an edge."""
        return self.places[flow.from_], self.places[flow.to]

    def leaves(self, flow: Flow) -> bool:
        """Whether it leaves its jurisdiction, or may."""
        from_, to = self.ends(flow)
        return from_ != to and (from_.jurisdiction is None or from_.jurisdiction != to.jurisdiction)

    def crossed(self, flow: Flow) -> tuple[DataSet, ...]:
        """The data sets that an edge takes across the line where they have to stay. That a bound holds on every edge
        is enough: it is an equivalence of places, so that no chain of edges leaves it either."""
        return self.parted(flow, *self.ends(flow))

    def parted(self, flow: Flow, from_: Place, to: Place) -> tuple[DataSet, ...]:
        """The same, if these were its ends."""
        if from_ == to or (from_.region is not None and from_.region == to.region):
            return ()
        carried = (self.data[name] for name in flow.data)
        return tuple(row for row in carried if not self._together(row.stays_in, from_, to))

    def _together(self, bound: Bound, from_: Place, to: Place) -> bool:
        match bound:
            case "region":
                return from_.region is not None and from_.region == to.region
            case "country":
                return from_.country is not None and from_.country == to.country
            case "jurisdiction":
                return from_.jurisdiction is not None and from_.jurisdiction == to.jurisdiction
            case "system":
                return to.jurisdiction in self.system
            case "world":
                return True

    def about(self, entity: str, class_: str, stores: tuple[str, ...]) -> Flows:
        """The part of the graph that may carry rows of one entity, or speak of them."""
        data = {name: row for name, row in self.data.items() if entity in row.entities or row.speaks_of(class_, stores)}
        edges = tuple(
            replace(edge, data=kept, basis=edge.basis if any(data[name].is_personal for name in kept) else None)
            for edge in self.edges
            if (kept := tuple(name for name in edge.data if name in data))
        )
        ends = {place for edge in edges for place in (edge.from_, edge.to)}
        return Flows(data, {name: place for name, place in self.places.items() if name in ends}, edges, self.system)


NO_FLOWS = Flows({}, {}, (), ())
