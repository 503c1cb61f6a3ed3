"""Cloudflare: answers that pass through it, files that it keeps, and its own record of who asked for what."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, anywhere, at, within
from compiler.flows.scene import Scene
from compiler.model.cdn import Cdn
from compiler.model.deployment import Deployment
from compiler.model.flows import DataSet, Mechanism, Place
from compiler.model.regions import Region

_KEEPER = "cloudflare"


def ways(scene: Scene) -> Iterator[Way]:
    """Wherever a name leads to. What passes is decrypted there, and so readable, even if nothing of it is kept."""
    cdn = scene.deployment.cdn
    if cdn is None:
        return
    files, requests = (scene.made("assets"),), (_requests(),)
    boundary = within(cdn.metadata_boundary, _KEEPER, scene.deployment) if cdn.metadata_boundary else _ANYWHERE
    for region in scene.running:
        services, edge = at(region, "compute"), _edge(region, cdn, scene.deployment)
        yield from _answers(scene, region, services, edge)
        if cdn.rules:
            yield Way(files, Mechanism.EDGE_CACHE, services, edge, ("cdn", "rules"))
        yield Way(requests, Mechanism.EDGE_LOGS, services, boundary, ("cdn", "metadata_boundary"))


_ANYWHERE = anywhere(_KEEPER, _KEEPER)


def _answers(scene: Scene, region: Region, services: Place, edge: Place) -> Iterator[Way]:
    for route in scene.deployment.routing.values():
        if route.through == "cdn":
            data = tuple(row for row in scene.met(region) if row.classes[0] in route.serves)
            yield Way(data, Mechanism.EDGE, services, edge, ("routing", route.name, "through"))


def _edge(region: Region, cdn: Cdn, deployment: Deployment) -> Place:
    """Where TLS ends: inside the jurisdiction where that was bought, else at any data centre of the world."""
    inside = region.jurisdiction in cdn.regional_services
    return within(region.jurisdiction, _KEEPER, deployment) if inside else _ANYWHERE


def _requests() -> DataSet:
    """Addresses of visitors and what they asked for; no rows, so no class binds it."""
    return DataSet("edge logs", (), (), (), None, "world", "personal")
