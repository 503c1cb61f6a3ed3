"""Rows: in the database of their home, and in its physical replica."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, at, here, of
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism


def ways(scene: Scene) -> Iterator[Way]:
    """Rows belong to a home, wherever it is seated: what binds them is counted from there."""
    for seat in scene.seats.values():
        home = at(seat.home, "home")
        for row, data in scene.databases(seat):
            thing, recovers = f"database.{row.name}", ("database", row.name, "recovers_by")
            main = here(seat, thing)
            yield Way(data, Mechanism.ROWS, home, main, recovers if seat.is_away else ("database", row.name))
            if row.recovers_by == "replica" and seat.standby:
                yield Way(data, Mechanism.REPLICA, main, of(seat.home, seat.standby, thing), recovers)
