"""Visitors that are led to the region that takes over."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, at
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism


def ways(scene: Scene) -> Iterator[Way]:
    """Health checks lead them there without anybody's doing, once it is active: to what is recovered there, and to
    nothing else."""
    served = {row.name for row in scene.served()} & scene.recovered
    for seat in scene.seats.values():
        if seat.standby and seat.standby.state == "active" and not seat.is_away:
            data = tuple(row for row in scene.met(seat.at) if row.name in served)
            from_, to = at(seat.at, "compute"), at(seat.standby, "compute")
            yield Way(data, Mechanism.FAILOVER, from_, to, ("regions", seat.home.id, "recovery"))
