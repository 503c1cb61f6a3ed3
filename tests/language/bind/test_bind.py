"""All binders together: what each of them finds stands in its own tests."""

from __future__ import annotations

import pytest
from shipped import edited

from compiler.language.bind import bind
from compiler.language.overlay import lay
from compiler.language.parts import parts_of
from compiler.language.source import load
from compiler.language.validate import validate


def found(environment: str, *changes: tuple[str, str]) -> list[str]:
    source, _ = load(edited(*changes).encode(), "atlas.yaml")
    assert source is not None
    laid, _ = lay(source.data, environment)
    document, _ = validate(laid.data)
    return sorted(one.code.id for one in bind(parts_of(laid.data, document), environment))


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_every_name_of_the_shipped_file_leads_somewhere(environment: str) -> None:
    assert found(environment) == []


def test_each_binder_has_its_say_and_a_value_that_is_wrong_elsewhere_hides_nothing() -> None:
    changes = [
        ("origin: compute.api", "origin: compute.app"),
        ("recovery: us-west-2,", "recovery: us-east-1,"),
        ("unique: [email]", "unique: [mail]"),
        ("    people: account holders\n", ""),
        ("path: regions.ap-southeast-1.recovery", "path: mars"),
    ]
    expected = ["column-unknown", "key-missing", "name-unknown", "path-unknown", "recovery-itself"]
    assert found("production", *changes) == expected
    assert found("production", *changes, ("zones: 3", "zones: three")) == expected


@pytest.mark.parametrize("data", ["text", [], {}, {"regions": [], "entities": "none", "acknowledge": {}}])
def test_data_of_another_shape_is_left_to_those_who_judge_shapes(data: object) -> None:
    assert bind(parts_of(data, None), "production") == ()  # type: ignore[arg-type]
