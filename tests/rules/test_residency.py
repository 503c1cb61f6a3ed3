"""One mistake, one finding: at the line that asks for the way, and silent where another rule speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flows.test_flows_abroad import of_class
from shipped import Seen, findings, seen
from systems import ALL, GONE, SHIPPED, THREE_LAWS, model

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules.residency import check
from compiler.rules.rule import Context

PINNED = {"copies": "home", "stays_in": "country", "writes": "home", "holds": "personal"}
NOTHING = {"zone_lost": "none", "region_lost": "none"}
INSIDE = ", or keep TLS inside by `cdn.regional_services`, which Cloudflare's Enterprise plan has"


def found(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[Diagnostic]:
    return list(check(model(changes, of=of, environment=environment), Context(date(2026, 11, 22), {})))


def pinned(*entities: str, **answers: str) -> dict[str, Any]:
    classed = {f"entities.{name}.class": "pinned" for name in entities}
    return {"classes.pinned": {**PINNED, **answers}, "objectives.pinned": NOTHING, **classed}


SAID = [
    (
        "a replica takes everything along",
        pinned("activity_log"),
        "database.main.recovers_by",
        (
            "`activity_log` stays in its country, and a physical replica takes it from eu-west-1 (IE) to eu-central-1 "
            "(DE)."
        ),
        "Write `recovers_by: none`, or keep it in a database of its own that says so.",
    ),
    (
        "several tables, and two ways",
        pinned("activity_log", "annonce", stays_in="region"),
        "database.main.recovers_by",
        (
            "`activity_log` and `annonce` stay in their region, and a physical replica takes them from eu-west-1 to "
            "eu-central-1, and 1 more such way."
        ),
        "Write `recovers_by: none`, or keep them in a database of their own that says so.",
    ),
    (
        "files are copied",
        pinned("document") | {"database.main.recovers_by": "none"},
        "storage.documents.recovers_by",
        "`document` stays in its country, and a copy of files takes it from eu-west-1 (IE) to eu-central-1 (DE).",
        "Write `recovers_by: none`, or keep it in a bucket of its own that says so.",
    ),
    (
        "the CDN decrypts anywhere",
        {"routing.home.through": "cdn"},
        "routing.home.through",
        (
            "`activity_log`, `annonce`, `document` and 1 more stay in their jurisdiction, and the CDN decrypts answers "
            "of ap-southeast-1 (SG) anywhere in the world, and 4 more such ways."
        ),
        f"Write `through: direct`{INSIDE}.",
    ),
    (
        "one home writes for all",
        pinned("activity_log", stays_in="jurisdiction", writes="single"),
        "classes.pinned.writes",
        (
            "`activity_log` stays in its jurisdiction, and ap-southeast-1 (SG) writes it in eu-west-1 (EU), and 1 more "
            "such way."
        ),
        "Write `writes: home`, or a wider `stays_in`, if that is what people are promised.",
    ),
    (
        "a login opens more than is sent",
        pinned("activity_log", stays_in="jurisdiction", copies="jurisdiction"),
        "database.main",
        (
            "`activity_log` stays in its jurisdiction, and the login to eu-west-1 (EU) that streams need in "
            "ap-southeast-1 (SG) opens it, too, and 1 more such way."
        ),
        "Keep it in a database of its own: one login opens all that a database publishes.",
    ),
]


@pytest.mark.parametrize(("changes", "path", "what", "do"), [row[1:] for row in SAID], ids=[row[0] for row in SAID])
def test_what_is_said(changes: Mapping[str, Any], path: str, what: str, do: str) -> None:
    (one,) = found(changes)
    assert (one.code.id, dotted(one.path), one.what, one.do) == ("residency-crossed", path, what, do)


def test_visitors_only_follow_their_rows() -> None:
    served = pinned("activity_log") | {"routing.home.serves": ["global", "regional", "pinned"]}
    assert [dotted(one.path) for one in found(served)] == ["database.main.recovers_by"]


def test_tls_that_ends_somewhere_in_the_eu_may_end_outside_germany() -> None:
    (one,) = found({"routing.home.through": "cdn"}, THREE_LAWS)
    assert one.what.endswith("and the CDN decrypts answers of eu-central-1 (DE) anywhere in EU.")
    assert one.do == "Write `through: direct`."


def test_stores_with_lines_of_their_own_are_findings_of_their_own() -> None:
    assert [dotted(one.path) for one in found(pinned("document"))] == [
        "storage.documents.recovers_by",
        "database.main.recovers_by",
    ]


def test_an_override_is_shown_where_it_stands(tmp_path: Path) -> None:
    edits = (
        *of_class("pinned", ", ".join(f"{key}: {value}" for key, value in PINNED.items()), "activity_log"),
        ("    recovers_by: replica  ", "    recovers_by: none  "),
        ("    regions: [eu-west-1, us-east-1] ", "    regions: [eu-west-1, eu-central-1, us-east-1] "),
        ("      database.main.recovers_by: none\n", "      database.main.recovers_by: replica\n"),
    )
    crossed = [one for one in seen(tmp_path, *edits) if one.code == "residency-crossed"]
    assert crossed == [Seen("residency-crossed", "replica", "staging")]
    (said,) = (one for one in findings(tmp_path, *edits) if one.code.id == "residency-crossed")
    assert said.do.startswith("Write `database.main.recovers_by: none`")


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
@pytest.mark.parametrize("environment", ["production", "staging", "trial"])
def test_sound_systems_cross_nothing(file: Path, environment: str) -> None:
    if f"\n  {environment}:" in file.read_text(encoding="utf-8"):
        assert found({}, file, environment) == []


SILENT = [
    ("the class contradicts itself", pinned("activity_log", copies="everywhere", stays_in="jurisdiction")),
    ("the name must not lead through the CDN at all", {"routing.api.through": "cdn"}),
    (
        "the recovery region is under another law",
        {
            "regions.eu-central-1": GONE,
            "regions.eu-west-2": {"place": "London", "jurisdiction": "GB", "role": "recovery"},
            "regions.eu-west-1.recovery": "eu-west-2",
            "release.state": "eu-west-1",
        },
    ),
    ("the region isn't where its row says", {"regions.eu-central-1.jurisdiction": "US"}),
    ("all of it may go anywhere", pinned("activity_log", stays_in="world")),
]


@pytest.mark.parametrize("changes", [row[1] for row in SILENT], ids=[row[0] for row in SILENT])
def test_it_is_silent_where_another_rule_speaks(changes: Mapping[str, Any]) -> None:
    assert found(changes) == []
