"""The flow graph, computed from the model: one file a family of mechanisms. Adding one is adding its line below."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compiler.flows import (
    alarms,
    backup,
    cache,
    cdn,
    database,
    failover,
    observability,
    release,
    replication,
    security,
    storage,
)
from compiler.flows.places import Way
from compiler.flows.scene import Scene, scene_of
from compiler.model.deployment import Deployment
from compiler.model.flows import Basis, Flow, Flows, Place
from compiler.model.privacy import Privacy

FAMILIES: tuple[Callable[[Scene], Iterator[Way]], ...] = (
    alarms.ways,
    backup.ways,
    cache.ways,
    cdn.ways,
    database.ways,
    failover.ways,
    observability.ways,
    release.ways,
    replication.ways,
    security.ways,
    storage.ways,
)


def flows_of(deployment: Deployment) -> Flows:
    """The whole graph of one environment."""
    scene = scene_of(deployment)
    ways = [way for family in FAMILIES for way in family(scene) if way.data]
    data = {row.name: row for way in ways for row in way.data}
    places = {place.id: place for way in ways for place in (way.from_, way.to)}
    edges = sorted((_flow(way, deployment.privacy) for way in ways), key=_order)
    system = sorted({seat.home.jurisdiction for seat in scene.seats.values()})
    return Flows(dict(sorted(data.items())), dict(sorted(places.items())), tuple(_once(edges)), tuple(system))


def _once(edges: list[Flow]) -> Iterator[Flow]:
    """Each edge of a sorted graph once: two homes that one region took over send from there by the same ways."""
    return (edge for edge, before in zip(edges, (None, *edges), strict=False) if edge != before)


def _flow(way: Way, privacy: Privacy) -> Flow:
    data = tuple([row.name for row in way.data])
    basis = _basis(way.from_, way.to, privacy)
    told = basis is not None and any(row.is_personal for row in way.data)
    return Flow(data, way.mechanism, way.from_.id, way.to.id, way.why, basis if told else None)


def _basis(from_: Place, to: Place, privacy: Privacy) -> Basis | None:
    """What was declared for leaving one jurisdiction for another, or for giving data to a keeper that may be in any."""
    if to.jurisdiction is None:
        keeper = privacy.processors.get(to.keeper)
        return Basis("agreement", keeper.agreement) if keeper else None
    if from_.jurisdiction is None or from_.jurisdiction == to.jurisdiction:
        return None
    paper = privacy.transfers.get(from_.jurisdiction, {}).get(to.jurisdiction)
    return Basis(paper.safeguard, paper.document) if paper else None


def _order(flow: Flow) -> tuple[str, ...]:
    return flow.mechanism.value, flow.from_, flow.to, *map(str, flow.why), *flow.data


__all__ = ["FAMILIES", "flows_of"]
