"""Names against residency: who may be answered where, by which layer, under which host name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import systems
from shipped import Seen, findings, seen
from systems import ONE_REGION, SHIPPED, THREE_LAWS

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules import routing
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
API = "  api:  { serves: [global], steer: latency }  "
HOME = "  home: { serves: [global, regional], steer: home }  "
SECOND_HOME = {
    "regions.eu-north-1": {"place": "Stockholm", "jurisdiction": "EU", "recovery": "none", "wave": "2"},
    "regions.eu-central-1.recovery": "none",
}


def found(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[Diagnostic]:
    return list(routing.check(systems.model(changes, of=of, environment=environment), CONTEXT))


def told(changes: Mapping[str, Any], of: Path = SHIPPED) -> list[tuple[str, str]]:
    return [(one.code.id, dotted(one.path)) for one in found(changes, of)]


@pytest.mark.parametrize("file", systems.ALL, ids=lambda file: file.stem)
def test_three_systems_are_sound(file: Path) -> None:
    assert found({}, file) == []


@pytest.mark.parametrize("steer", ["latency", "geolocation"])
def test_where_a_visitor_is_decides_nothing_about_rows_that_stay_at_home(steer: str, tmp_path: Path) -> None:
    change = (API, f"  api:  {{ serves: [global, regional], steer: {steer} }}  ")
    assert seen(tmp_path, change) == [Seen("route-abroad", "regional")]
    (one,) = findings(tmp_path, change)
    assert one.do == "Delete `regional` here: `home` serves it, by a name for each region."


REGIONAL = {"serves": ["regional"], "steer": "latency"}
BOTH = {"serves": ["global", "regional"], "steer": "latency"}
WAYS_OUT = [
    (
        "there is a name by home that serves it, and the name serves nothing else",
        {"routing.api": {"serves": ["regional"], "steer": "latency"}},
        "Delete `api`: `home` serves it, by a name for each region.",
    ),
    (
        "there is a name by home, without the class",
        {"routing": {"api": BOTH, "home": {"serves": ["global"], "steer": "home"}}},
        "Delete `regional` here, and add `regional` to `routing.home.serves`.",
    ),
    (
        "there is none by home, and the name serves more",
        {"routing": {"api": BOTH}},
        "Delete `regional` here, and serve it by another name, with `steer: home`.",
    ),
    (
        "there is none by home, and the name serves nothing else",
        {"routing": {"api": REGIONAL}},
        "Write `steer: home`, which gives each region a name of its own.",
    ),
]


@pytest.mark.parametrize(("case", "changes", "do"), WAYS_OUT, ids=[case[0] for case in WAYS_OUT])
def test_the_way_home(case: str, changes: Mapping[str, Any], do: str) -> None:
    (one,) = [one for one in found(changes) if one.code is routing.ROUTE_ABROAD]
    assert one.do == do


def test_all_classes_that_are_led_abroad_by_one_name_are_one_finding() -> None:
    (one,) = found({"routing.find.serves": ["global", "regional", "books"]}, THREE_LAWS)[:1]
    assert one.what.startswith("`find` leads visitors to the nearest region, and serves `regional` and `books`")
    assert one.path == ("routing", "find", "serves", 1)


def test_with_one_home_every_name_leads_there() -> None:
    assert told({}, ONE_REGION) == []
    assert told(SECOND_HOME, ONE_REGION) == [("route-abroad", "routing.app.serves.0")]


@pytest.mark.parametrize("state", ["planned", "joining", "decommissioning", "retired"])
def test_a_home_that_answers_nobody_leads_nobody_astray(state: str) -> None:
    assert told({**SECOND_HOME, "regions.eu-north-1.state": state}, ONE_REGION) == []


JURISDICTION = {"copies": "jurisdiction", "stays_in": "jurisdiction", "writes": "single", "holds": "personal"}


def test_copies_inside_a_jurisdiction_are_near_for_those_of_that_jurisdiction_only() -> None:
    served = {"classes.nearby": JURISDICTION, "routing.api.serves": ["nearby"]}
    assert ("route-abroad", "routing.api.serves.0") in told(served)
    (one, *_) = found(served, environment="staging")
    assert (one.code, len(systems.model(environment="staging").homes)) == (routing.ROUTE_ABROAD, 2)
    one_law = {
        **SECOND_HOME,
        "classes.nearby": JURISDICTION,
        "routing.app.serves": ["nearby"],
    }
    assert "route-abroad" not in {code for code, _ in told(one_law, ONE_REGION)}


def test_one_layer_steers_a_name() -> None:
    both = {"routing.api.through": "cdn"}
    assert told(both) == [("route-two-layers", "routing.api.through")]
    assert told({**both, "routing.api.steer": "geolocation"}) == [("route-two-layers", "routing.api.through")]
    assert told({"routing.home.through": "cdn"}) == []
    assert told({"routing.app.through": "cdn", "cdn": _CDN}, ONE_REGION) == []


_CDN = {"plan": "pro", "origin": "compute.app", "rules": []}


def test_a_way_out_that_is_a_mistake_isnt_named() -> None:
    (one,) = found({"routing.api.through": "cdn"})
    assert one.do == "Write `through: direct`."
    (one,) = found(
        {"routing": {"api": {"serves": ["global", "regional"], "steer": "home", "through": "cdn"}}, "cdn": "none"}
    )
    assert one.code is routing.ROUTE_WITHOUT_CDN


@pytest.mark.parametrize("steer", ["latency", "geolocation", "home"])
def test_a_cdn_that_isnt_there_is_one_finding_whatever_steers(steer: str) -> None:
    changes = {"cdn": "none", "routing": {"web": {"serves": ["global"], "steer": steer, "through": "cdn"}}}
    assert ("route-without-cdn", "routing.web.through") in told(changes)
    assert "route-two-layers" not in {code for code, _ in told(changes)}


def test_two_names_by_home_are_one_host_name() -> None:
    assert told({"routing.office": {"serves": ["regional"], "steer": "home"}}) == [
        ("route-host-twice", "routing.office.steer")
    ]
    (one,) = found({"routing.office": {"serves": ["regional"], "steer": "home"}})
    assert (one.on_key, one.do) == (False, "Add what it serves to `routing.home`, and delete this name.")
    assert told({"routing.office": {"serves": ["global"], "steer": "latency"}}) == []


def test_the_name_of_the_cdn_is_taken_where_there_is_one() -> None:
    named = {"routing.cdn": {"serves": ["global"], "steer": "latency"}}
    assert told(named) == [("route-host-twice", "routing.cdn")]
    (one,) = found(named)
    assert (one.on_key, one.do) == (True, "Take another name.")
    assert told({**named, "cdn": "none"}) == []
    assert told({"routing": {"cdn": {"serves": ["global", "regional"], "steer": "home"}}}) == []


def test_a_host_name_has_no_underscore() -> None:
    (one,) = found({"routing.open_api": {"serves": ["global"], "steer": "latency"}})
    assert (one.code, one.on_key, one.do) == (
        routing.ROUTE_NO_HOST,
        True,
        "Take a name without it, such as `openapi`.",
    )


def test_a_name_by_home_isnt_part_of_a_host_name() -> None:
    assert told({"routing": {"by_home": {"serves": ["global", "regional"], "steer": "home"}}}) == []


def test_a_class_that_nobody_is_shown() -> None:
    assert told({"routing.home.serves": ["global"]}) == [("class-unserved", "routing")]
    assert told({"routing": {}}) == [("class-unserved", "routing")]
    (one,) = found({"routing": {}})
    assert one.what == "No name serves `global` and `regional`: visitors are never shown a row of them."


def test_a_class_without_entities_needs_no_name() -> None:
    unused = {"classes.archive": {"copies": "home", "stays_in": "jurisdiction", "writes": "home", "holds": "personal"}}
    assert told(unused) == []


def test_a_name_without_classes_is_said_once() -> None:
    assert told({"routing.status": {"serves": [], "steer": "latency"}}) == [
        ("route-serves-nothing", "routing.status.serves")
    ]
    nothing = {"routing": {"api": {"serves": [], "steer": "latency"}}}
    assert told(nothing) == [("route-serves-nothing", "routing.api.serves")]


@pytest.mark.parametrize("steer", ["failover", "geoproximity", "weighted", "cdn"])
def test_other_ways_to_steer_have_no_spelling(steer: str, tmp_path: Path) -> None:
    """F2, F3: no order of regions, no default at the end: what a chain ends in isn't anybody's choice."""
    assert seen(tmp_path, (API, f"  api:  {{ serves: [global], steer: {steer} }}  ")) == [Seen("word-unknown", steer)]


@pytest.mark.parametrize("key", ["fallback: us-east-1", "default: us-east-1", "health: none", "weight: 1"])
def test_what_follows_an_unhealthy_region_has_no_spelling(key: str, tmp_path: Path) -> None:
    """F3: a name without a health check, or with a last resort abroad, can't be written."""
    (one,) = seen(tmp_path, (API, f"  api:  {{ serves: [global], steer: latency, {key} }}  "))
    assert one == Seen("key-unknown", key.split(":")[0])
