"""Quotas that a file can exceed; and that no file can exceed the others."""

from __future__ import annotations

from typing import Any

import pytest
from systems import CONTEXT, judged, model

from compiler.rules.quotas import RULE
from compiler.world.quotas import quota
from compiler.world.regions import region_ids

AT_MAX = "compute.api.tasks.max"
ACCOUNT = f"quota-account {AT_MAX}"
SMALL = {"cpu": "0.25 vCPU", "memory": "1GB", "architecture": "x86"}
DATABASE = {
    "engine": "postgres17",
    "instance": "db.r6g.xlarge",
    "multi_az": "true",
    "storage": {"start": "100GB", "limit": "500GB"},
    "recovers_by": "replica",
    "reserved": "none",
}


def databases(count: int, **said: str) -> dict[str, Any]:
    return {f"database.d{number}": {**DATABASE, **said} for number in range(count)}


CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("the shipped tasks need more power than a new account may have", {}, [ACCOUNT]),
    ("as much as a new account may have", {AT_MAX: "3", "compute.api.tasks.peak": "1"}, []),
    ("a quarter of a vCPU more", {"compute.api.task": SMALL, AT_MAX: "25"}, [ACCOUNT]),
    ("six small ones a vCPU and a half", {"compute.api.task": SMALL, AT_MAX: "24"}, []),
    ("as many tasks as a load balancer has targets", {AT_MAX: "1000"}, [ACCOUNT]),
    ("one more", {AT_MAX: "1001"}, [f"quota-exceeded {AT_MAX}", ACCOUNT]),
    ("tasks that no load balancer leads to don't count", {AT_MAX: "1001", "routing": {}}, [ACCOUNT]),
    ("forty databases, one of them the shipped one", databases(39), [ACCOUNT]),
    ("forty-one", databases(40), ["quota-exceeded database", ACCOUNT]),
    ("a retired one isn't there", {**databases(39), "database.old": {**DATABASE, "state": "retired"}}, [ACCOUNT]),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_a_region_has(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_replicas_of_other_homes_count_where_they_are() -> None:
    """Frankfurt has no database of its own; where it recovers two homes, it has one replica for each of them."""
    paris = {"place": "Paris", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "4"}
    assert judged(RULE, {"regions.eu-west-3": paris, **databases(20)}) == ["quota-exceeded database", ACCOUNT]
    assert judged(RULE, {"regions.eu-west-3": paris, **databases(20, recovers_by="backup")}) == [ACCOUNT]


def test_the_measure_is_what_is_asked_for() -> None:
    found, _ = RULE.check(model({AT_MAX: "1200"}), CONTEXT)
    assert found.value == "1200"
    assert found.what == (
        "A region would have 1200 tasks behind its load balancer, and AWS allows 1000 targets of a load balancer."
    )


def test_other_quotas_have_room_for_every_region_there_is() -> None:
    every = len(region_ids())
    assert every - 1 <= quota("vpc.peering_active_per_vpc").most, "each is linked with every other"
    assert every <= quota("route53.same_name_geo_latency_weighted").most, "each has a record of one name"
    assert 2 * every <= quota("route53.health_checks").most, "each has a check, and the home it recovers another"
