from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

SG = "recovery: none,         wave: 1"
CASES = [
    ("an id that is near to one", "\n  us-west-2:  ", "\n  us-west-22: ", [Seen("region-unknown", "us-west-22")]),
    (
        "an id that is near to none",
        "\n  us-west-2:  ",
        "\n  oregon:  ",
        [Seen("name-unknown", "us-west-2"), Seen("region-unknown", "oregon")],
    ),
    ("an id in capitals", "\n  us-west-2:  ", "\n  US-WEST-2:  ", [Seen("region-unknown", "US-WEST-2")]),
    ("recovery in itself", "recovery: us-west-2,", "recovery: us-east-1,", [Seen("recovery-itself", "us-east-1")]),
    (
        "a recovery region that nobody recovers in",
        "recovery: us-west-2,",
        "recovery: none,",
        [Seen("recovery-unused", "us-west-2")],
    ),
    (
        "a recovery that is misspelt leaves no region unused",
        "recovery: us-west-2,",
        "recovery: us-wset-2,",
        [Seen("name-unknown", "us-wset-2")],
    ),
    (
        "a row that is wrong leaves no region unused",
        "recovery: us-west-2,    wave: 2",
        "recovery: us-west-2,    wave: two",
        [Seen("number-wrong", "two")],
    ),
    (
        "a wrong row that forgets the recovery, too",
        "recovery: us-west-2,    wave: 2",
        "wave: two",
        [Seen("key-missing", "us-east-1"), Seen("number-wrong", "two")],
    ),
    (
        "a recovery region as writer",
        "  writer: eu-west-1",
        "  writer: eu-central-1",
        [Seen("region-serves-nobody", "eu-central-1")],
    ),
    (
        "a recovery region as successor",
        "successors: [us-east-1]",
        "successors: [us-west-2]",
        [Seen("region-serves-nobody", "us-west-2")],
    ),
    (
        "an environment without the writer",
        "regions: [eu-west-1, us-east-1]",
        "regions: [us-east-1]",
        [Seen("region-not-here", "regions", "staging")],
    ),
    (
        "an environment without the region of its state",
        "release.state: eu-west-1",
        "release.state: us-west-2",
        [Seen("region-not-here", "regions", "staging")],
    ),
    (
        "an environment without any region",
        "regions: [eu-west-1, us-east-1]",
        "regions: []",
        [Seen("region-not-here", "regions", "staging")],
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_mistake_is_one_finding(case: str, old: str, new: str, expected: list[Seen], tmp_path: Path) -> None:
    assert seen(tmp_path, (old, new)) == expected


def test_two_needs_of_one_region_are_one_finding_with_both_ways_out(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("regions: [eu-west-1, us-east-1]", "regions: [us-east-1]"))
    assert found.what == "`staging` has no `eu-west-1`, which `replication.writer` and `release.state` name."
    assert found.do == (
        "Add `eu-west-1` to the list, or override `replication.writer: us-east-1` and `release.state: us-east-1` in "
        "this environment."
    )


@pytest.mark.parametrize(
    ("written", "do"),
    [("eu-west-11", "Did you mean `eu-west-1`?"), ("mars", "`atlas facts regions` lists all of them.")],
)
def test_an_unknown_region_leads_to_those_that_are_known(written: str, do: str, tmp_path: Path) -> None:
    found = findings(tmp_path, ("\n  eu-west-1:  ", f"\n  {written}:  "))[0]
    assert (found.what, found.do) == (f"`{written}` isn't a region that Atlas has facts of.", do)
