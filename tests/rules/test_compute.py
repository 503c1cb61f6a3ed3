"""Who takes over carries what it has and what comes; and AWS sells such tasks."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import CONTEXT, ONE_REGION, THREE_LAWS, judged, model

from compiler.model.compute import Tasks
from compiler.model.deployment import Deployment
from compiler.rules.compute import RULE, Load, next_size, worst
from compiler.units import Cpu, Size
from compiler.world.quotas import fargate_cpus, fargate_memory

TASKS, TASK = "compute.api.tasks", "compute.api.task"
AT_MAX = f"{TASKS}.max"
SHORT, DISORDERED = [f"capacity-short {AT_MAX}"], [f"tasks-disordered {AT_MAX}"]
AT_HOME_ONLY = {"routing": {"home": {"serves": ["global", "regional"], "steer": "home"}}}


def tasks(least: int, peak: int, most: int, standby: int) -> dict[str, Any]:
    return {TASKS: {"min": str(least), "peak": str(peak), "max": str(most), "standby": str(standby)}}


def lost(*regions: str) -> dict[str, Any]:
    said = {"state": "lost", "since": "2026-11-20", "until": "2026-12-20", "reference": "INC-1"}
    return {f"regions.{region}.{key}": value for region in regions for key, value in said.items()}


CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("the shipped numbers", {}, []),
    ("just enough for two homes", tasks(2, 4, 8, 4), []),
    ("one task too few", tasks(2, 4, 7, 4), SHORT),
    ("home names alone lead to the recovery region, which has nothing else", tasks(2, 4, 4, 4) | AT_HOME_ONLY, []),
    ("two homes by their own names, one lost already", tasks(2, 4, 4, 4) | AT_HOME_ONLY | lost("eu-west-1"), []),
    ("a name by country leads to others as well", tasks(2, 4, 7, 4) | {"routing.api.steer": "geolocation"}, SHORT),
    ("more at the peak than at most", tasks(2, 11, 10, 4), DISORDERED),
    ("more always than at most", tasks(11, 4, 10, 4), DISORDERED),
    ("more standing by than at most", tasks(2, 4, 10, 11), DISORDERED),
    ("all of them are one mistake", tasks(11, 12, 10, 13), DISORDERED),
    ("more always than the load needs is a choice", tasks(6, 4, 10, 4), []),
    ("all equal, with room for another home", tasks(8, 4, 8, 8), []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_numbers_of_tasks(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_the_measure_is_what_is_there() -> None:
    (found,) = RULE.check(model(tasks(2, 4, 7, 4)), CONTEXT)
    assert found.value == "7"
    assert found.what == (
        "If ap-southeast-1 is lost, eu-west-1 needs 8 tasks of `api` at the highest load, and `max` is 7."
    )
    assert found.do == "Write `max: 8`, or acknowledge it with `accepts: 7`."


@cache
def system(*gone: str) -> Deployment:
    return model(lost(*gone))


def load(deployment: Deployment, service: str = "api") -> tuple[str, str, int] | None:
    found = worst(deployment.compute[service], deployment)
    return None if found is None else (found.lost, found.region, found.homes)


def test_who_carries_the_most() -> None:
    assert load(system()) == ("ap-southeast-1", "eu-west-1", 2)
    assert load(system("eu-west-1")) == ("ap-southeast-1", "eu-central-1", 2), "Ireland is served in Frankfurt"
    assert load(model(AT_HOME_ONLY)) == ("eu-west-1", "eu-central-1", 1)
    assert load(model(of=ONE_REGION), "app") is None, "what is planned takes over for nothing"
    joining = model({"regions.eu-north-1.state": "joining"}, of=ONE_REGION)
    assert load(joining, "app") is None, "nor does what joins: no visitors are led there"
    assert load(model({"regions.eu-north-1.state": "active"}, of=ONE_REGION), "app") == (
        "eu-central-1",
        "eu-north-1",
        1,
    )


def test_a_service_that_no_name_leads_to_moves_with_its_home() -> None:
    assert load(model(of=THREE_LAWS), "settle") == ("ap-south-1", "ap-south-2", 1)
    assert load(model(of=THREE_LAWS), "api") == ("ap-south-1", "eu-central-1", 2)


def by_hand(deployment: Deployment) -> int:
    """The most homes that one region carries, found by losing each region and sending everybody everywhere."""
    seats = [home.seat for home in deployment.homes if home.seat]
    return max(
        (seats.count(taker) + 1 for lost in seats for taker in seats if taker != lost),
        default=1,
    )


@settings(deadline=None)
@given(
    st.sets(st.sampled_from(["eu-west-1", "us-east-1", "ap-southeast-1"])),
    st.integers(1, 40),
    st.integers(1, 200),
)
def test_a_gap_is_found_exactly_where_a_survivor_lacks_tasks(gone: set[str], peak: int, most: int) -> None:
    deployment = system(*sorted(gone))
    service = replace(deployment.compute["api"], tasks=Tasks(min=0, peak=peak, max=most, standby=0))
    found = [one.code.id for one in RULE.check(replace(deployment, compute={"api": service}), CONTEXT)]
    needed = by_hand(deployment) * peak
    assert found == (["tasks-disordered"] if peak > most else ["capacity-short"] if needed > most else [])


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(1, 200), st.integers(0, 200))
def test_more_tasks_never_make_a_gap(peak: int, most: int, more: int) -> None:
    deployment = system()

    def found(count: int) -> int:
        service = replace(deployment.compute["api"], tasks=Tasks(0, peak, count, 0))
        return len(list(RULE.check(replace(deployment, compute={"api": service}), CONTEXT)))

    assert found(most + more) <= found(most)


def test_a_load_counts_the_homes_that_are_served_and_the_one_that_comes() -> None:
    assert Load("eu-central-1", "us-east-1", own=2).homes == 3


SIZES = [
    ("2 vCPU", "4GB", None, ""),
    ("2 vCPU", "3GB", "memory", "cpu: 2 vCPU, memory: 4GB"),
    ("2 vCPU", "17GB", "memory", "cpu: 4 vCPU, memory: 17GB"),
    ("3 vCPU", "4GB", "cpu", "cpu: 4 vCPU, memory: 8GB"),
    ("0.25 vCPU", "1536MB", "memory", "cpu: 0.25 vCPU, memory: 2GB"),
    ("8 vCPU", "17GB", "memory", "cpu: 8 vCPU, memory: 20GB"),
    ("16 vCPU", "120GB", None, ""),
]


@pytest.mark.parametrize(("cpu", "memory", "wrong", "meant"), SIZES)
def test_a_size_is_one_that_aws_sells(cpu: str, memory: str, wrong: str | None, meant: str) -> None:
    changes = {TASK: {"cpu": cpu, "memory": memory, "architecture": "arm"}}
    found = list(RULE.check(model(changes), CONTEXT))
    assert [one.path for one in found] == ([("compute", "api", "task", wrong)] if wrong else [])
    assert [one.do for one in found] == ([f"Write `task: {{ {meant}, architecture: arm }}`."] if wrong else [])


@settings(deadline=None)
@given(st.integers(256, 16384).map(Cpu), st.integers(512, 122880).map(lambda mb: Size(mb * 2**20)))
def test_the_size_to_write_is_the_least_one_that_has_enough(cpu: Cpu, memory: Size) -> None:
    sold = [(power, size) for power in fargate_cpus() for size in fargate_memory(power)]
    meant = next_size(cpu, memory)
    assert meant in sold
    assert meant == min(one for one in sold if one[0] >= cpu and one[1] >= memory)
