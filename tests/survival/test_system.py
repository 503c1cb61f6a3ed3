"""Homes, seats, standbys and data sets."""

from __future__ import annotations

from typing import Any

import pytest
from systems import ONE_REGION, THREE_LAWS, model

from compiler.survival.system import data_sets, system_of

LOST = {"state": "lost", "since": "2026-11-20", "until": "2026-12-20", "reference": "INC-1"}
ROW = {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3"}

HOMES: dict[str, tuple[dict[str, Any], tuple[str, str | None] | None]] = {
    "an active home stands by itself": ({}, ("eu-west-1", "eu-central-1")),
    "without a recovery region nothing stands by": ({"recovery": "none"}, ("eu-west-1", None)),
    "a lost one is seated at its recovery region, and nothing stands by": (LOST, ("eu-central-1", None)),
    "on its way back it is still there": (LOST | {"state": "joining"}, ("eu-central-1", None)),
    "one that joins answers nobody yet": ({"state": "joining"}, None),
    "one that is wound up answers nobody any more": ({"state": "decommissioning"}, None),
}


@pytest.mark.parametrize(("changes", "expected"), HOMES.values(), ids=HOMES)
def test_a_home(changes: dict[str, Any], expected: tuple[str, str | None] | None) -> None:
    acknowledged = {"regions.eu-west-1": ROW | changes}
    if changes.get("recovery") == "none":
        acknowledged["regions.eu-central-1"] = {
            "place": "Frankfurt", "jurisdiction": "EU", "recovery": "none", "wave": "4"
        }  # fmt: skip
    home = system_of(model(acknowledged)).homes.get("eu-west-1")
    assert (home and (home.seat, home.standby)) == expected


def test_a_recovery_region_that_isnt_active_doesnt_stand_by() -> None:
    assert system_of(model(of=ONE_REGION)).homes["eu-central-1"].standby is None


def test_the_first_of_the_succession_writes_and_the_next_after_it() -> None:
    assert [home.id for home in system_of(model()).writers] == ["eu-west-1", "us-east-1"]
    assert [home.id for home in system_of(model({"regions.eu-west-1.state": "joining"})).writers] == ["us-east-1"]


def test_entities_of_one_class_in_the_same_stores_are_one_data_set() -> None:
    assert {one.name: one.entities for one in data_sets(model(of=THREE_LAWS))} == {
        "books in database.ledger": ("ledger_entry",),
        "books in database.ledger, storage.statements": ("statement",),
        "directory in database.main": ("shop",),
        "global in database.main": ("fee",),
        "published in database.main": ("exchange_rate",),
        "regional in cache.main, database.main": ("customer",),
    }


def test_a_retired_entity_is_in_no_data_set() -> None:
    sets = data_sets(model({"entities.annonce.state": "retired"}))
    assert [one.entities for one in sets if "dossier" in one.entities] == [("dossier",)]
