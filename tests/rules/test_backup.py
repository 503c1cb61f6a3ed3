"""How long is kept what was erased: whole days, and no longer than `daily` says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import judged, model

from compiler.rules.backup import RULE
from compiler.rules.rule import Context

SHORT = "backup-daily-short backup.daily"
CASES = [
    ("the shipped ones", {}, []),
    ("a day and a half of log", {"backup.point_in_time": "36h"}, ["backup-keep-impossible backup.point_in_time"]),
    ("the same in hours that are days", {"backup.point_in_time": "48h"}, []),
    ("a part of a day, daily", {"backup.daily": "840.5h"}, ["backup-keep-impossible backup.daily"]),
    (
        "old files for a part of a day",
        {"storage.documents.old_versions": "100h"},
        ["backup-keep-impossible storage.documents.old_versions"],
    ),
    ("daily as long as the log", {"backup.daily": "14d"}, []),
    ("daily shorter than the log", {"backup.daily": "13d"}, [SHORT]),
    (
        "what can't be is said first",
        {"backup.daily": "30h"},
        ["backup-keep-impossible backup.daily"],
    ),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_is_kept(case: str, changes: dict[str, str], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


@settings(deadline=None)
@given(st.integers(24, 35 * 24))
def test_the_line_to_paste_is_the_next_whole_day(hours: int) -> None:
    deployment = model({"backup.point_in_time": f"{hours}h", "backup.daily": "10y"})
    found = list(RULE.check(deployment, Context(deployment.acknowledge[0].expires, {})))
    assert [one.do for one in found] == ([] if hours % 24 == 0 else [f"Write `point_in_time: {hours // 24 + 1}d`."])
