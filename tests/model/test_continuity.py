"""`continuity.json` says what the matrix says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from systems import ALL, model

from compiler.model.continuity import continuity
from compiler.model.survival import Lost, total
from compiler.survival import outcomes_of


def parsed(of: Path) -> dict[str, object]:
    deployment = model(of=of)
    survival = deployment.survival
    found: dict[str, object] = json.loads(
        continuity(deployment, [(lost,) for lost in survival.lost], survival.outcomes)
    )
    return found


@pytest.mark.parametrize("of", ALL, ids=lambda file: file.stem)
def test_every_outcome_of_every_loss_is_in_it(of: Path) -> None:
    data = parsed(of)
    told = {
        (lost, outcome["data"], outcome["home"], outcome["gone"] and outcome["gone"]["seconds"])
        for entry in data["losses"]  # type: ignore[attr-defined]
        for lost in entry["lost"]
        for outcome in entry["outcomes"]
    }
    assert told == {
        (str(one.lost[0]), one.data, one.home, None if one.gone is None else total(one.gone).milliseconds / 1000)
        for one in model(of=of).survival.outcomes
    }
    listed = [lost for entry in data["losses"] for lost in entry["lost"]]  # type: ignore[attr-defined]
    assert sorted(listed) == sorted(map(str, model(of=of).survival.lost))


@pytest.mark.parametrize("of", ALL, ids=lambda file: file.stem)
def test_sums_are_those_of_the_named_terms(of: Path) -> None:
    data = parsed(of)
    terms = {name: term["seconds"] for name, term in data["terms"].items()}  # type: ignore[attr-defined]
    sums = [
        part
        for entry in data["losses"]  # type: ignore[attr-defined]
        for outcome in entry["outcomes"]
        for part in (outcome["reads"], outcome["writes"], outcome["gone"])
        if part is not None
    ]
    assert sums
    assert [part for part in sums if part["seconds"] != sum(terms[name] for name in part["terms"])] == []


def test_two_at_once_are_joined() -> None:
    deployment = model()
    lost = (Lost("region", "eu-west-1"), Lost("region", "eu-central-1"))
    data = json.loads(continuity(deployment, [lost], outcomes_of(deployment, lost)))
    (entry,) = data["losses"]
    assert entry["lost"] == ["region:eu-west-1 and region:eu-central-1"]
    assert {one["state"] for one in entry["outcomes"]} == {"served", "unavailable"}
