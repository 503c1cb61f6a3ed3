"""What is lost for good: the worst store counts."""

from __future__ import annotations

from typing import Any

import pytest
from survival.cells import FILES, ROWS, cell
from survival.worlds import UNWATCHED
from systems import THREE_LAWS

CASES: dict[str, tuple[dict[str, Any], str, str, int | None]] = {
    "rows: as much as the alarm lets a copy be behind": ({}, "region:eu-west-1", ROWS, 50),
    "a laxer alarm loses more": (
        {"observability.alarms.replication_lag.above": "1m"}, "region:eu-west-1", ROWS, 100
    ),
    "a rarer probe loses more": ({"observability.probe": "1m"}, "region:eu-west-1", ROWS, 100),
    "a backup of files is a day old": ({"storage.documents.recovers_by": "backup"}, "region:eu-west-1", FILES, 86400),
    "files don't die with the databases": ({}, "writer", FILES, 50),
    "a cache with state is gone with its region": ({"cache.main.content": "state"}, "region:eu-west-1", ROWS, None),
    "one node of a cache with state is gone with a zone": (
        {"cache.main.content": "state", "cache.main.nodes": "1"}, "zone:euw1-az1", ROWS, None
    ),
    "a second node keeps it": ({"cache.main.content": "state"}, "zone:euw1-az1", ROWS, 0),
    "nobody loses anything by a lost zone": ({}, "zone:euw1-az1", ROWS, 0),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "lost", "data", "gone"), CASES.values(), ids=CASES)
def test_the_worst_store_counts(changes: dict[str, Any], lost: str, data: str, gone: int | None) -> None:
    found = cell(lost, data, "eu-west-1", changes)
    assert found is not None
    assert found.gone == gone


def test_without_an_alarm_nothing_bounds_the_loss() -> None:
    found = cell("region:eu-west-1", "regional in database.main", "eu-west-1", UNWATCHED)
    assert found is not None
    assert (found.reads, found.gone) == ("eu-central-1 150", None)


def test_rows_that_are_only_added_are_written_elsewhere_and_lose_what_was_on_its_way() -> None:
    found = cell("region:eu-west-2", "published in database.main", "eu-west-2", of=THREE_LAWS)
    assert found == ("ap-south-1 eu-central-1 150", "ap-south-1 eu-central-1 150", 50)
