"""Days of states: an emergency ends on the day that was set for it, and a state that is declared has begun."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from systems import model

from compiler.diagnostic import dotted
from compiler.rules.rule import Context
from compiler.rules.states import check

TODAY = date(2026, 11, 22)
IRELAND = "regions.eu-west-1."


def region(**said: str) -> dict[str, Any]:
    return {IRELAND + key: value for key, value in said.items()}


def lost(since: str, until: str) -> dict[str, Any]:
    return region(state="lost", since=since, until=until, reference="INC-142")


CASES = [
    ("no state has a day", {}, []),
    ("a loss is to be repaired by tomorrow", lost("2026-11-20", "2026-11-23"), []),
    ("a loss is to be repaired today", lost("2026-11-20", "2026-11-22"), []),
    ("a loss was to be repaired yesterday", lost("2026-11-20", "2026-11-21"), [f"loss-overdue {IRELAND}until"]),
    (
        "a way back was to be done yesterday",
        region(state="joining", since="2026-11-01", until="2026-11-21"),
        [f"loss-overdue {IRELAND}until"],
    ),
    ("a region that is back may keep the day that was set", region(state="active", until="2026-11-21"), []),
    ("a loss began today", lost("2026-11-22", "2026-12-04"), []),
    ("a loss began where it is tomorrow already", lost("2026-11-23", "2026-12-04"), []),
    ("a loss begins the day after tomorrow", lost("2026-11-24", "2026-12-04"), [f"state-future {IRELAND}since"]),
    (
        "any state begins in the future",
        region(state="decommissioning", since="2027-01-01"),
        [f"state-future {IRELAND}since"],
    ),
    ("a slip in both days is one mistake", lost("2027-01-01", "2026-11-01"), [f"state-future {IRELAND}since"]),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_days(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    found = check(model(changes), Context(TODAY, {}))
    assert [f"{one.code.id} {dotted(one.path)}" for one in found] == expected


def test_only_the_day_of_judgement_makes_it_overdue() -> None:
    deployment = model(lost("2026-11-20", "2026-12-04"))
    days = [date(2026, 11, 22), date(2026, 12, 4), date(2026, 12, 5), date(2027, 6, 1)]
    assert [len(list(check(deployment, Context(day, {})))) for day in days] == [0, 0, 1, 1]


def test_it_says_who_has_to_answer() -> None:
    (found,) = check(model(lost("2026-11-01", "2026-11-21")), Context(TODAY, {}))
    assert found.what == "eu-west-1 is still lost, and what that breaks was suspended until 2026-11-21."
    assert found.do == "Rebuild it as `state: joining`, or let whoever answers for INC-142 set a new day."
