"""The matrix as a whole: it agrees, cell by cell, with a brute force that shares nothing with it."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from survival.brute_force import Cell, cells, losses
from survival.worlds import changes, with_entity
from systems import ALL, SHIPPED, changed, model

from compiler.model.deployment import Deployment
from compiler.model.survival import Lost, Outcome, total
from compiler.survival import outcomes_of
from compiler.survival.losses import losses_of
from compiler.survival.system import system_of

SEEDS = range(60)


def differences(deployment: Deployment, data: Any, pairs: int = 0) -> list[str]:
    """Every cell in which the two don't agree: all single losses, and every so many pairs."""
    zones = {row.id: [zone.id for zone in row.network.zones] for row in deployment.regions.values()}
    known = {str(one): one for one in losses_of(system_of(deployment))}
    every: list[tuple[str, ...]] = [(one,) for one in known]
    every += list(combinations(known, 2))[:: pairs or len(known) ** 2]
    before = cells(data, zones, frozenset())
    return [
        f"{' '.join(names)} {difference}"
        for names in every
        for difference in _differs(
            before
            | {
                (one.data, one.home): _cell(one)
                for one in outcomes_of(deployment, tuple(known[name] for name in names))
            },
            before,
            cells(data, zones, frozenset(names)),
        )
    ]


def _differs(
    mine: dict[tuple[str, str], Cell], before: dict[tuple[str, str], Cell], theirs: dict[tuple[str, str], Cell]
) -> list[str]:
    """What isn't noticed here is as before; only who writes a moment later without anybody's noticing may differ."""
    return [
        f"{key}: {mine[key]} here, {theirs.get(key)} there"
        for key in mine
        if key not in theirs
        or (mine[key] != theirs[key] and not (mine[key] == before[key] and _untouched(theirs[key])))
    ]


def _cell(one: Outcome) -> Cell:
    return Cell(
        one.reads.by if one.reads else None,
        _seconds(one.reads.after.milliseconds) if one.reads else None,
        one.writes.by if one.writes else None,
        _seconds(one.writes.after.milliseconds) if one.writes else None,
        None if one.gone is None else _seconds(total(one.gone).milliseconds),
    )


def _seconds(milliseconds: int) -> int:
    return -(-milliseconds // 1000)


def _untouched(cell: Cell) -> bool:
    return cell.reads_after == cell.writes_after == cell.gone == 0


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_single_losses_and_pairs_of_a_whole_file(file: Path) -> None:
    assert differences(model(of=file), changed(file, {}), pairs=1) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_systems_made_at_random(seed: int) -> None:
    other = with_entity(changes(seed))
    assert differences(model(other), changed(SHIPPED, other), pairs=7) == []


def test_the_systems_differ() -> None:
    made = [model(with_entity(changes(seed))) for seed in SEEDS]
    assert {len(one.regions) for one in made} >= {1, 2, 3, 4, 5, 6}
    assert {row.state for one in made for row in one.regions.values()} == {
        "planned", "joining", "active", "lost", "decommissioning"
    }  # fmt: skip
    outcomes = [outcome for one in made for outcome in one.survival.outcomes]
    assert {one.state for one in outcomes} == {"served", "read-only", "unavailable"}
    assert {term.name for one in outcomes if one.writes for term in (*one.writes.terms, *(one.gone or ()))} == {
        "noticed", "propagation", "ttl", "start", "standby", "decide", "promote", "copy", "backup", "lag", "alarm",
        "probe",
    }  # fmt: skip


@pytest.mark.parametrize("seed", SEEDS)
def test_both_know_of_the_same_losses(seed: int) -> None:
    other = with_entity(changes(seed))
    deployment = model(other)
    zones = {row.id: [zone.id for zone in row.network.zones] for row in deployment.regions.values()}
    assert {str(one) for one in losses_of(system_of(deployment))} == set(losses(changed(SHIPPED, other), zones))


def test_a_matrix_has_what_somebody_notices_only() -> None:
    deployment = model()
    every = [outcome for one in deployment.survival.lost for outcome in outcomes_of(deployment, (one,))]
    assert list(deployment.survival.outcomes) == every
    assert [one for one in every if one.untouched] == []
    assert outcomes_of(deployment, (Lost("region", "eu-central-1"),)) == ()
