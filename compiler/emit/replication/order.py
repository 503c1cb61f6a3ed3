"""`order.json`: what runs where, after what, with which settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

import orjson

from compiler.emit.replication.file import File
from compiler.emit.replication.place import Place

ADMINISTRATOR = "administrator"
"""Who runs every file: a superuser; on RDS the main user, a member of the role that owns the application's tables."""

_REGISTRY, _PUBLICATION, _SLOTS, _SUBSCRIPTION, _REFRESH, _VERIFICATION = 10, 40, 50, 60, 70, 90


def order(places: Iterable[Place], files: Iterable[File]) -> bytes:
    """The plan as JSON. Its `steps` stand in an order that works; `after` says which others work, too."""
    in_order = sorted(files, key=lambda file: (file.number, file.place.home, file.place.database, file.name))
    plan = {
        "edition": 1,
        "places": [
            {
                "home": place.home,
                "region": place.region,
                "database": place.database,
                "dbname": place.dbname,
                "postgres": place.version.major,
            }
            for place in places
        ],
        "steps": [_step(file, in_order) for file in in_order],
    }
    return orjson.dumps(plan, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _step(file: File, files: list[File]) -> dict[str, object]:
    return {
        "id": file.id,
        "home": file.place.home,
        "region": file.place.region,
        "database": file.place.database,
        "file": f"{file.id}.sql",
        "runs": file.runs,
        "as": ADMINISTRATOR,
        "stream": None if file.stream is None else file.stream.name,
        "publisher": None if file.stream is None else file.stream.publisher,
        "settings": [asdict(setting) for setting in file.settings],
        "after": sorted({*_before_it_here(file, files), *_before_it_elsewhere(file, files)}),
    }


def _before_it_here(file: File, files: list[File]) -> Iterator[str]:
    """The one file of the same place that comes right before it."""
    here = [other for other in files if other.place.folder == file.place.folder]
    position = here.index(file)
    if position:
        yield here[position - 1].id


def _before_it_elsewhere(file: File, files: list[File]) -> Iterator[str]:
    """Files of the same database at other homes.

    Nothing is published before every home has the tables and columns: a row without a place stops the whole stream.
    Nobody subscribes before the slot is there, or takes up tables before they are published. A publisher is right
    when its subscribers are connected.
    """
    for other in files:
        if other.place.database != file.place.database or other.place.home == file.place.home:
            continue
        is_publisher = file.stream is not None and other.place.home == file.stream.publisher
        receives = other.stream is not None and other.stream.publisher == file.place.home
        if (
            (file.number == _PUBLICATION and other.number == _REGISTRY)
            or (file.number == _SUBSCRIPTION and is_publisher and other.number == _SLOTS)
            or (file.number == _REFRESH and is_publisher and other.number == _PUBLICATION)
            or (file.number == _VERIFICATION and receives and other.number == _REFRESH)
        ):
            yield other.id
