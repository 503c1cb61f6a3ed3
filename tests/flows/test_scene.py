"""Where each home's data is, in every state of a region's life."""

from __future__ import annotations

from typing import Any

import pytest
from systems import model

from compiler.flows.scene import scene_of
from compiler.model.flows import Flow, Mechanism

IRELAND = "regions.eu-west-1"
FRANKFURT = "regions.eu-central-1"
GONE = {"since": "2026-11-01", "until": "2026-12-01", "reference": "INC-1"}
ROW = {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3"}


def ireland(state: str, **facts: str) -> dict[str, Any]:
    return {IRELAND: {**ROW, "state": state, **facts}}


def between(changes: dict[str, Any], mechanism: Mechanism) -> set[str]:
    edges: tuple[Flow, ...] = model(changes).flows.edges
    found = {f"{flow.from_} > {flow.to}" for flow in edges if flow.mechanism is mechanism}
    return {way for way in found if "eu-" in way}


SEATS: list[tuple[str, dict[str, Any], tuple[str, str | None] | None]] = [
    ("active", {}, ("eu-west-1", "eu-central-1")),
    ("new", ireland("joining"), ("eu-west-1", "eu-central-1")),
    ("lost", ireland("lost", **GONE), ("eu-central-1", None)),
    ("on its way back", ireland("joining", **GONE), ("eu-central-1", "eu-west-1")),
    ("being emptied", ireland("decommissioning"), ("eu-west-1", "eu-central-1")),
    ("planned", ireland("planned"), None),
    ("retired", ireland("retired"), None),
    ("recovery region joins", {f"{FRANKFURT}.state": "joining"}, ("eu-west-1", "eu-central-1")),
    ("recovery region is planned", {f"{FRANKFURT}.state": "planned"}, ("eu-west-1", None)),
    ("recovery region is emptied", {f"{FRANKFURT}.state": "decommissioning"}, ("eu-west-1", None)),
]


@pytest.mark.parametrize(("changes", "expected"), [row[1:] for row in SEATS], ids=[row[0] for row in SEATS])
def test_seats(changes: dict[str, Any], expected: tuple[str, str | None] | None) -> None:
    seat = scene_of(model(changes)).seats.get("eu-west-1")
    assert (seat and (seat.at.id, seat.standby.id if seat.standby else None)) == expected


def test_a_lost_home_keeps_its_rows_where_it_recovered() -> None:
    lost = ireland("lost", **GONE)
    assert between(lost, Mechanism.ROWS) == {"eu-west-1/home > eu-central-1/database.main:eu-west-1"}
    assert between(lost, Mechanism.FILES) == {"eu-west-1/home > eu-central-1/storage.documents:eu-west-1"}
    assert between(lost, Mechanism.REPLICA) == set()
    assert between(lost, Mechanism.STREAM) == {
        "eu-central-1/database.main:eu-west-1 > us-east-1/database.main",
        "eu-central-1/database.main:eu-west-1 > ap-southeast-1/database.main",
    }


def test_two_homes_that_one_region_took_over_are_told_apart_and_send_by_one_way() -> None:
    lost = {"jurisdiction": "EU", "recovery": "eu-central-1", "state": "lost", **GONE}
    both = {
        IRELAND: {**lost, "place": "Ireland", "wave": "3"},
        "regions.eu-west-3": {**lost, "place": "Paris", "wave": "4"},
    }
    assert between(both, Mechanism.ROWS) == {
        "eu-west-1/home > eu-central-1/database.main:eu-west-1",
        "eu-west-3/home > eu-central-1/database.main:eu-west-3",
    }
    writes = [flow for flow in model({**both, "replication.writer": "us-east-1"}).flows.edges if "eu-" in flow.from_]
    assert len(writes) == len(set(writes))
    assert [flow.to for flow in writes if flow.mechanism is Mechanism.REMOTE_WRITE] == ["us-east-1/database.main"]


def test_the_way_back_is_a_replica_of_the_one_that_took_over() -> None:
    back = ireland("joining", **GONE)
    assert between(back, Mechanism.REPLICA) == {"eu-central-1/database.main:eu-west-1 > eu-west-1/database.main"}
    assert between(back, Mechanism.FAILOVER) == set()


def test_a_recovery_region_that_joins_gets_copies_and_no_visitors() -> None:
    joins = {f"{FRANKFURT}.state": "joining"}
    assert between(joins, Mechanism.REPLICA) == {"eu-west-1/database.main > eu-central-1/database.main:eu-west-1"}
    assert between(joins, Mechanism.FAILOVER) == set()


def test_what_is_not_recovered_is_not_there_after_a_loss() -> None:
    lost = {**ireland("lost", **GONE), "database.main.recovers_by": "none", "storage.documents.recovers_by": "none"}
    edges = model(lost).flows.edges
    assert not [flow for flow in edges if flow.mechanism is Mechanism.ROWS and "eu-" in flow.to]
    assert not [flow for flow in edges if flow.mechanism is Mechanism.FILES and "eu-" in flow.to]
    assert between(lost, Mechanism.SUPPORT) == set()


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_a_region_that_isn_t_there_is_in_no_edge(state: str) -> None:
    places = model(ireland(state) | {"replication.writer": "us-east-1", "replication.successors": []}).flows.places
    assert "eu-west-1" not in {place.region for place in places.values()}


def test_a_lost_region_is_left_alone() -> None:
    places = model(ireland("lost", **GONE)).flows.places
    assert {name for name, place in places.items() if place.region == "eu-west-1"} == {"eu-west-1/home"}


@pytest.mark.parametrize(
    ("store", "mechanism"),
    [
        ("database.main", Mechanism.ROWS),
        ("database.main", Mechanism.SNAPSHOT),
        ("database.main", Mechanism.FAILOVER),
        ("storage.documents", Mechanism.FILES),
        ("cache.main", Mechanism.CACHE),
    ],
)
def test_a_store_that_is_retired_keeps_nothing(store: str, mechanism: Mechanism) -> None:
    edges = model({f"{store}.state": "retired"}).flows.edges
    assert [flow for flow in edges if flow.mechanism is mechanism] == []
