"""`order.json`: what runs where, after what, with which settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import orjson

from compiler.emit.replication.file import File, Setting
from compiler.emit.replication.place import Place

ADMINISTRATOR = "administrator"
"""Who runs every file: a superuser; on RDS the main user, a member of the role that owns the application's tables."""

_REGISTRY, _PUBLICATION, _SLOTS, _SUBSCRIPTION, _REFRESH, _VERIFICATION = 10, 40, 50, 60, 70, 90


def order(places: Iterable[Place], files: Iterable[File]) -> bytes:
    """The plan as JSON. Its `steps` stand in an order that works; `after` says which others work, too."""
    in_order = sorted(files, key=lambda file: (file.number, file.place.home, file.place.database, file.name))
    plan = {"edition": 1, "places": [_place(place) for place in places], "steps": list(_steps(in_order))}
    return orjson.dumps(plan, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _place(place: Place) -> dict[str, object]:
    return {
        "home": place.home,
        "region": place.region,
        "database": place.database,
        "dbname": place.dbname,
        "postgres": place.version.major,
    }


def _steps(files: Iterable[File]) -> Iterator[dict[str, object]]:
    """Each file comes after the one before it at the same place, and after some at other homes."""
    kinds: dict[tuple[str, int], list[File]] = {}
    last: dict[str, str] = {}
    for file in files:
        here = [last[file.place.folder]] if file.place.folder in last else []
        elsewhere = [other.id for other in _needed(file, kinds) if other.place.home != file.place.home]
        yield _step(file, sorted({*here, *elsewhere}))
        last[file.place.folder] = file.id
        kinds.setdefault((file.place.database, file.number), []).append(file)


def _step(file: File, after: list[str]) -> dict[str, object]:
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
        "settings": [_setting(setting) for setting in file.settings],
        "after": after,
    }


def _setting(setting: Setting) -> dict[str, object]:
    return {
        "name": setting.name,
        "about": setting.about,
        "required": setting.required,
        "secret": setting.secret,
        "default": setting.default,
        "role": setting.role,
    }


def _needed(file: File, kinds: Mapping[tuple[str, int], list[File]]) -> list[File]:
    """Files of the same database that come before, at any home.

    Nothing is published before every home has the tables and columns: a row without a place stops the whole stream.
    Nobody subscribes before the slot is there, or takes up tables before they are published. A publisher is right
    when its subscribers are connected.
    """

    def of(number: int) -> list[File]:
        return kinds.get((file.place.database, number), [])

    if file.number == _PUBLICATION:
        return of(_REGISTRY)
    if file.number == _VERIFICATION:
        return [other for other in of(_REFRESH) if other.stream and other.stream.publisher == file.place.home]
    from_publisher = {_SUBSCRIPTION: _SLOTS, _REFRESH: _PUBLICATION}
    if file.stream is None or file.number not in from_publisher:
        return []
    return [other for other in of(from_publisher[file.number]) if other.place.home == file.stream.publisher]
