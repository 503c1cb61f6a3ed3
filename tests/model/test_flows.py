"""Bounds are equivalences of places; a part of the graph is a graph."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from systems import model

from compiler.model.flows import BOUNDS, Basis, Bound, DataSet, Flow, Flows, Mechanism, Place

IRELAND = Place("eu-west-1/a", "aws", "eu-west-1", "IE", "EU")
IRISH = Place("eu-west-1/b", "aws", "eu-west-1", "IE", "EU")
FRANKFURT = Place("eu-central-1/a", "aws", "eu-central-1", "DE", "EU")
LONDON = Place("eu-west-2/a", "aws", "eu-west-2", "GB", "GB")
TOKYO = Place("ap-northeast-1/a", "aws", "ap-northeast-1", "JP", "JP")
IN_EU = Place("cdn/EU", "cdn", None, None, "EU")
ANYWHERE = Place("cdn", "cdn", None, None, None)
PLACES = (IRELAND, IRISH, FRANKFURT, LONDON, TOKYO, IN_EU, ANYWHERE)


def flows(stays_in: Bound, from_: Place, to: Place) -> Flows:
    row = DataSet("rows", ("c",), ("e",), ("database.main",), None, stays_in, "personal")
    edge = Flow(("rows",), Mechanism.ROWS, from_.id, to.id, ("database", "main"), None)
    return Flows({"rows": row}, {place.id: place for place in (from_, to)}, (edge,), ("EU", "GB"))


def is_inside(stays_in: Bound, from_: Place, to: Place) -> bool:
    graph = flows(stays_in, from_, to)
    return graph.crossed(graph.edges[0]) == ()


REACHED = {
    "region": {IRELAND, IRISH},
    "country": {IRELAND, IRISH},
    "jurisdiction": {IRELAND, IRISH, FRANKFURT, IN_EU},
    "system": {IRELAND, IRISH, FRANKFURT, IN_EU, LONDON},
    "world": set(PLACES),
}


@pytest.mark.parametrize("stays_in", BOUNDS)
def test_how_far_from_ireland(stays_in: Bound) -> None:
    assert {place for place in PLACES if is_inside(stays_in, IRELAND, place)} == REACHED[stays_in]


@given(st.sampled_from(BOUNDS), *[st.sampled_from(PLACES)] * 3)
def test_a_bound_that_holds_on_each_edge_holds_on_every_way(stays_in: Bound, a: Place, b: Place, c: Place) -> None:
    if is_inside(stays_in, a, b) and is_inside(stays_in, b, c):
        assert is_inside(stays_in, a, c)


@given(*[st.sampled_from(PLACES)] * 2)
def test_a_wider_bound_allows_all_that_a_narrower_one_does_inside_the_system(a: Place, b: Place) -> None:
    inside = [is_inside(bound, a, b) for bound in BOUNDS]
    if b.jurisdiction in ("EU", "GB"):
        assert inside == sorted(inside)


@pytest.mark.parametrize("stays_in", BOUNDS)
@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.id)
def test_what_is_kept_where_it_is_crosses_nothing(stays_in: Bound, place: Place) -> None:
    assert is_inside(stays_in, place, place)


LEAVING = [
    (IRELAND, FRANKFURT, False),
    (IRELAND, LONDON, True),
    (IRELAND, IN_EU, False),
    (IRELAND, ANYWHERE, True),
    (ANYWHERE, IRELAND, True),
    (ANYWHERE, ANYWHERE, False),
]


@pytest.mark.parametrize(("from_", "to", "leaves"), LEAVING)
def test_what_leaves_a_jurisdiction(from_: Place, to: Place, leaves: bool) -> None:
    graph = flows("world", from_, to)
    assert graph.leaves(graph.edges[0]) is leaves


def test_the_part_about_an_entity_has_what_carries_it_and_what_may_show_it() -> None:
    part = model().flows.about("dossier", "regional", ("database.main", "cache.main"))
    assert set(part.data) == {
        "regional in cache.main, database.main for 5y",
        "logs",
        "traces",
        "load balancer logs",
        "firewall logs",
        "logs of database.main",
        "insights of database.main",
    }
    assert {name for flow in part.edges for name in flow.data} == set(part.data)
    assert {end for flow in part.edges for end in (flow.from_, flow.to)} == set(part.places)


def test_what_speaks_of_one_database_says_nothing_of_another() -> None:
    said = DataSet("logs of database.ledger", ("books",), (), ("database.ledger",), None, "country", "personal")
    assert said.speaks_of("books", ("database.ledger",))
    assert not said.speaks_of("books", ("database.main",))
    assert not said.speaks_of("regional", ("database.ledger",))
    assert replace(said, stores=()).speaks_of("books", ("database.main",))
    assert not replace(said, entities=("books",)).speaks_of("books", ("database.ledger",))


def test_a_paper_isn_t_that_of_tables_without_people_that_go_along() -> None:
    whole = model().flows
    assert Basis("standard_clauses", "SCC-US") in {flow.basis for flow in whole.edges}
    part = whole.about("referential", "global", ("database.main",))
    assert {flow.basis for flow in part.edges if flow.mechanism is Mechanism.STREAM} == {None}
