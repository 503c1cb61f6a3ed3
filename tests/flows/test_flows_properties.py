"""What holds of every graph, whatever the file says: invariants 3, 4 and 6."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from itertools import chain
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import ALL, THREE_LAWS, model

from compiler.model.deployment import Deployment
from compiler.model.flows import Flow, Mechanism, Place

WHOLE = (
    Mechanism.ROWS,
    Mechanism.REPLICA,
    Mechanism.POINT_IN_TIME,
    Mechanism.POINT_IN_TIME_COPY,
    Mechanism.SNAPSHOT,
    Mechanism.SNAPSHOT_COPY,
    Mechanism.FILES,
    Mechanism.FILE_VERSIONS,
    Mechanism.FILE_COPY,
    Mechanism.OPERATORS,
)
"""Mechanisms that take all that is in a store along."""

SOUND = [
    (file, name) for file in ALL for name in ("production", "staging", "trial") if f"\n  {name}:" in file.read_text()
]


@cache
def sound(number: int) -> Deployment:
    file, environment = SOUND[number]
    return model(of=file, environment=environment)


def each_sound_system() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("number", range(len(SOUND)), ids=[f"{file.stem}-{name}" for file, name in SOUND])


def together(bound: str, from_: Place, to: Place, laws: set[str]) -> bool:
    """Whether two places are the same under a bound, told in another way than the model does."""
    if bound in ("system", "world"):
        return bound == "world" or to.jurisdiction in laws
    one, other = getattr(from_, bound), getattr(to, bound)
    return one == other and one is not None


@each_sound_system()
def test_nothing_leaves_its_bound_in_a_sound_system(number: int) -> None:
    deployment = sound(number)
    flows, laws = deployment.flows, {home.jurisdiction for home in deployment.homes}
    assert set(flows.system) == laws
    wrong = [
        (flow, name)
        for flow in flows.edges
        for name in flow.data
        for from_, to in (flows.ends(flow),)
        if from_ != to and not together(flows.data[name].stays_in, from_, to, laws)
    ]
    assert wrong == []


@each_sound_system()
def test_what_crosses_a_border_where_law_asks_has_its_paper(number: int) -> None:
    deployment = sound(number)
    flows = deployment.flows
    asking = {"gdpr": "EU", "uk_gdpr": "GB", "pdpa": "SG"}
    laws = {asking[regime] for regime in deployment.privacy.regimes if regime in asking}
    for flow in flows.edges:
        from_, to = flows.ends(flow)
        personal = any(flows.data[name].is_personal for name in flow.data)
        if personal and from_.jurisdiction in laws and to.jurisdiction not in (None, from_.jurisdiction):
            assert flow.basis is not None, flow


def stores_of(flow: Flow) -> str:
    """The store that an edge copies whole: the one that it begins or ends at, in the copies of backups the one that
    causes it."""
    ends = [end.partition("/")[2].partition(":")[0] for end in (flow.from_, flow.to)]
    named = [end for end in ends if end.partition(".")[0] in ("database", "storage")]
    return named[0] if named else ".".join(map(str, flow.why[:2]))


@each_sound_system()
def test_what_copies_a_store_whole_takes_all_of_it_along(number: int) -> None:
    deployment = sound(number)
    flows = deployment.flows
    for flow in flows.edges:
        if flow.mechanism in WHOLE:
            carried = set(chain.from_iterable(flows.data[name].entities for name in flow.data))
            store = stores_of(flow)
            kept = {name for name, row in deployment.entities.items() if store in row.stores}
            assert carried == kept, flow


STATES = ("planned", "joining", "active", "lost", "decommissioning", "retired")
FACTS = {"since": "2026-11-01", "until": "2026-12-01", "reference": "INC-1"}
ROWS = {
    "ap-south-1": {"place": "Mumbai", "jurisdiction": "IN", "recovery": "ap-south-2", "wave": "1"},
    "eu-central-1": {"place": "Frankfurt", "jurisdiction": "EU", "recovery": "eu-west-1", "wave": "2"},
    "eu-west-2": {"place": "London", "jurisdiction": "GB", "recovery": "none", "wave": "3"},
    "ap-south-2": {"place": "Hyderabad", "jurisdiction": "IN", "role": "recovery"},
    "eu-west-1": {"place": "Ireland", "jurisdiction": "EU", "role": "recovery"},
}


@st.composite
def systems(draw: st.DrawFn) -> dict[str, Any]:
    """Changes of a system with three laws: states of regions, how stores recover, what leads through the CDN."""
    states = {name: draw(st.sampled_from(STATES)) for name in ROWS}
    back = draw(st.booleans())
    regions = {
        name: {
            **row,
            "state": states[name],
            **(FACTS if states[name] == "lost" or (back and "recovery" in row) else {}),
        }
        for name, row in ROWS.items()
    }
    return {
        "regions": regions,
        "database.main.recovers_by": draw(st.sampled_from(("replica", "backup", "none"))),
        "database.ledger.recovers_by": draw(st.sampled_from(("replica", "backup", "none"))),
        "storage.statements.recovers_by": draw(st.sampled_from(("copy", "backup", "none"))),
        "cache.main.content": draw(st.sampled_from(("disposable", "state"))),
        "routing.home.through": draw(st.sampled_from(("direct", "cdn"))),
        "cdn.regional_services": draw(st.lists(st.sampled_from(("EU", "GB", "IN")), unique=True)),
        "cdn.metadata_boundary": draw(st.sampled_from(("EU", "US", "none"))),
        "classes.directory.writes": draw(st.sampled_from(("home", "single"))),
        "classes.published.copies": draw(st.sampled_from(("everywhere", "jurisdiction"))),
    }


@settings(max_examples=60, deadline=None)
@given(systems())
def test_every_graph_is_whole_and_in_order(changes: dict[str, Any]) -> None:
    deployment = model(changes, of=THREE_LAWS)
    flows = deployment.flows
    assert {name for flow in flows.edges for name in flow.data} == set(flows.data)
    assert {end for flow in flows.edges for end in (flow.from_, flow.to)} == set(flows.places)
    assert all(flow.data and flow.why for flow in flows.edges)
    assert len(set(flows.edges)) == len(flows.edges)
    order = [(flow.mechanism.value, flow.from_, flow.to) for flow in flows.edges]
    assert order == sorted(order)
    assert list(flows.data) == sorted(flows.data)
    assert list(flows.places) == sorted(flows.places)


@settings(max_examples=60, deadline=None)
@given(systems())
def test_nothing_is_where_nothing_stands(changes: dict[str, Any]) -> None:
    deployment = model(changes, of=THREE_LAWS)
    flows = deployment.flows
    built = {name for name, row in deployment.regions.items() if row.state in ("joining", "active", "decommissioning")}
    outside = {f"{deployment.release.state}/global-state", "us-east-1/health"}
    homes = {f"{name}/home" for name in deployment.regions}
    for name, place in flows.places.items():
        assert place.region is None or place.region in built or name in outside | homes, name


@settings(max_examples=60, deadline=None)
@given(systems())
def test_every_cause_is_a_path_of_the_model(changes: dict[str, Any]) -> None:
    deployment = model(changes, of=THREE_LAWS)
    for why in {flow.why for flow in deployment.flows.edges}:
        here: Any = deployment
        for part in why:
            here = here[part] if not hasattr(here, "__dataclass_fields__") else getattr(here, str(part))
        assert {field.name for field in fields(deployment)} >= {str(why[0])}
