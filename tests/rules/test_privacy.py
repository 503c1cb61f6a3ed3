"""Who gets people's data is named, with an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from systems import ALL, GONE, ONE_REGION, SHIPPED, model

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules.privacy import check
from compiler.rules.rule import Context

AGREED = {"task": "files", "agreement": "DPA-1"}


def found(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[Diagnostic]:
    return list(check(model(changes, of=of, environment=environment), Context(date(2026, 11, 22), {})))


CASES: list[tuple[str, Path, Mapping[str, Any], list[str]]] = [
    ("all are named", SHIPPED, {}, []),
    ("Cloudflare isn't", SHIPPED, {"privacy.processors.cloudflare": GONE}, ["privacy.processors"]),
    ("nor is AWS", ONE_REGION, {"privacy.processors": {}}, ["privacy.processors"]),
    (
        "it is mistyped",
        SHIPPED,
        {"privacy.processors.cloudflare": GONE, "privacy.processors.cloudfare": AGREED},
        ["privacy.processors.cloudfare"],
    ),
    ("a pager gets figures only", SHIPPED, {"privacy.processors.pagerduty": GONE}, []),
    ("without a CDN nothing goes there", SHIPPED, {"privacy.processors.cloudflare": GONE, "cdn": "none"}, []),
    ("one that gets nothing may be named", SHIPPED, {"privacy.processors.auditor": AGREED}, []),
]


@pytest.mark.parametrize(("of", "changes", "paths"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_processors(of: Path, changes: Mapping[str, Any], paths: list[str]) -> None:
    assert [(one.code.id, dotted(one.path)) for one in found(changes, of)] == [
        ("processor-missing", at) for at in paths
    ]


def test_what_is_said() -> None:
    (one,) = found({"privacy.processors.cloudflare": GONE})
    assert one.what == "`cloudflare` gets `edge logs`, which may tell of people, and isn't among `privacy.processors`."
    assert one.do == "Add `cloudflare: { task: ..., agreement: ... }`."
    (near,) = found({"privacy.processors.cloudflare": GONE, "privacy.processors.cloudfare": AGREED})
    assert near.do == "Write `cloudflare` for `cloudfare`."


def test_synthetic_data_is_nobodys() -> None:
    assert found({"privacy.processors": {}}, environment="staging") == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_sound_systems_name_all(file: Path) -> None:
    assert found({}, file) == []
