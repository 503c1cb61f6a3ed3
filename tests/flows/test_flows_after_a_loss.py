"""Declaring a home lost begins nothing that wasn't judged before: in an outage nobody has time for a new finding."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from systems import CONTEXT, GONE, SHIPPED, THREE_LAWS, changed, model

from compiler.model.deployment import Deployment
from compiler.rules import privacy, residency, transfers

LOST = {"state": "lost", "since": "2026-11-01", "until": "2026-12-01", "reference": "INC-1"}
PLACES = {"residency-crossed", "transfer-undeclared", "processor-missing"}


def found(deployment: Deployment) -> set[tuple[str, tuple[str | int, ...]]]:
    """Findings about where data goes, by code and path."""
    rules = (residency.RULE, transfers.RULE, privacy.RULE)
    every = [one for rule in rules for one in rule.check(deployment, CONTEXT)]
    return {(one.code.id, one.path) for one in every if one.code.id in PLACES}


def recovering(deployment: Deployment) -> list[str]:
    """The homes that another region takes over."""
    regions = deployment.regions
    return [row.id for row in regions.values() if row.recovery and regions[row.recovery].state == "active"]


def without(home: str, changes: Mapping[str, Any], of: Path) -> Deployment:
    """The same system in which this home is declared lost."""
    row = changed(of, changes)["regions"][home]
    return model({**changes, f"regions.{home}": {**row, **LOST}}, of=of)


@pytest.mark.parametrize("of", [SHIPPED, THREE_LAWS], ids=lambda of: of.stem)
def test_a_loss_in_a_sound_file_finds_nothing_new(of: Path) -> None:
    deployment = model(of=of)
    assert found(deployment) == set()
    assert {home: found(without(home, {}, of)) for home in recovering(deployment)} == {
        home: set() for home in recovering(deployment)
    }
    assert recovering(deployment)


AMERICA = {
    "us-east-1": {"place": "Virginia", "jurisdiction": "AMERICA", "recovery": "ca-central-1", "wave": "1"},
    "us-west-2": {"place": "Oregon", "jurisdiction": "AMERICA", "recovery": "none", "wave": "2"},
    "ca-central-1": {"place": "Montreal", "jurisdiction": "AMERICA", "role": "recovery"},
}
EUROPE = {
    "eu-west-1": {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3"},
    "eu-central-1": {"place": "Frankfurt", "jurisdiction": "EU", "role": "recovery"},
}
"""Homes that recover under the same law in another country: where a line may lie between the two."""


def atlantic(class_: Mapping[str, str], regions: Mapping[str, Any], **others: str) -> dict[str, Any]:
    """A system in which activity_log is of this class."""
    return {
        "jurisdictions": {"AMERICA": {"countries": ["US", "CA"]}},
        "regions": regions,
        "environments.production.regions": GONE,
        "environments.staging.regions": GONE,
        "environments.trial": GONE,
        "acknowledge": [],
        "observability.alarms.cross_region_latency": GONE,
        "release.state": "us-east-1",
        "replication.writer": "us-west-2",
        "replication.successors": [],
        "privacy.transfers": {"EU": {"AMERICA": {"safeguard": "standard_clauses", "document": "SCC-US"}}},
        "classes": {"special": {"holds": "personal", **class_}},
        "objectives.special": {"zone_lost": "none", "region_lost": "none"},
        "entities.activity_log.class": "special",
        **{key.replace("__", "."): value for key, value in others.items()},
    }


@st.composite
def systems(draw: st.DrawFn) -> dict[str, Any]:
    """Systems whose homes recover abroad under the same law."""
    class_ = {
        "copies": draw(st.sampled_from(("home", "jurisdiction", "everywhere"))),
        "stays_in": draw(st.sampled_from(("region", "country", "jurisdiction", "system", "world"))),
        "writes": draw(st.sampled_from(("home", "single", "append"))),
    }
    return atlantic(
        class_,
        draw(st.sampled_from((AMERICA, AMERICA | EUROPE))),
        replication__writer=draw(st.sampled_from(("us-west-2", "us-east-1"))),
        database__main__recovers_by=draw(st.sampled_from(("replica", "backup", "none"))),
        storage__documents__recovers_by=draw(st.sampled_from(("copy", "backup", "none"))),
        routing__home__through=draw(st.sampled_from(("direct", "cdn"))),
    )


@settings(max_examples=60, deadline=None)
@given(systems())
def test_a_loss_in_a_system_that_recovers_abroad_finds_nothing_new(changes: dict[str, Any]) -> None:
    deployment = model(changes)
    assume(not found(deployment))
    for home in recovering(deployment):
        assert found(without(home, changes, SHIPPED)) == set(), home


@pytest.mark.parametrize(
    ("class_", "recovers_by", "path"),
    [
        ({"copies": "home", "writes": "single"}, "none", ("classes", "special", "writes")),
        ({"copies": "everywhere", "writes": "append"}, "none", ("classes", "special", "copies")),
        ({"copies": "everywhere", "writes": "append"}, "replica", ("database", "main", "recovers_by")),
    ],
    ids=["writes from there", "streams to there", "what is copied there is the first to cross, and the only finding"],
)
def test_what_would_cross_after_a_loss_is_found_before_it(
    class_: dict[str, str], recovers_by: str, path: tuple[str, ...]
) -> None:
    changes = atlantic({"stays_in": "country", **class_}, AMERICA, database__main__recovers_by=recovers_by)
    deployment = model(changes)
    assert found(deployment) == {("residency-crossed", path)}
    (one,) = residency.RULE.check(deployment, CONTEXT)
    assert (", and after a loss ca-central-1 (CA) " in one.what or ", and after a loss replication " in one.what) == (
        recovers_by == "none"
    )
