"""Budgets: their order, and one line a run on what isn't judged yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import systems
from hypothesis import given
from hypothesis import strategies as st
from shipped import TEXT, Seen, checked, findings, seen

from compiler.rules import cost
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
AMOUNTS = st.integers(1, 100_000_000)


@given(AMOUNTS, AMOUNTS)
def test_a_warning_comes_before_what_it_warns_of(warn: int, fail: int) -> None:
    limits = {"warn": f"{warn} USD", "fail": f"{fail} USD"}
    deployment = systems.model({"cost.budget.total": limits})
    assert (cost.BUDGET_ORDER in {one.code for one in cost.check(deployment, CONTEXT)}) == (warn > fail)


@pytest.mark.parametrize(
    ("old", "new", "under"),
    [
        ("total:      { warn: 7800 USD", "total:      { warn: 8501 USD", "8501 USD"),
        ("per_region: { warn: 3100 USD", "per_region: { warn: 3401 USD", "3401 USD"),
    ],
)
def test_each_budget_is_looked_at(old: str, new: str, under: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (old, new)) == [Seen("budget-order", under)]


def test_the_lines_to_write_are_right(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, ("warn: 7800 USD", "warn: 9000 USD"))
    assert one.do == "Write `total: { warn: 8500 USD, fail: 9000 USD }`, if they are the wrong way round."


def test_an_override_is_judged_where_it_is_written(tmp_path: Path) -> None:
    (one,) = seen(tmp_path, ("cost.budget.total: { warn: 1300 USD", "cost.budget.total: { warn: 1600 USD"))
    assert one == Seen("budget-order", "1600 USD", "staging")


@pytest.mark.parametrize("file", systems.ALL, ids=lambda file: file.stem)
def test_every_run_says_in_one_line_that_budgets_arent_judged(file: Path, tmp_path: Path) -> None:
    found = checked(tmp_path, file.read_text(encoding="utf-8")).diagnostics
    said = [one for one in found if one.code is cost.BUDGET_UNJUDGED]
    assert [(one.path, one.environment) for one in said] == [(("cost", "budget"), None)]


def test_it_stays_one_line_where_an_environment_has_a_budget_of_its_own(tmp_path: Path) -> None:
    assert "cost.budget.total:" in TEXT
    assert [one.code for one in checked(tmp_path, TEXT).diagnostics].count(cost.BUDGET_UNJUDGED) == 1
