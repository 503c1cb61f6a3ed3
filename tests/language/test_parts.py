"""One bad value hides nothing else: every part that is sound by itself can be looked at."""

from __future__ import annotations

import pytest
from shipped import edited

from compiler.language.document import Document
from compiler.language.parts import Parts, parts_of
from compiler.language.source import load

SECTIONS = ("regions", "classes", "entities", "environments", "acknowledge")


def parts(*changes: tuple[str, str]) -> Parts:
    source, _ = load(edited(*changes).encode(), "atlas.yaml")
    assert source is not None
    return parts_of(source.data, None)


def test_the_parts_of_a_valid_document_are_those_of_the_document() -> None:
    source, _ = load(edited().encode(), "atlas.yaml")
    assert source is not None
    assert parts_of(source.data, Document.model_validate(source.data)) == parts_of(source.data, None)


@pytest.mark.parametrize(
    ("section", "name", "old", "new"),
    [
        ("regions", "ap-southeast-1", "wave: 1", "wave: first"),
        ("regions", "us-west-2", "jurisdiction: US, role: recovery", "jurisdiction: US, role: sleeping"),
        ("entities", "referential", "columns: [label, sort]", "columns: label"),
        ("environments", "staging", "data: synthetic", "data: fake"),
        ("acknowledge", 0, "code: recovery-none", "code: RECOVERY"),
    ],
)
def test_a_broken_row_is_left_out_and_the_others_stay(section: str, name: object, old: str, new: str) -> None:
    whole, broken = parts(), parts((old, new))
    for each in SECTIONS:
        expected = {key: row for key, row in getattr(whole, each).items() if (each, key) != (section, name)}
        assert dict(getattr(broken, each)) == expected


def test_a_broken_row_still_declares_its_name() -> None:
    assert "ap-southeast-1" in parts(("wave: 1", "wave: first")).names("regions")


@pytest.mark.parametrize(
    ("section", "old", "new"),
    [
        ("replication", "ids: uuidv7", "ids: uuidv8"),
        ("observability", "namespace: AtlasCRM", "namespace: Atlas CRM"),
    ],
)
def test_a_broken_section_is_none(section: str, old: str, new: str) -> None:
    assert getattr(parts(), section) is not None
    assert getattr(parts((old, new)), section) is None


def test_classes_come_with_the_language() -> None:
    assert {"global", "regional"} <= parts().names("classes")
    assert parts().is_map("classes")


@pytest.mark.parametrize("data", ["text", [], {}, {"regions": "none"}, {"regions": ["eu-west-1"]}])
def test_of_a_section_that_is_no_map_nobody_knows_the_names(data: object) -> None:
    found = parts_of(data, None)  # type: ignore[arg-type]
    assert found.regions == {}
    assert found.names("regions") == frozenset()
    assert not found.is_map("regions")
