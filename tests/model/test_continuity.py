"""`continuity.json` says what the matrix says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from systems import ALL, SHIPPED, model

from compiler.model.continuity import continuity
from compiler.model.survival import Lost, total
from compiler.survival import outcomes_of


def parsed(of: Path) -> dict[str, Any]:
    deployment = model(of=of)
    survival = deployment.survival
    found: dict[str, Any] = json.loads(continuity(deployment, [(lost,) for lost in survival.lost], survival.outcomes))
    return found


@pytest.mark.parametrize("of", ALL, ids=lambda file: file.stem)
def test_every_outcome_of_every_loss_is_in_it(of: Path) -> None:
    data = parsed(of)
    told = {
        (*lost, outcome["data"], outcome["home"], outcome["gone"] and outcome["gone"]["seconds"])
        for outcome in data["outcomes"]
        for lost in outcome["lost"]
    }
    assert told == {
        (str(one.lost[0]), one.data, one.home, None if one.gone is None else total(one.gone).milliseconds / 1000)
        for one in model(of=of).survival.outcomes
    }
    assert data["losses"] == [[str(lost)] for lost in model(of=of).survival.lost]


@pytest.mark.parametrize("of", ALL, ids=lambda file: file.stem)
def test_sums_are_those_of_the_named_terms(of: Path) -> None:
    data = parsed(of)
    terms = {name: term["seconds"] for name, term in data["terms"].items()}
    sums = [
        part
        for outcome in data["outcomes"]
        for part in (outcome["reads"], outcome["writes"], outcome["gone"])
        if part is not None
    ]
    assert sums
    assert [part for part in sums if part["seconds"] != sum(terms[name] for name in part["terms"])] == []


def test_a_promise_is_told_in_seconds() -> None:
    promises = [outcome["promises"] for outcome in parsed(SHIPPED)["outcomes"] if outcome["home"] == "eu-west-1"]
    assert {"promised": 1800, "got": 1650, "kept": True} in [
        one.get("objectives.global.region_lost.rto") for one in promises
    ]


def test_zones_that_fare_alike_are_told_once() -> None:
    told = [outcome["lost"] for outcome in parsed(SHIPPED)["outcomes"]]
    assert [["zone:euw1-az1"], ["zone:euw1-az2"], ["zone:euw1-az3"]] in told
    assert [["zone:euw1-az1"]] not in told


def test_two_at_once_are_one_loss() -> None:
    deployment = model()
    lost = (Lost("region", "eu-west-1"), Lost("region", "eu-central-1"))
    data = json.loads(continuity(deployment, [lost], outcomes_of(deployment, lost)))
    assert data["losses"] == [["region:eu-west-1", "region:eu-central-1"]]
    assert {one["state"] for one in data["outcomes"]} == {"served", "unavailable"}
