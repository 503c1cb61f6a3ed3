"""Parts of rows in caches. A cache never leaves its region, so what binds it is counted from there."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, at
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism


def ways(scene: Scene) -> Iterator[Way]:
    """The caches of every region where services run; those of state are backed up there, too."""
    for region in scene.running:
        for row in scene.deployment.cache.values():
            if row.state == "retired":
                continue
            cache = at(region, f"cache.{row.name}")
            data = tuple(one for one in scene.met(region) if f"cache.{row.name}" in one.stores)
            yield Way(data, Mechanism.CACHE, at(region, "compute"), cache, ("cache", row.name))
            if row.content == "state":
                backups = at(region, "cache-backups")
                yield Way(data, Mechanism.CACHE_BACKUP, cache, backups, ("cache", row.name, "content"))
