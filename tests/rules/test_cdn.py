"""The CDN: its plan against facts, its rules in their order, and what they must never keep."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import systems
from hypothesis import example, given
from hypothesis import strategies as st
from shipped import AS_OF, Seen, seen
from systems import ONE_REGION, PROJECT, SHIPPED, THREE_LAWS

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules import cdn
from compiler.rules.cdn import covers
from compiler.rules.rule import Context

CONTEXT = Context(AS_OF, {})
PLANS = [("free", 10, "2h"), ("pro", 25, "1h"), ("business", 50, "1s"), ("enterprise", 300, "1s")]
THROUGH = {"routing.home.through": "cdn"}
NOBODY = {
    "classes.open": {"copies": "everywhere", "stays_in": "world", "writes": "single", "holds": "none"},
    "entities.referential.class": "open",
    "objectives.open": {"zone_lost": "none", "region_lost": "none"},
    "routing": {"web": {"serves": ["open"], "steer": "latency", "through": "cdn"}},
}
"""Answers that tell of nobody."""


def rule(path: str, edge: str = "30d", browser: str = "7d") -> dict[str, str]:
    return {"path": path, "edge": edge, "browser": browser}


def found(changes: Mapping[str, Any], of: Path = SHIPPED) -> list[Diagnostic]:
    return list(cdn.check(systems.model(changes, of=of), CONTEXT))


def told(changes: Mapping[str, Any], of: Path = SHIPPED) -> list[tuple[str, str]]:
    return [(one.code.id, dotted(one.path)) for one in found(changes, of)]


def of_rules(*paths: str, **more: Any) -> list[tuple[str, str]]:
    return told({"cdn.rules": [rule(path) for path in paths], **more})


@pytest.mark.parametrize("file", systems.ALL, ids=lambda file: file.stem)
def test_three_systems_are_sound(file: Path) -> None:
    assert found({}, file) == []


@pytest.mark.parametrize("plan", ["free", "pro", "business"])
@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"cdn.regional_services": ["EU"]}, "`regional_services`"),
        ({"cdn.metadata_boundary": "EU"}, "`metadata_boundary`"),
        (
            {"cdn.regional_services": ["EU"], "cdn.metadata_boundary": "EU"},
            "`regional_services` and `metadata_boundary`",
        ),
    ],
)
def test_keeping_to_a_jurisdiction_is_sold_with_the_largest_plan_only(
    plan: str, asked: Mapping[str, Any], words: str
) -> None:
    (one,) = found({"cdn.plan": plan, **asked})
    assert (one.code, dotted(one.path)) == (cdn.CDN_PLAN, "cdn.plan")
    assert one.what == f"The plan `{plan}` has no {words.replace(' and ', ' or ')}."
    assert found({"cdn.plan": "enterprise", **asked}) == []


@pytest.mark.parametrize(("plan", "most", "least"), PLANS)
def test_a_plan_has_so_many_rules(plan: str, most: int, least: str) -> None:
    rules = [rule(f"/{index}/*") for index in range(most + 1)]
    assert told({"cdn.plan": plan, "cdn.rules": rules}) == [("cdn-rules-too-many", f"cdn.rules.{most}")]
    assert told({"cdn.plan": plan, "cdn.rules": rules[:-1]}) == []


@pytest.mark.parametrize(("plan", "most", "least"), PLANS)
def test_a_plan_keeps_nothing_for_less_than_this(plan: str, most: int, least: str) -> None:
    def with_edge(edge: str) -> list[tuple[str, str]]:
        return told({"cdn.plan": plan, "cdn.rules": [rule("/a"), rule("/b", edge)]})

    assert with_edge(least) == with_edge("0s") == []
    assert with_edge("999ms") == [("cdn-edge-too-short", "cdn.rules.1.edge")]
    assert with_edge("3599s") == (
        [] if plan in ("business", "enterprise") else [("cdn-edge-too-short", "cdn.rules.1.edge")]
    )


@pytest.mark.parametrize(("name", "column"), [("cdn-rules-too-many", 1), ("cdn-edge-too-short", 2)])
def test_the_pages_tell_the_numbers_of_the_facts(name: str, column: int) -> None:
    page = " ".join((PROJECT / "docs" / "diagnostics" / f"{name}.md").read_text(encoding="utf-8").split())
    for row in PLANS:
        assert re.search(rf"\b{row[column]}\b[a-z ]* on (`\w+` and )?`{row[0]}`", page), row


PATTERNS = [
    ("/assets/*", "/assets/logo.svg", True),
    ("/assets/*", "/assets/", True),
    ("/assets/*", "/assets", False),
    ("/assets/*", "/assets/img/*", True),
    ("/assets/img/*", "/assets/*", False),
    ("/*", "/*", True),
    ("/*", "/**", True),
    ("/**", "/*", True),
    ("/*.css", "/*", False),
    ("/*", "/*.css", True),
    ("/*.css", "/site/*.css", True),
    ("/a*b*c", "/a*c", False),
    ("/a*c", "/a*b*c", True),
    ("/ab*ba", "/aba", False),
    ("/a", "/a", True),
    ("/a", "/a*", False),
    ("/a*", "/a", True),
    ("/*a*a", "/xa", False),
]


@pytest.mark.parametrize(("pattern", "other", "expected"), PATTERNS)
def test_a_pattern_covers_another(pattern: str, other: str, expected: bool) -> None:
    assert covers(pattern, other) is expected


TEXT = st.text("ab*", max_size=8).map("/{}".format)
FILLING = st.lists(st.text("ab!", max_size=3), min_size=9, max_size=9)


def fits(pattern: str, path: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), path) is not None


def filled(pattern: str, filling: list[str]) -> str:
    parts = pattern.split("*")
    return parts[0] + "".join(text + part for text, part in zip(filling, parts[1:], strict=False))


@given(TEXT, TEXT, FILLING)
@example("/a*a", "/a", [""] * 9)
def test_what_covers_fits_all_that_the_other_fits(pattern: str, other: str, filling: list[str]) -> None:
    if covers(pattern, other):
        assert fits(pattern, filled(other, filling))
    else:
        strange = filled(other, ["!"] * 9)
        assert not fits(pattern, strange), "a letter that no pattern names shows the difference"


def test_two_hundred_stars_are_judged_at_once() -> None:
    assert not covers("/" + "*a" * 99, "/" + "a" * 98 + "b")
    assert covers("/" + "*a" * 99, "/" + "a" * 199)


def test_a_rule_below_a_wider_one_never_applies(tmp_path: Path) -> None:
    line = "    - { path: /assets/*, edge: 30d, browser: 7d }         # everything else is never cached\n"
    below = f"{line}    - {{ path: /assets/logos/*, edge: 1h, browser: 1h }}\n"
    assert seen(tmp_path, (line, below)) == [Seen("cdn-rule-hidden", "/assets/logos/*")]
    assert of_rules("/assets/logos/*", "/assets/*") == []


def test_the_same_path_twice_is_one_finding() -> None:
    (one,) = found({"cdn.rules": [rule("/a/*"), rule("/a/*", "1h")]})
    assert (dotted(one.path), one.do) == ("cdn.rules.1.path", "Delete one of the two.")
    assert of_rules("/a/*", "/b/*", "/a/*", "/a/x") == [
        ("cdn-rule-hidden", "cdn.rules.2.path"),
        ("cdn-rule-hidden", "cdn.rules.3.path"),
    ]


def test_the_health_check_is_kept_by_the_first_rule_that_fits_it() -> None:
    assert of_rules("/health") == [("cdn-caches-health", "cdn.rules.0.path")]
    assert of_rules("/a/*", "/health") == [("cdn-caches-health", "cdn.rules.1.path")]
    assert of_rules("/*", **NOBODY) == [("cdn-caches-health", "cdn.rules.0.path")]
    assert of_rules("/health", "/*", **NOBODY) == [("cdn-caches-health", "cdn.rules.0.path")]
    assert of_rules("/up/*", **{"failover.health.path": "/up/now"}) == [("cdn-caches-health", "cdn.rules.0.path")]
    assert of_rules("/health/*") == []


def test_what_is_told_to_do_about_the_health_check_does_it() -> None:
    (one,) = found({"cdn.rules": [rule("/health")]})
    assert one.do == "Delete this rule: what no rule names is never cached."
    (one,) = found({"cdn.rules": [rule("/*")], **NOBODY})
    assert "add `{ path: /health, edge: 0s, browser: 0s }` above it" in one.do


def test_what_isnt_kept_keeps_no_health_check() -> None:
    assert told({"cdn.rules": [rule("/health", "0s", "0s"), rule("/*")], **NOBODY}) == []
    assert told({"cdn.rules": [rule("/*", "0s")]}) == []


def test_answers_about_people_arent_kept() -> None:
    assert of_rules("/*", **THROUGH) == [("cdn-caches-personal", "cdn.rules.0.path")]
    assert of_rules("/assets/*", "/**", **THROUGH) == [("cdn-caches-personal", "cdn.rules.1.path")]
    assert of_rules("/assets/*", **THROUGH) == []
    assert told({"cdn.rules": [rule("/*", "0s")], **THROUGH}) == []
    (one,) = found({"cdn.rules": [rule("/*")], **THROUGH})
    assert "hold rows of `global` and `regional`" in one.what


def test_the_cdns_own_name_leads_to_all_that_its_origin_answers() -> None:
    aside = rule("/health", "0s", "0s")
    assert told({"cdn.rules": [aside, rule("/*")]}) == [("cdn-caches-personal", "cdn.rules.1.path")]
    assert told({"cdn.rules": [aside, rule("/api/*", "0s"), rule("/*")]}) == [
        ("cdn-caches-personal", "cdn.rules.2.path")
    ]
    (one,) = found({"cdn.rules": [aside, rule("/*")]})
    assert "hold rows of `global` and `regional`" in one.what
    assert told({"cdn.rules": [aside, rule("/*")], **NOBODY}) == []
    for holds, expected in (("none", []), ("pseudonymous", [("cdn-caches-personal", "cdn.rules.1.path")])):
        assert told({"cdn.rules": [aside, rule("/*")], **NOBODY, "classes.open.holds": holds}) == expected


@pytest.mark.parametrize("path", ["/*", "/**", "/*.css", "/a*", "/heal*", "/*/logo.svg", "/*assets/*"])
def test_without_a_first_folder_any_answer_may_fit(path: str) -> None:
    assert of_rules(path) == [("cdn-caches-personal", "cdn.rules.0.path")]


@pytest.mark.parametrize("path", ["/assets/*", "/assets/*.css", "/assets/*/logo.svg", "/favicon.ico", "/"])
def test_below_one_folder_and_at_one_path_are_files(path: str) -> None:
    assert of_rules(path) == []


def test_the_cdn_asks_a_service_with_a_load_balancer() -> None:
    assert told({"cdn.origin": "compute.settle"}, THREE_LAWS) == [("cdn-origin", "cdn.origin")]
    (one,) = found({"cdn.origin": "compute.settle"}, THREE_LAWS)
    assert one.do == "Write `origin: compute.api`."
    (one,) = found({"routing": {}})
    assert one.do == "Add a name in `routing` with `to: compute.api`."


def test_without_a_cdn_there_is_nothing_to_judge() -> None:
    assert found({"cdn": "none"}) == []
    assert found({}, ONE_REGION) == []


@pytest.mark.parametrize("key", ["cache_everything: true", "fallback: us-east-1", "bypass: []"])
def test_what_has_no_key(key: str, tmp_path: Path) -> None:
    """What no rule names is never cached, and there is no other place to fall back to."""
    change = ("  origin: compute.api\n", f"  origin: compute.api\n  {key}\n")
    assert seen(tmp_path, change) == [Seen("key-unknown", key.split(":")[0])]
