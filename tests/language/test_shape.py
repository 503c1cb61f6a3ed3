"""What may stand at a path, read off the classes of the sections."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from shipped import edited

from compiler.language.shape import (
    DOCUMENT,
    Choice,
    Key,
    Keys,
    Rows,
    Series,
    Shape,
    Value,
    children,
    keys_of,
    known_keys,
)
from compiler.language.source import load

REGION = {"place": "Ireland", "jurisdiction": "EU", "recovery": "none", "wave": "1"}


def data() -> object:
    source, _ = load(edited().encode(), "atlas.yaml")
    assert source is not None
    return source.data


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ((), {"atlas", "regions", "environments"}),
        (("regions", "eu-west-1"), {"place", "recovery", "wave", "role"}),
        (("entities", "app_user"), {"class", "personal", "key"}),
        (("observability", "alarms", "errors_5xx"), {"above", "for", "notify"}),
        (("acknowledge", 0), {"code", "path", "reason"}),
    ],
)
def test_the_keys_of_a_part(path: tuple[str | int, ...], known: set[str]) -> None:
    assert known <= known_keys(path, data()).keys()


@pytest.mark.parametrize("path", [("regions",), ("nowhere",), ("regions", "mars"), ("domain",), ("acknowledge", 99)])
def test_where_there_is_no_part_there_are_no_keys(path: tuple[str | int, ...]) -> None:
    assert known_keys(path, data()) == {}


def test_the_keys_of_a_region_depend_on_its_role() -> None:
    assert "recovery" in known_keys(("regions", "eu-west-1"), data())
    assert "recovery" not in known_keys(("regions", "eu-central-1"), data())


@pytest.mark.parametrize("role", ["recovry", "", ["recovery"], None])
def test_a_region_without_a_known_role_is_a_serving_one(role: object) -> None:
    shape = next(shape for name, _, shape in children(DOCUMENT, {"regions": {}}) if name == "regions")
    assert isinstance(shape, Rows)
    assert "wave" in keys_of(shape.item, {**REGION, "role": role})


@pytest.mark.parametrize(
    ("shape", "written"),
    [
        (DOCUMENT, "text"),
        (DOCUMENT, []),
        (Rows(Value(), Value()), "none"),
        (Series(Value()), {}),
        (Value(), {"a": "b"}),
    ],
)
def test_nothing_stands_below_data_of_another_shape(shape: Shape, written: object) -> None:
    assert list(children(shape, written)) == []


def test_what_may_be_overridden_is_declared() -> None:
    assert known_keys(("network",), data())["zones"].environment
    assert not known_keys(("entities", "app_user"), data())["class"].environment


def test_every_required_key_has_an_example_to_copy() -> None:
    lacking = [name for name, key in _every_key(DOCUMENT) if key.required and not key.example]
    assert lacking == []


def test_every_key_says_what_it_means_in_a_sentence() -> None:
    assert [name for name, key in _every_key(DOCUMENT) if not key.meaning.endswith(".")] == []


def _every_key(shape: Shape, above: str = "") -> Iterator[tuple[str, Key]]:
    match shape:
        case Keys():
            for name, key in shape.keys.items():
                yield f"{above}.{name}", key
                yield from _every_key(key.shape, f"{above}.{name}")
        case Choice():
            for _, option in shape.options:
                yield from _every_key(option, above)
        case Rows(_, item) | Series(item):
            yield from _every_key(item, f"{above}.*")
