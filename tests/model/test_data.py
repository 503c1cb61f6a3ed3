"""What is together: one grouping for the flow graph and for what survives."""

from __future__ import annotations

from typing import Any

import pytest
from systems import ALL, model

from compiler.model.data import grouped, living


def names(changes: dict[str, Any], *, by_retention: bool) -> dict[str, tuple[str, ...]]:
    groups = grouped(living(model(changes)), by_retention=by_retention)
    assert [one.name for one in groups] == sorted(one.name for one in groups)
    return {one.name: one.members for one in groups}


def test_retention_parts_what_is_otherwise_together() -> None:
    assert names({}, by_retention=True)["global in database.main for 30d"] == ("user_preferences",)
    together = ("organization", "referential", "system_configuration", "user_preferences")
    assert names({}, by_retention=False)["global in database.main"] == together


@pytest.mark.parametrize("by_retention", [True, False])
def test_the_order_of_stores_means_nothing(by_retention: bool) -> None:
    turned = {"entities.annonce.stores": ["cache.main", "database.main"]}
    assert names(turned, by_retention=by_retention) == names({}, by_retention=by_retention)


@pytest.mark.parametrize(("state", "there"), [("active", True), ("decommissioning", True), ("retired", False)])
def test_a_table_is_there_until_it_is_retired(state: str, there: bool) -> None:
    found = living(model({"entities.activity_log.state": state}))
    assert ("activity_log" in {row.name for row in found}) == there


@pytest.mark.parametrize("of", ALL, ids=lambda of: of.stem)
def test_what_survives_is_made_of_what_moves(of: Any) -> None:
    deployment = model(of=of)
    moved = [row for row in deployment.flows.data.values() if row.entities and not row.name.endswith("published")]
    for data in deployment.survival.data:
        inside = [row for row in moved if row.classes == (data.class_,) and row.stores == data.stores]
        assert sorted(name for row in inside for name in row.entities) == list(data.entities)
        assert list(data.stores) == sorted(data.stores)
