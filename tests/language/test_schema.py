"""The schema that editors use says what the compiler says: of the same files, and of the same mistakes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError
from systems import ALL, SHIPPED

from compiler.language.schema import FILE, schema

SCHEMA: dict[str, Any] = json.loads(FILE.read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)


class Core(yaml.SafeLoader):
    """Scalars as YAML 1.2 types them (its core schema), which is what editors go by."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))


def problems(text: str) -> list[str]:
    found = VALIDATOR.iter_errors(yaml.load(text, Core))
    return sorted(".".join(map(str, one.absolute_path)) or one.message for error in found for one in _inner(error))


def _inner(error: ValidationError) -> list[ValidationError]:
    """The error and, where there are alternatives, what is wrong by each of them."""
    return [error, *(inner for below in error.context or () for inner in _inner(below))]


def test_the_published_schema_is_fresh() -> None:
    assert FILE.read_bytes() == schema(), "run `make fix`"


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_sound_files_are_sound_for_an_editor(file: Path) -> None:
    assert problems(file.read_text(encoding="utf-8")) == []


BROKEN = [
    ("an unknown key", "jurisdiction: SG", "jurisdication: SG", "regions.ap-southeast-1"),
    ("an amount without a unit", "above: 10s", "above: 10", "observability.alarms.replication_lag.above"),
    ("a unit of another kind", "keep: 30d }", "keep: 30GB }", "observability.logs.keep"),
    ("an unknown word", "steer: latency", "steer: fastest", "routing.api.steer"),
    ("a count that is too high", "zones: 3", "zones: 30", "network.zones"),
    ("a yes that isn't true", "multi_az: true", "multi_az: yes", "database.main.multi_az"),
    ("text where a number stands", "nodes: 2", "nodes: two", "cache.main.nodes"),
    ("one value where a list stands", "successors: [us-east-1]", "successors: us-east-1", "replication.successors"),
    ("a name in another form", "  app_user:  ", "  AppUser:  ", "entities"),
    ("an account that isn't quoted", '"222222222222"', "222222222222", "environments.production.account"),
    ("nothing where something must stand", "wave: 3", "wave:", "regions.eu-west-1.wave"),
]


@pytest.mark.parametrize(("old", "new", "at"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_an_editor_marks_what_the_compiler_refuses(old: str, new: str, at: str) -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    found = problems(text.replace(old, new, 1))
    assert any(place.startswith(at) for place in found), found


def test_a_missing_section_is_marked() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert problems(text.replace("privacy:", "privacies:")) != []


def test_what_is_named_by_people_takes_any_name_and_nothing_else_does() -> None:
    """A map whose names have a form refuses other names: else a slip there would be a promise that nobody checks."""
    open_maps = [
        node for node in _nodes(SCHEMA) if "patternProperties" in node and node.get("additionalProperties") is not False
    ]
    assert open_maps == []


def _nodes(node: Any) -> list[dict[str, Any]]:
    below = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [*([node] if isinstance(node, dict) else []), *(inner for item in below for inner in _nodes(item))]
