"""A plan is read as it was written, or refused with the reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from compiler.sandbox.error import SandboxError
from compiler.sandbox.plan import Plan, Setting, read_plan

SETTING = {"name": "atlas.x", "about": "a thing", "required": True, "secret": False, "default": None, "role": None}
STEP = {
    "id": "eu-west-1/main/00_schema",
    "home": "eu-west-1",
    "region": "eu-central-1",
    "database": "main",
    "file": "eu-west-1/main/00_schema.sql",
    "runs": "script",
    "as": "administrator",
    "stream": None,
    "publisher": None,
    "settings": [SETTING],
    "after": [],
}
PLACE = {"home": "eu-west-1", "region": "eu-central-1", "database": "main", "dbname": "crm", "postgres": 17}


def plan(folder: Path, **changed: Any) -> Plan:
    written = {"edition": 1, "places": [PLACE], "steps": [STEP], **changed}
    (folder / "order.json").write_text(json.dumps(written), encoding="utf-8")
    return read_plan(folder)


def test_a_plan_is_read_with_its_files_in_its_folder(tmp_path: Path) -> None:
    found = plan(tmp_path)
    (step,) = found.steps
    assert step.file == tmp_path / "eu-west-1/main/00_schema.sql"
    assert step.settings == (Setting("atlas.x", "a thing", required=True, secret=False, default=None, role=None),)
    assert (found.places[0].region, found.places[0].postgres) == ("eu-central-1", 17)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"edition": 2}, "of edition 2"),
        ({"steps": [{}]}, "'id'"),
        ({"steps": None}, "not iterable"),
        ({"places": [{**PLACE, "zone": 1}]}, "zone"),
    ],
)
def test_a_plan_of_another_form_is_refused(tmp_path: Path, changed: dict[str, Any], why: str) -> None:
    with pytest.raises(SandboxError, match=why):
        plan(tmp_path, **changed)


@pytest.mark.parametrize("text", [None, "", "[]", "{"])
def test_no_plan_is_no_traceback(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "order.json").write_text(text, encoding="utf-8")
    with pytest.raises(SandboxError) as caught:
        read_plan(tmp_path)
    assert str(tmp_path / "order.json") in caught.value.what
    assert caught.value.do == "Run `atlas compile`, and name the folder `sql` that it writes."
