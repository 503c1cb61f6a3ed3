"""`residency.json`: the whole graph, a line for each part of it."""

from __future__ import annotations

import json
from typing import Any

from systems import THREE_LAWS, model

from compiler.model.flows import NO_FLOWS
from compiler.model.residency import residency

SHIPPED = model()


def parsed() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(residency("production", SHIPPED.flows))
    return data


def test_everything_in_the_graph_is_in_it() -> None:
    data, flows = parsed(), SHIPPED.flows
    assert (data["edition"], data["environment"], data["system"]) == (1, "production", ["EU", "SG", "US"])
    assert list(data["data"]) == list(flows.data)
    assert list(data["places"]) == list(flows.places)
    assert len(data["edges"]) == len(flows.edges)


def test_a_data_set_a_place_and_an_edge() -> None:
    data = parsed()
    assert data["data"]["regional in database.main for 1y"] == {
        "classes": ["regional"],
        "entities": ["activity_log"],
        "stores": ["database.main"],
        "keep": "1y",
        "stays_in": "jurisdiction",
        "holds": "personal",
    }
    assert data["places"]["cloudflare"] == {
        "keeper": "cloudflare",
        "region": None,
        "country": None,
        "jurisdiction": None,
    }
    (edge,) = (one for one in data["edges"] if one["mechanism"] == "stream" and one["to"] == "us-east-1/database.main")
    assert edge == {
        "mechanism": "stream",
        "from": "eu-west-1/database.main",
        "to": "us-east-1/database.main",
        "jurisdictions": ["EU", "US"],
        "data": [
            "global in cache.main, database.main for 30d",
            "global in database.main",
            "global in database.main for 30d",
        ],
        "why": "replication.writer",
        "basis": {"safeguard": "standard_clauses", "document": "SCC-US"},
    }


def test_a_change_of_one_thing_is_a_change_of_one_line() -> None:
    lines = residency("production", SHIPPED.flows).decode().splitlines()
    parts = len(SHIPPED.flows.data) + len(SHIPPED.flows.places) + len(SHIPPED.flows.edges)
    brackets = ("{", "data", "}", "places", "}", "edges", "]", "}")
    assert len(lines) == parts + len(brackets) + len(("edition", "environment", "system"))


def test_the_same_graph_is_the_same_bytes() -> None:
    assert residency("a", model(of=THREE_LAWS).flows) == residency("a", model({}, of=THREE_LAWS).flows)


def test_an_empty_graph_is_json_too() -> None:
    data = json.loads(residency("production", NO_FLOWS))
    assert (data["data"], data["places"], data["edges"]) == ({}, {}, [])
