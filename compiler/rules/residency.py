"""Nothing crosses the line where its class lets it stay: one rule over the flow graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.flows import BOUNDS, Bound, DataSet, Flow, Mechanism, Place
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed
from compiler.world.jurisdictions import law_of

RESIDENCY_CROSSED = Code("residency-crossed", "Data crosses the line where it has to stay")

_LINES: Mapping[Bound, str] = {
    "region": "in {their} region",
    "country": "in {their} country",
    "jurisdiction": "in {their} jurisdiction",
    "system": "where the system has homes",
}

_RECOVERS = "Write `recovers_by: none`, or keep {them} in a {store} of {their} own that says so."
_WIDER = "or a wider `stays_in`, if that is what people are promised."

_SAID: Mapping[Mechanism, tuple[str, str]] = {
    Mechanism.ROWS: ("the database that takes over brings {them} from {from_} to {to}", _RECOVERS),
    Mechanism.FILES: ("the bucket that takes over brings {them} from {from_} to {to}", _RECOVERS),
    Mechanism.REPLICA: ("a physical replica takes {them} from {from_} to {to}", _RECOVERS),
    Mechanism.POINT_IN_TIME_COPY: ("a copy of backups takes {them} from {from_} to {to}", _RECOVERS),
    Mechanism.SNAPSHOT_COPY: ("a copy of backups takes {them} from {from_} to {to}", _RECOVERS),
    Mechanism.FILE_COPY: ("a copy of files takes {them} from {from_} to {to}", _RECOVERS),
    Mechanism.STREAM: ("replication takes {them} from {from_} to {to}", f"Write `copies: home`, {_WIDER}"),
    Mechanism.REMOTE_WRITE: ("{from_} writes {them} in {to}", f"Write `writes: home`, {_WIDER}"),
    Mechanism.EDGE: ("the CDN decrypts answers of {from_} {to}", "Write `through: direct`{inside}."),
    Mechanism.SECRETS_COPY: (
        "the login to {from_} that streams need in {to} opens {them}, too",
        "Keep {them} in a database of {their} own: one login opens all that a database publishes.",
    ),
}
"""What each mechanism does to rows, and the way out; for all others, no key asks."""

_INSIDE = ", or keep TLS inside by `cdn.regional_services`, which Cloudflare's Enterprise plan has"
_ORDER = (*_SAID, *(mechanism for mechanism in Mechanism if mechanism not in _SAID))
_OTHERS = ("`{mechanism}` takes {them} from {from_} to {to}", "No key asks for this: report it as a mistake of Atlas.")


@frozen
class Crossing:
    """One data set that one edge takes across its line, now or only after a loss."""

    data: DataSet
    flow: Flow
    from_: Place
    to: Place
    later: bool = False

    @property
    def way(self) -> frozenset[str | None]:
        """The regions that it leads between."""
        return frozenset((self.from_.region, self.to.region))


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every edge by itself. What one line of the file causes is one finding, wherever it happens."""
    del context
    causes: dict[Path, list[Crossing]] = {}
    for one in _independent(tuple(_crossings(deployment))):
        if not _is_known(one, deployment):
            causes.setdefault(one.flow.why, []).append(one)
    for found in causes.values():
        yield _finding(found, deployment)


def _crossings(deployment: Deployment) -> Iterator[Crossing]:
    flows = deployment.flows
    now = [Crossing(row, flow, *flows.ends(flow)) for flow in flows.edges for row in flows.crossed(flow)]
    yield from now
    ways = {(one.data.stays_in, one.way) for one in now}
    for flow in flows.edges:
        if flow.mechanism in _PROMOTED and not flows.crossed(flow):
            yield from _after_a_loss(flow, ways, deployment)


_PROMOTED = (Mechanism.STREAM, Mechanism.REMOTE_WRITE)
"""What goes on from the recovery region once a home is declared lost, even of data that isn't recovered."""


def _after_a_loss(
    flow: Flow, ways: set[tuple[Bound, frozenset[str | None]]], deployment: Deployment
) -> Iterator[Crossing]:
    """What an edge would take across its line if one of its homes were seated where it recovers: a loss must not be the
    moment at which that is found. What crosses on its way there (`ways`) is found already."""
    from_, to = deployment.flows.ends(flow)
    moved = [(from_.region, later, to) for later in _standby(from_, deployment)]
    moved += [(to.region, from_, later) for later in _standby(to, deployment)]
    for home, one, other in moved:
        there = frozenset((home, deployment.regions[str(home)].recovery))
        for row in deployment.flows.parted(flow, one, other):
            if (row.stays_in, there) not in ways:
                yield Crossing(row, flow, one, other, later=True)


