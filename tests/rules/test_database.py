"""Versions that know what is declared, and disks that AWS makes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import CONTEXT, ONE_REGION, THREE_LAWS, judged, model

from compiler.rules.database import RULE

ENGINE, START, LIMIT = "database.main.engine", "database.main.storage.start", "database.main.storage.limit"
OLD = [f"engine-too-old {ENGINE}"]


LOST = {"state": "lost", "since": "2026-11-20", "until": "2026-12-20", "reference": "INC-1"}
ALONE = {"regions.eu-west-1.recovery": "none", "regions.eu-central-1.state": "retired"}
NEEDS: list[tuple[str, dict[str, Any], int]] = [
    ("a replica takes over, and a loss is bounded", {}, 17),
    ("nothing is promised about a lost region", {"objectives.global.region_lost": "none"}, 15),
    ("no replica takes over", {"database.main.recovers_by": "backup"}, 15),
    ("nobody takes over for the writer", ALONE, 15),
    ("a planned region takes over for nobody yet", {"regions.eu-central-1.state": "planned"}, 15),
    ("the writer's region is lost", {f"regions.eu-west-1.{key}": value for key, value in LOST.items()}, 17),
    ("a retired database needs nothing", {"database.main.state": "retired"}, 15),
]


@pytest.mark.parametrize("major", [15, 16, 17, 18])
@pytest.mark.parametrize(("case", "changes", "needed"), NEEDS, ids=[need[0] for need in NEEDS])
def test_the_version_that_one_writer_needs(case: str, changes: dict[str, Any], needed: int, major: int) -> None:
    expected = OLD if major < needed else []
    assert judged(RULE, {**changes, ENGINE: f"postgres{major}"}) == expected


@pytest.mark.parametrize(("major", "expected"), [(15, OLD), (16, []), (17, [])])
def test_the_version_that_several_writers_need(major: int, expected: list[str]) -> None:
    alone = {"database.main.recovers_by": "none", ENGINE: f"postgres{major}"}
    assert of_versions(judged(RULE, alone, of=THREE_LAWS)) == expected


def of_versions(found: list[str]) -> list[str]:
    return [one for one in found if one.startswith("engine")]


def test_what_needs_the_newer_one_is_said() -> None:
    (both, *_) = RULE.check(model({ENGINE: "postgres15"}, of=THREE_LAWS), CONTEXT)
    assert both.what == (
        "An rpo is promised for class `published` when ap-south-1 is lost, and a replica takes over, which needs "
        "PostgreSQL 17: `database.main` has `postgres15`."
    )
    changes = {ENGINE: "postgres15", "database.main.recovers_by": "none"}
    (one, *_) = RULE.check(model(changes, of=THREE_LAWS), CONTEXT)
    assert one.what.startswith("Class `published` is copied both ways between homes, which needs PostgreSQL 16")


def test_without_replication_every_version_will_do() -> None:
    assert judged(RULE, {ENGINE: "postgres15"}, of=ONE_REGION) == []


def disk(start: str, limit: str) -> dict[str, str]:
    return {START: start, LIMIT: limit}


DISKS = [
    ("it grows", disk("100GB", "500GB"), []),
    ("it doesn't grow", disk("100GB", "100GB"), []),
    ("it would shrink", disk("500GB", "100GB"), [f"disk-impossible {LIMIT}"]),
    ("it grows by a tenth", disk("100GB", "110GB"), []),
    ("it grows by less", disk("100GB", "109GB"), [f"disk-impossible {LIMIT}"]),
    ("a part of a GB", disk("100.5GB", "500GB"), [f"disk-impossible {START}"]),
    ("a part of a GB at most", disk("100GB", "500.5GB"), [f"disk-impossible {LIMIT}"]),
    ("parts are said first", disk("100.5GB", "90.5GB"), [f"disk-impossible {START}", f"disk-impossible {LIMIT}"]),
    ("whole GB in MB", disk("102400MB", "1TB"), []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), DISKS, ids=[case[0] for case in DISKS])
def test_disks(case: str, changes: dict[str, str], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


@settings(deadline=None)
@given(st.integers(20, 65_536), st.integers(20, 65_536))
def test_the_limit_to_write_is_one_that_is_taken(start: int, limit: int) -> None:
    found = list(RULE.check(model(disk(f"{start}GB", f"{limit}GB")), CONTEXT))
    assert bool(found) == (limit != start and limit * 10 < start * 11)
    for one in found:
        written = one.do.removeprefix("Write `limit: ").partition("`")[0]
        assert judged(RULE, disk(f"{start}GB", written)) == []


ROW = {"engine": "redis7", "instance": "cache.r7g.large", "nodes": "1", "content": "disposable"}
INSTANCES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("classes that have a price in every region", {}, []),
    ("one that has none anywhere", {"database.main.instance": "db.m7g.large"}, ["database.main.instance"]),
    ("a cache's", {"cache.main.instance": "cache.r7g.large"}, ["cache.main.instance"]),
    ("a class in two stores", {"cache.main.instance": ROW["instance"], "cache.b": ROW}, ["cache.b.instance"]),
    ("a store that is retired", {"database.main.instance": "db.m7g.large", "database.main.state": "retired"}, []),
    ("a region that nobody has prices of", {"regions.eu-north-1": {
        "place": "Stockholm", "jurisdiction": "EU", "recovery": "none", "wave": "4"}},
     ["database.main.instance", "cache.main.instance"]),
    ("the same, planned", {"regions.eu-north-1": {
        "place": "Stockholm", "jurisdiction": "EU", "recovery": "none", "wave": "4", "state": "planned"}}, []),
]  # fmt: skip


@pytest.mark.parametrize(("case", "changes", "expected"), INSTANCES, ids=[case[0] for case in INSTANCES])
def test_instances_that_a_region_may_not_have(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == [f"instance-unknown {path}" for path in expected]


def test_a_recovery_region_has_an_instance_where_something_takes_over() -> None:
    def regions(recovers_by: str) -> str:
        changes = {"database.main.instance": "db.m7g.large", "database.main.recovers_by": recovers_by}
        (found,) = RULE.check(model(changes), CONTEXT)
        return found.what

    at_home = "Whether AWS has db.m7g.large in `ap-southeast-1`, `eu-west-1` and `us-east-1` isn't known"
    assert regions("none").startswith(at_home)
    everywhere = "in `ap-southeast-1`, `eu-central-1`, `eu-west-1`, `us-east-1` and 1 more isn't known"
    assert everywhere in regions("replica")
    assert everywhere in regions("backup")
