"""Papers: demanded where personal data leaves a law that asks for one, kept only where something needs them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shipped import Seen, findings, seen
from systems import ALL, GONE, SHIPPED, THREE_LAWS, model

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules.rule import Context
from compiler.rules.transfers import check, check_unused

SG = "      SG: { safeguard: standard_clauses, document: SCC-SG }\n"
US = "      US: { safeguard: standard_clauses, document: SCC-US }\n"
PAPER = {"safeguard": "standard_clauses", "document": "SCC-1"}
ADEQUATE = {"safeguard": "adequacy", "document": "D-1"}
TOKYO = {"place": "Tokyo", "jurisdiction": "JP", "recovery": "none", "wave": "4"}
CONTEXT = Context(date(2026, 11, 22), {})


def found(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[Diagnostic]:
    """Both rules, over one environment."""
    deployment = model(changes, of=of, environment=environment)
    return [*check(deployment, CONTEXT), *check_unused({environment: deployment}, CONTEXT)]


def told(changes: Mapping[str, Any], of: Path = SHIPPED) -> list[tuple[str, str]]:
    return [(one.code.id, dotted(one.path)) for one in found(changes, of)]


def test_a_new_region_needs_a_paper() -> None:
    (one,) = found({"regions.ap-northeast-1": TOKYO})
    assert (one.code.id, one.path, one.on_key) == ("transfer-undeclared", ("privacy", "transfers", "EU"), True)
    assert one.what == (
        "Personal data of `app_user` and `user_preferences` would leave EU and be kept in JP without a safeguard."
    )
    assert one.why == (
        "Rows of class `global` are copied to every serving region, and one is there. "
        "Facts say of JP: adequacy yes (private sector)."
    )
    assert one.do == "Ask the data-protection officer, then add `JP: { safeguard: ..., document: ... }`."


def test_without_any_paper_one_line_is_missing_with_all_of_them() -> None:
    (one,) = found({"privacy.transfers": {}})
    assert one.path == ("privacy", "transfers")
    assert "kept in SG and US without" in one.what
    paper = "{ safeguard: ..., document: ... }"
    assert one.do.endswith(f"add `EU: {{ SG: {paper}, US: {paper} }}`.")


UNDECLARED = ("transfer-undeclared", "privacy.transfers")
AT_HOME = {"entities.app_user.class": "regional", "entities.user_preferences.class": "regional"}
"""Then nothing that is copied tells of people."""


def of_class(**answers: str) -> dict[str, Any]:
    """The activity log in a class of its own, and no paper."""
    return {
        **AT_HOME,
        "privacy.transfers": {},
        "classes.own": {"copies": "home", "writes": "home", "holds": "personal", **answers},
        "objectives.own": {"zone_lost": "none", "region_lost": "none"},
        "entities.activity_log.class": "own",
    }


CASES: list[tuple[str, Mapping[str, Any], list[tuple[str, str]]]] = [
    ("another law asks, too", {"privacy.regimes": ["gdpr", "pdpa"]}, [UNDECLARED]),
    ("no law asks", {"privacy.regimes": ["ccpa"], "privacy.transfers": {}}, []),
    ("nothing personal is copied", {**AT_HOME, "privacy.transfers": {}}, []),
    (
        "one home writes for all, where it may",
        {**of_class(stays_in="system", writes="single"), "replication.writer": "us-east-1"},
        [UNDECLARED],
    ),
    (
        "what must not leave needs no paper",
        {**of_class(stays_in="jurisdiction", writes="single"), "replication.writer": "us-east-1"},
        [],
    ),
    (
        "nor what must not recover there",
        {
            **of_class(stays_in="system"),
            "regions.eu-central-1": GONE,
            "regions.eu-west-1.recovery": "us-east-1",
            "release.state": "eu-west-1",
        },
        [],
    ),
    (
        "pseudonyms are personal as well",
        {
            "privacy.transfers.EU.SG": GONE,
            "entities.app_user.personal": {"email": "pseudonym"},
            "entities.user_preferences.class": "regional",
        },
        [("transfer-undeclared", "privacy.transfers.EU")],
    ),
    (
        "after a move of the writer it is passed on from there",
        {"replication.writer": "us-east-1", "replication.successors": [], "privacy.transfers.EU.SG": GONE},
        [("transfer-undeclared", "privacy.transfers.EU")],
    ),
    ("after a move of the writer nothing is unused", {"replication.writer": "us-east-1"}, []),
    (
        "the CDN keeps request logs abroad",
        {"cdn.metadata_boundary": "US", "privacy.transfers.EU.US": GONE},
        [("transfer-undeclared", "privacy.transfers.EU")],
    ),
    ("nothing goes to Japan", {"privacy.transfers.EU.JP": PAPER}, [("transfer-unused", "privacy.transfers.EU.JP")]),
    ("nor from there", {"privacy.transfers.JP": {"EU": PAPER}}, [("transfer-unused", "privacy.transfers.JP.EU")]),
    (
        "it is signed before the region is built",
        {"privacy.transfers.EU.JP": PAPER, "regions.ap-northeast-1": {**TOKYO, "state": "planned"}},
        [],
    ),
    (
        "it is kept until the region is empty",
        {"regions.ap-southeast-1.state": "decommissioning"},
        [],
    ),
    (
        "it goes with the region",
        {"regions.ap-southeast-1.state": "retired"},
        [("transfer-unused", "privacy.transfers.EU.SG")],
    ),
    ("a law that Atlas knows no paper of", {"privacy.transfers.US": {"EU": PAPER}}, []),
    (
        "adequacy that was decided in part",
        {"privacy.transfers.EU.US": ADEQUATE},
        [],
    ),
    (
        "adequacy that wasn't decided",
        {"privacy.transfers.EU.SG": ADEQUATE},
        [("transfer-adequacy", "privacy.transfers.EU.SG.safeguard")],
    ),
    (
        "adequacy of a law that has none",
        {"privacy.transfers.SG": {"EU": ADEQUATE}},
        [("adequacy-unknown", "privacy.transfers.SG.EU.safeguard")],
    ),
    (
        "adequacy of a region that isn't there",
        {"privacy.transfers.EU.JP": ADEQUATE},
        [("transfer-unused", "privacy.transfers.EU.JP")],
    ),
]


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_papers(changes: Mapping[str, Any], expected: list[tuple[str, str]]) -> None:
    assert told(changes) == expected


def test_a_decision_in_the_making_is_a_warning_that_says_so() -> None:
    saopaulo = {"place": "São Paulo", "jurisdiction": "BR", "recovery": "none", "wave": "4"}
    (one,) = found({"regions.sa-east-1": saopaulo, "privacy.transfers.EU.BR": ADEQUATE})
    assert (one.code.id, one.code.severity.value) == ("adequacy-unknown", "warning")
    assert "a decision was in adoption" in one.why


SILENT = [
    ("a jurisdiction is mistyped", ((SG, SG.replace("SG: {", "SQ: {")),), "jurisdiction-unknown"),
    ("the law that data leaves is mistyped", (("\n    EU:   ", "\n    EV:   "),), "jurisdiction-unknown"),
    (
        "a region is under another law",
        (("jurisdiction: SG, recovery", "jurisdiction: EU, recovery"),),
        "region-jurisdiction",
    ),
]


@pytest.mark.parametrize(("edits", "code"), [row[1:] for row in SILENT], ids=[row[0] for row in SILENT])
def test_what_follows_from_another_mistake_isn_t_said(
    edits: tuple[tuple[str, str], ...], code: str, tmp_path: Path
) -> None:
    assert {one.code for one in seen(tmp_path, *edits)} == {code}


def test_synthetic_data_needs_no_paper_and_uses_none_up(tmp_path: Path) -> None:
    assert list(check(model({"privacy.transfers": {}}, environment="staging"), CONTEXT)) == []
    only = ("    regions: [eu-west-1, us-east-1] ", "    regions: [eu-west-1] ")
    assert [one for one in seen(tmp_path, only) if one.code.startswith("transfer")] == []


def test_what_one_environment_needs_is_needed() -> None:
    real = {"environments.staging.data": "real", "privacy.transfers.EU.JP": PAPER}
    deployments = {name: model(real, environment=name) for name in ("production", "staging")}
    assert [one.path for one in check_unused(deployments, CONTEXT)] == [("privacy", "transfers", "EU", "JP")]
    smaller = model(environment="staging")
    assert list(check_unused({"production": model(), "staging": smaller}, CONTEXT)) == []


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_sound_systems_have_their_papers_and_no_others(file: Path) -> None:
    assert found({}, file) == []


def test_each_law_asks_for_its_own(tmp_path: Path) -> None:
    assert told({"privacy.transfers.GB.IN": GONE}, THREE_LAWS) == [("transfer-undeclared", "privacy.transfers.GB")]
    assert told({"privacy.transfers.EU.IN": GONE}, THREE_LAWS) == [("transfer-undeclared", "privacy.transfers.EU")]


def test_all_of_it_is_seen_where_it_stands(tmp_path: Path) -> None:
    assert seen(tmp_path, (US, "")) == [Seen("transfer-undeclared", "EU")]
    (one,) = findings(tmp_path, (US, ""))
    assert "US: adequacy partial" in one.why


def test_of_a_place_where_the_system_is_not_the_facts_are_known_too() -> None:
    without_us = {f"regions.{name}": GONE for name in ("us-east-1", "us-west-2")} | {
        "replication.successors": [],
        "privacy.transfers": {},
        "observability.alarms.cross_region_latency.except": {},
        "environments.staging.regions": GONE,
    }
    (one,) = found(AT_HOME | without_us | {"cdn.plan": "enterprise", "cdn.metadata_boundary": "US"})
    assert one.why.startswith("`cdn.metadata_boundary` brings it there. Facts say of US: adequacy partial (")


def test_what_cloudflare_keeps_elsewhere_leaves_a_home_that_recovers_nowhere_as_well() -> None:
    kept_in_the_eu = {"cdn.plan": "enterprise", "cdn.metadata_boundary": "EU"}
    singapore = {"privacy.regimes": ["pdpa"], "privacy.transfers": {}}
    assert told(AT_HOME | kept_in_the_eu | singapore) == [UNDECLARED]