def _standby(place: Place, deployment: Deployment) -> Iterator[Place]:
    """The same thing of a home in its recovery region, if one is ready to take over."""
    home = deployment.regions.get(place.region or "")
    other = deployment.regions.get(home.recovery or "") if home else None
    if other and other.state == "active":
        yield replace(place, region=other.id, country=other.country, jurisdiction=other.jurisdiction)


def _independent(crossings: tuple[Crossing, ...]) -> Iterator[Crossing]:
    """Those that don't follow from another one. Visitors are only led to where their rows were taken; the login of a
    stream, and writes of rows that are copied, go where the stream goes."""
    failover, mates = Mechanism.FAILOVER, (Mechanism.SECRETS_COPY, Mechanism.REMOTE_WRITE)
    taken = {(one.data.name, one.way) for one in crossings if one.flow.mechanism is not failover}
    streams = {(one.data.stays_in, one.way) for one in crossings if one.flow.mechanism is Mechanism.STREAM}
    for one in crossings:
        follows = one.flow.mechanism is failover and (one.data.name, one.way) in taken
        joins = one.flow.mechanism in mates and (one.data.stays_in, one.way) in streams
        if not (follows or joins):
            yield one


def _is_known(one: Crossing, deployment: Deployment) -> bool:
    """Whether another rule finds the reason: in the rows of the regions, in the class, or in the name."""
    if one.flow.mechanism is Mechanism.STREAM and _is_incoherent(one.data, deployment):
        return True
    if one.flow.mechanism is Mechanism.EDGE and _is_steered_twice(str(one.flow.why[1]), deployment):
        return True
    regions = [row for row in deployment.regions.values() if row.id in one.way]
    law = {row.id: law_of(row.country, deployment.laws) for row in regions}
    abroad = any(row.recovery in law for row in regions) and len(set(law.values())) > 1
    return abroad or any(row.jurisdiction != law[row.id] for row in regions)


def _is_incoherent(data: DataSet, deployment: Deployment) -> bool:
    """Whether its class can't be copied as it says without leaving where it stays."""
    copies = {deployment.classes[name].copies for name in data.classes}
    return "jurisdiction" in copies or ("everywhere" in copies and len(deployment.flows.system) > 1)


def _is_steered_twice(name: str, deployment: Deployment) -> bool:
    """Whether its name shouldn't lead through the CDN at all."""
    several = sum(home.answers for home in deployment.homes) > 1
    return several and deployment.routing[name].steer != "home"


def _finding(crossings: list[Crossing], deployment: Deployment) -> Diagnostic:
    """What is bound most narrowly speaks for all that goes the same ways by the same cause."""
    narrowest = min((one.data.stays_in for one in crossings), key=BOUNDS.index)
    found = [one for one in crossings if one.data.stays_in == narrowest]
    first = min(found, key=lambda one: _ORDER.index(one.flow.mechanism))
    names = sorted({name for one in found for name in _names(one.data, deployment)})
    words = {
        "them": "it" if len(names) == 1 else "them",
        "their": "its" if len(names) == 1 else "their",
        "stay": "stays" if len(names) == 1 else "stay",
        "from_": _named(first.from_, narrowest),
        "to": _named(first.to, narrowest),
        "mechanism": str(first.flow.mechanism),
        "store": "bucket" if first.flow.why[0] == "storage" else "database",
        "inside": "" if narrowest in ("region", "country") else _INSIDE,
    }
    others = len({(one.from_.region, one.to.region) for one in found}) - 1
    more = f", and {others} more such way{'s' if others > 1 else ''}" if others else ""
    when = "after a loss " if first.later else ""
    happens, do = _SAID.get(first.flow.mechanism, _OTHERS)
    return Diagnostic(
        RESIDENCY_CROSSED,
        f"{listed(names, most=3)} {f'{{stay}} {_LINES[narrowest]}, and {when}{happens}{more}.'.format(**words)}",
        "What lies or is read elsewhere is under the law of that place, and people are promised that nothing gets "
        "there.",
        do.format(**words),
        first.flow.why,
    )


def _names(data: DataSet, deployment: Deployment) -> tuple[str, ...]:
    """The entities in a data set; of one that speaks of rows, those that are bound as it is."""
    if data.entities or not data.stores:
        return data.entities or (data.name,)
    rows = [row for row in deployment.flows.data.values() if row.entities and row.stays_in == data.stays_in]
    spoken_of = [row for row in rows if row.classes[0] in data.classes and set(row.stores) & set(data.stores)]
    return tuple(name for row in spoken_of for name in row.entities)


def _named(place: Place, bound: Bound) -> str:
    """A place, with what the line is about."""
    if place.region is None:
        return f"anywhere in {place.jurisdiction or 'the world'}" if place.country is None else f"in {place.country}"
    if bound == "region":
        return place.region
    return f"{place.region} ({place.country if bound == 'country' else place.jurisdiction})"


RULE = Rule((RESIDENCY_CROSSED,), check)
