"""Backups: to any moment and daily ones, and their copies in the recovery region. They take a whole store along."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Path
from compiler.flows.places import Way, at, here
from compiler.flows.scene import Scene
from compiler.model.flows import DataSet, Mechanism, Place
from compiler.model.regions import Region

_MOMENTS = ("point-in-time", Mechanism.POINT_IN_TIME, Mechanism.POINT_IN_TIME_COPY)
_DAYS = ("vault", Mechanism.SNAPSHOT, Mechanism.SNAPSHOT_COPY)


def ways(scene: Scene) -> Iterator[Way]:
    """Of every database; of a bucket only where backups are how it recovers."""
    for seat in scene.seats.values():
        for row, data in scene.databases(seat):
            store, recovers = here(seat, f"database.{row.name}"), ("database", row.name, "recovers_by")
            standby = seat.standby if row.recovers_by != "none" else None
            yield from _backups(_MOMENTS, data, store, seat.at, standby, (("backup", "point_in_time"), recovers))
            yield from _backups(_DAYS, data, store, seat.at, standby, (("backup", "daily"), recovers))
        for bucket, files in scene.buckets(seat):
            if bucket.recovers_by == "backup":
                store, recovers = here(seat, f"storage.{bucket.name}"), ("storage", bucket.name, "recovers_by")
                yield from _backups(_DAYS, files, store, seat.at, seat.standby, (recovers, recovers))


def _backups(
    kind: tuple[str, Mechanism, Mechanism],
    data: tuple[DataSet, ...],
    store: Place,
    region: Region,
    standby: Region | None,
    why: tuple[Path, Path],
) -> Iterator[Way]:
    """The backup in the region, for the first reason, and its copy in the one that stands by, for the second."""
    thing, backup, copy = kind
    yield Way(data, backup, store, at(region, thing), why[0])
    if standby:
        yield Way(data, copy, at(region, thing), at(standby, thing), why[1])
