"""One aspect, one name in every room: who wants to change the CDN looks for `cdn`.

A room that doesn't need a file of an aspect is listed below, with the reason: the gaps are known, not forgotten.
"""

from __future__ import annotations

import pytest
from house.code import PACKAGE, modules

from compiler.language.document import Document

ELSEWHERE = {
    "atlas": "one number",
    "system": "one word",
    "domain": "one word",
    "contacts": "a map of words",
    "jurisdictions": "declared beside regions; in the model beside privacy",
    "classes": "in the model beside entities, which they class",
}
"""Sections of `atlas.yaml` without a file of their own, and why."""

ASPECTS = frozenset(set(Document.model_fields) - set(ELSEWHERE))

_AS_WRITTEN = "taken over as it is written, by compiler/resolve/declared.py"
_NO_OUTPUT = "nothing is emitted for it yet"

GAPS = {
    "language": {},
    "model": {},
    "resolve": {
        _AS_WRITTEN: "acknowledge backup cdn compute cost environments failover observability privacy release",
        "one file for all stores: compiler/resolve/stores.py": "cache database storage",
    },
    "rules": {
        "judged concern by concern: change, identifiers, personal, references": "entities",
        "judged concern by concern: alarms, latency": "observability",
    },
    "emit": {
        "every file is about it: the inventory, the SQL": "entities environments regions",
        "it is a judgement, not a thing": "acknowledge objectives",
        _NO_OUTPUT: "backup cache cdn compute cost database failover network observability privacy release routing "
        "security storage",
    },
}
"""Room -> reason -> aspects without a file there."""


@pytest.mark.parametrize("section", ELSEWHERE)
def test_what_is_no_aspect_is_a_section(section: str) -> None:
    assert section in Document.model_fields


@pytest.mark.parametrize("room", GAPS)
def test_a_room_has_every_aspect_but_the_listed_gaps(room: str) -> None:
    listed = {stem for stems in GAPS[room].values() for stem in stems.split()}
    there = {path.stem for path in (PACKAGE / room).iterdir()}
    assert ASPECTS - there == listed


def test_no_aspect_is_called_otherwise() -> None:
    """`networks.py` or `cdn_rules.py` would escape who looks for `network` and `cdn`."""
    near = [
        module.place
        for module in modules()
        for stem in [module.name.rpartition(".")[2]]
        if stem not in ASPECTS and any(stem.startswith(aspect.rstrip("s")) for aspect in ASPECTS - {"cost"})
    ]
    assert near == []


@pytest.mark.parametrize("word", ["utils", "util", "helpers", "helper", "common", "misc", "shared", "base", "core"])
def test_no_module_is_a_drawer(word: str) -> None:
    assert [module.place for module in modules() if word in module.name.split(".")] == []
