"""Data sets: entities of equal class, stores and retention; and what the system makes by itself."""

from __future__ import annotations

from typing import Any

import pytest
from systems import THREE_LAWS, model

from compiler.flows.data import published_sets, row_sets, speaking_of
from compiler.model.entities import HOLDS
from compiler.model.flows import BOUNDS, DataSet, Mechanism
from compiler.units import Duration

NOTHING = {"zone_lost": "none", "region_lost": "none"}


def entities(changes: dict[str, Any] | None = None) -> dict[str, tuple[str, ...]]:
    return {row.name: row.entities for row in row_sets(model(changes))}


def test_entities_of_equal_class_stores_and_retention_are_one_data_set() -> None:
    assert entities() == {
        "global in cache.main, database.main for 30d": ("app_user",),
        "global in database.main": ("organization", "referential", "system_configuration"),
        "global in database.main for 30d": ("user_preferences",),
        "regional in cache.main, database.main for 5y": ("annonce", "dossier"),
        "regional in database.main for 1y": ("activity_log",),
        "regional in database.main, storage.documents for 5y": ("document",),
    }


def test_the_order_of_stores_means_nothing() -> None:
    assert entities({"entities.annonce.stores": ["cache.main", "database.main"]}) == entities()
    (row,) = (row for row in row_sets(model()) if "annonce" in row.entities)
    assert row.stores == ("cache.main", "database.main")


@pytest.mark.parametrize(("state", "there"), [("active", True), ("decommissioning", True), ("retired", False)])
def test_a_table_is_there_until_it_is_retired(state: str, there: bool) -> None:
    found = entities({"entities.activity_log.state": state})
    assert ("activity_log" in {name for names in found.values() for name in names}) == there


@pytest.mark.parametrize(
    ("category", "holds"),
    [("pseudonym", "pseudonymous"), ("contact", "personal"), ("health", "special"), ("belief", "special")],
)
def test_the_most_telling_column_counts(category: str, holds: str) -> None:
    rows = row_sets(model({"entities.activity_log.personal": {"details": category}}))
    assert [row.holds for row in rows if "activity_log" in row.entities] == [holds]


def test_columns_decide_and_not_the_class_whether_people_are_told_of() -> None:
    holds = {row.name: row.holds for row in row_sets(model())}
    assert holds["global in database.main"] == "none"
    assert holds["global in database.main for 30d"] == "personal"


def test_what_stays_at_home_is_not_published() -> None:
    deployment = model(of=THREE_LAWS)
    assert deployment.replication is not None
    rows = row_sets(deployment)
    sent = {
        row.class_: {data.name: data.holds for data in published_sets(deployment, row, rows)}
        for row in deployment.replication.publications
    }
    assert sent == {
        "directory": {"directory in database.main for 8y, published": "pseudonymous"},
        "global": {"global in database.main": "none"},
        "published": {"published in database.main": "none"},
    }
    assert {row.name: row.holds for row in rows}["directory in database.main for 8y"] == "personal"


def test_a_table_that_is_wound_up_is_not_published_any_more() -> None:
    deployment = model({"entities.user_preferences.state": "decommissioning"})
    streams = [flow for flow in deployment.flows.edges if flow.mechanism is Mechanism.STREAM]
    assert "global in database.main for 30d" not in {name for flow in streams for name in flow.data}


@pytest.mark.parametrize("stays_in", BOUNDS)
@pytest.mark.parametrize("holds", HOLDS)
def test_what_the_system_says_is_bound_as_the_strictest_and_tells_as_the_worst(stays_in: str, holds: str) -> None:
    one = DataSet("a", ("x",), ("e",), ("database.main",), None, stays_in, "pseudonymous")  # type: ignore[arg-type]
    other = DataSet("b", ("y", "x"), ("f",), ("database.main",), None, "jurisdiction", holds)  # type: ignore[arg-type]
    made = speaking_of("logs", (one, other), keep=Duration.parse("30d"))
    assert (made.classes, made.entities, made.keep) == (("x", "y"), (), Duration.parse("30d"))
    assert made.stays_in == min((stays_in, "jurisdiction"), key=BOUNDS.index)  # type: ignore[arg-type]
    assert made.holds == max((holds, "pseudonymous"), key=HOLDS.index)  # type: ignore[arg-type]


def test_what_speaks_of_no_row_may_go_anywhere_and_tells_of_nobody() -> None:
    made = speaking_of("images", ())
    assert (made.stays_in, made.holds, made.is_personal) == ("world", "none", False)


BOUND = {
    "secrets": "region",
    "keys": "region",
    "logs": "country",
    "traces": "country",
    "load balancer logs": "country",
    "firewall logs": "country",
    "logs of database.ledger": "country",
    "logs of database.main": "jurisdiction",
    "insights of database.ledger": "country",
    "insights of database.main": "jurisdiction",
    "logins to database.main": "system",
    "metrics": "world",
    "alarm texts": "world",
    "images": "world",
    "state": "world",
    "plans": "world",
    "settings": "world",
    "drift reports": "world",
    "edge logs": "world",
}


def test_each_of_them_is_bound_by_what_it_may_speak_of() -> None:
    data = model(of=THREE_LAWS).flows.data
    assert {name: row.stays_in for name, row in data.items() if not row.entities} == BOUND
    told = {name for name, row in data.items() if not row.entities and row.is_personal}
    assert told == {name for name in BOUND if name.endswith("logs") or " of database" in name or name == "traces"}
