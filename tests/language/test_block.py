"""What is declared about keys is whole, and one declaration doesn't contradict another."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from systems import SHIPPED

from compiler.language.keys import KEY_UNKNOWN
from compiler.language.overlay import lay
from compiler.language.shape import DOCUMENT, Choice, Key, Keys, Rows, Series, Shape, Value
from compiler.language.source import load


def keys(shape: Shape = DOCUMENT, at: tuple[str, ...] = ()) -> Iterator[tuple[str, Key]]:
    """Every key of the language with its path, `*` for names and positions."""
    match shape:
        case Keys():
            for name, key in shape.keys.items():
                yield ".".join((*at, name)), key
                yield from keys(key.shape, (*at, name))
        case Choice():
            for _, option in shape.options:
                yield from keys(option, at)
        case Rows() | Series():
            yield from keys(shape.item, (*at, "*"))


ALL = list(keys())
PATHS = [path for path, _ in ALL]


def by_path(rows: list[tuple[str, Key]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("key", [key for _, key in rows], ids=[path for path, _ in rows])


@by_path(ALL)
def test_a_meaning_is_a_sentence(key: Key) -> None:
    assert re.fullmatch(r"[A-Z`0-9].*[.]", key.meaning), key.meaning
    assert "  " not in key.meaning


@by_path([(path, key) for path, key in ALL if key.required])
def test_a_required_key_has_an_example_to_paste(key: Key) -> None:
    assert key.example


def whole(key: Key) -> list[Key]:
    """The keys of a row that is overridden as a whole."""
    shapes = [key.shape] if not isinstance(key.shape, Choice) else [option for _, option in key.shape.options]
    return [inner for shape in shapes if isinstance(shape, Keys) for inner in shape.keys.values()]


@by_path([(path, key) for path, key in ALL if key.environment and whole(key)])
def test_a_row_that_may_be_overridden_has_only_keys_that_may_be(key: Key) -> None:
    """Else an override of the row would be a way around the keys that are the same everywhere."""
    assert [inner.meaning for inner in whole(key) if not inner.environment] == []


NEVER = """
atlas system jurisdictions classes entities privacy acknowledge environments
regions.*.place regions.*.jurisdiction regions.*.role regions.*.recovery regions.*.wave
objectives backup release.repository replication.ids replication.was routing cdn.plan cdn.regional_services
cdn.metadata_boundary security.tls security.key_rotation database.*.engine storage.*.state cache.*.state
database.*.state failover.rehearsal
"""


@pytest.mark.parametrize("path", NEVER.split())
def test_law_names_and_promises_are_the_same_everywhere(path: str) -> None:
    found = [name for name, key in ALL if (name == path or name.startswith(f"{path}.")) and key.environment]
    assert path in PATHS
    assert found == []


SOURCE, _ = load(SHIPPED.read_bytes(), "atlas.yaml")


@by_path([(path, key) for path, key in ALL if key.environment and "*" not in path and isinstance(key.shape, Value)])
def test_what_may_be_overridden_can_be(key: Key, request: pytest.FixtureRequest) -> None:
    path = request.node.callspec.id
    assert SOURCE is not None
    data = {**SOURCE.data, "environments": {"staging": {"override": {path: "x"}}}}  # type: ignore[dict-item]
    laid, problems = lay(data, "staging")
    assert [one.code for one in problems if one.code != KEY_UNKNOWN] == []
    assert tuple(path.split(".")) in laid.written
