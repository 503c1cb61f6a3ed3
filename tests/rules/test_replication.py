"""Who writes next, how much log a cut leaves behind, how long a first copy takes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import CONTEXT, GONE, ONE_REGION, THREE_LAWS, judged, model

from compiler.rules.replication import RULE
from compiler.units import Duration, Size

CUT, SUCCESSORS = "replication.longest_cut", "replication.successors"
WAL, COPIED = "cost.usage.wal", "cost.usage.replicated"
START, LIMIT = "database.main.storage.start", "database.main.storage.limit"


def state(region: str, word: str) -> dict[str, str]:
    said = {"state": word}
    if word == "lost":
        said |= {"since": "2026-11-20", "until": "2026-12-20", "reference": "INC-1"}
    return {f"regions.{region}.{key}": value for key, value in said.items()}


HOMES = ("eu-west-1", "us-east-1", "ap-southeast-1")
TWICE = f"successor-twice {SUCCESSORS}."
IDLE = "writer-idle replication."
SUCCESSIONS = [
    ("one after the other", {SUCCESSORS: ["us-east-1", "ap-southeast-1"]}, []),
    ("nobody after the writer", {SUCCESSORS: []}, []),
    ("the writer after itself", {SUCCESSORS: ["eu-west-1"]}, [f"{TWICE}eu-west-1"]),
    ("a successor twice", {SUCCESSORS: ["us-east-1", "ap-southeast-1", "us-east-1"]}, [f"{TWICE}us-east-1"]),
    ("three times is one mistake", {SUCCESSORS: ["us-east-1"] * 3}, [f"{TWICE}us-east-1"]),
    ("a successor that is planned", state("us-east-1", "planned"), [f"{IDLE}successors.us-east-1"]),
    ("a successor on its way out", state("us-east-1", "decommissioning"), [f"{IDLE}successors.us-east-1"]),
    ("a writer that is retired", state("eu-west-1", "retired"), [f"{IDLE}writer"]),
    ("a successor that joins will write", state("us-east-1", "joining"), []),
    ("a successor that is lost comes back", state("us-east-1", "lost"), []),
    ("a writer that joins has somebody after it", state("eu-west-1", "joining"), []),
    ("only one that joins", state("eu-west-1", "joining") | {SUCCESSORS: []}, [f"{IDLE}writer"]),
    (
        "who is on its way back has its rows",
        state("eu-west-1", "lost") | {"regions.eu-west-1.state": "joining", SUCCESSORS: []},
        [],
    ),
    ("all join: the system is being built", {k: v for home in HOMES for k, v in state(home, "joining").items()}, []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), SUCCESSIONS, ids=[case[0] for case in SUCCESSIONS])
def test_a_succession_ends(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_the_advised_cut_is_one_that_may_be_declared() -> None:
    def advised(size: str) -> str:
        (found,) = RULE.check(model({START: size, LIMIT: "64TB"}), CONTEXT)
        return found.do

    assert advised("9TB").startswith("Write `longest_cut: ")
    assert advised("10TB").startswith("`longest_cut` is 7d at most: ")
    assert model({CUT: "7d"})
    with pytest.raises(AssertionError, match="unit-implausible"):
        model({CUT: "169h"})


def test_an_environment_that_lacks_a_region_has_its_own_succession() -> None:
    twice = {SUCCESSORS: ["ap-southeast-1", "us-east-1", "us-east-1"]}
    assert judged(RULE, twice, environment="staging") == [f"{TWICE}us-east-1"]


EXCEEDS = f"wal-exceeds-disk {START}"
SLOW = f"copy-outlasts-cut {CUT}"
LOGS = [
    ("the shipped figures", {}, []),
    ("as much as a third of the disk", {WAL: "300GB", START: "20GB", CUT: "16h"}, []),
    ("an hour more", {WAL: "300GB", START: "20GB", CUT: "17h"}, [EXCEEDS]),
    ("the upper end of a range counts", {WAL: "10GB..4060GB"}, [EXCEEDS]),
    ("a third of the disk to the GB", {WAL: "10GB..4050GB"}, []),
    ("the disk that it may grow to isn't there yet", {WAL: "5TB", LIMIT: "64TB"}, [EXCEEDS]),
    ("less log than is copied", {WAL: "49GB"}, [f"wal-implausible {WAL}"]),
    ("no log at all", {WAL: "0GB"}, [f"wal-implausible {WAL}"]),
    ("as much as is copied", {WAL: "50GB", COPIED: "50GB"}, []),
    (
        "nobody has a copy, so nothing is kept for anybody",
        {WAL: "0GB", **state("us-east-1", "lost"), **state("us-west-2", "lost"), **state("ap-southeast-1", "lost")},
        [],
    ),
]


@pytest.mark.parametrize(("case", "changes", "expected"), LOGS, ids=[case[0] for case in LOGS])
def test_the_log_of_a_cut_has_room(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_only_databases_that_are_copied_from_keep_log_for_others() -> None:
    assert judged(RULE, {WAL: "5TB"}, of=THREE_LAWS) == [EXCEEDS], "and not of database.ledger"
    assert judged(RULE, {WAL: "5TB"}, of=ONE_REGION) == []


@settings(deadline=None)
@given(st.integers(50, 100_000), st.integers(1, 168), st.integers(20, 60_000))
def test_a_gap_is_found_exactly_where_the_log_needs_more_than_a_third(monthly: int, hours: int, disk: int) -> None:
    changes = {WAL: f"{monthly}GB", CUT: f"{hours}h", START: f"{disk}GB", LIMIT: "64TB"}
    found = [one for one in RULE.check(model(changes), CONTEXT) if one.code.id == "wal-exceeds-disk"]
    kept = monthly * 1024 * hours / 730
    assert bool(found) == (-(-monthly * 1024 * hours // 730) * 3 > disk * 1024)
    for one in found:
        assert one.value is not None
        assert kept <= Size.parse(one.value).bytes / 2**20 < kept + 1
        if 3 * kept > 64 * 2**20:
            assert one.do == "Write a shorter `longest_cut`, after which the copy is made anew."
            continue
        needed = one.do.removeprefix("Write `start: ").partition("`")[0]
        assert Size.parse(needed).bytes >= 3 * kept * 2**20
        assert not [one for one in judged(RULE, {**changes, START: needed, LIMIT: needed}) if one.startswith("wal")]


COPIES = [
    ("the shipped disk", {}, []),
    ("a disk that is copied in less than the cut", {START: "340GB"}, []),
    ("and in more", {START: "350GB", LIMIT: "1TB"}, [SLOW]),
    ("a longer cut", {START: "350GB", LIMIT: "1TB", CUT: "7h"}, []),
    ("what can grow isn't there yet", {LIMIT: "64TB"}, []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), COPIES, ids=[case[0] for case in COPIES])
def test_a_first_copy_ends_before_its_log_does(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_the_slowest_copy_is_the_one_that_is_told() -> None:
    (found,) = RULE.check(model({START: "350GB", LIMIT: "1TB"}), CONTEXT)
    assert found.what == (
        "The first copy to ap-southeast-1 takes about 6h 4m if `database.main` has 350GB of copied rows, and the log "
        "is kept for 6h."
    )
    assert found.do == "Write `longest_cut: 364m` or more, if there will be that many rows."
    assert Duration.parse("364m").spoken == "6h 4m"


def test_what_nobody_measured_is_said_once_and_never_taken_for_nothing() -> None:
    auckland = {"place": "Auckland", "jurisdiction": "NZ", "recovery": "none", "wave": "4", "state": "joining"}
    taipei = {"place": "Taipei", "jurisdiction": "TW", "recovery": "none", "wave": "5", "state": "joining"}
    changes = {"regions.ap-southeast-6": auckland, "regions.ap-east-2": taipei}
    (found,) = RULE.check(model(changes), CONTEXT)
    assert (found.code.id, found.path) == ("copy-unknown", ("replication", "longest_cut"))
    assert found.what == (
        "Nobody has measured the way to `ap-east-2` and `ap-southeast-6`, so how long the first copy takes isn't known."
    )
    slow = judged(RULE, {**changes, START: "350GB", LIMIT: "1TB"})
    assert slow == [SLOW, f"copy-unknown {CUT}"], "one that is known doesn't hide one that isn't"
    watched = {"regions.ap-southeast-6": {**auckland, "state": "active"}}
    assert judged(RULE, watched) == [], "the alarm of latency can't be judged either, which is said there"
    unwatched = {**watched, "observability.alarms.cross_region_latency": GONE}
    assert judged(RULE, unwatched) == [f"copy-unknown {CUT}"]
