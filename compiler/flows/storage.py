"""Files: in the bucket of their home, its old versions, and its copy in the recovery region."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.flows.places import Way, at, here, of
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism


def ways(scene: Scene) -> Iterator[Way]:
    """As rows, files belong to a home wherever it is seated."""
    for seat in scene.seats.values():
        for row, data in scene.buckets(seat):
            bucket, at_row = here(seat, f"storage.{row.name}"), ("storage", row.name)
            recovers = (*at_row, "recovers_by")
            yield Way(data, Mechanism.FILES, at(seat.home, "home"), bucket, recovers if seat.is_away else at_row)
            yield Way(data, Mechanism.FILE_VERSIONS, bucket, bucket, (*at_row, "old_versions"))
            if row.recovers_by == "copy" and seat.standby:
                copy = of(seat.home, seat.standby, f"storage.{row.name}")
                yield Way(data, Mechanism.FILE_COPY, bucket, copy, recovers)
