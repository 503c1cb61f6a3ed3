"""What a write waits for (trap M2): one line, with the farthest home."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import systems
from shipped import AS_OF, TEXT, checked
from systems import ONE_REGION, SHIPPED, THREE_LAWS

from compiler.rules import waiting
from compiler.rules.rule import Context

CONTEXT = Context(AS_OF, {})
SAID = (
    "A visitor of {} who writes `global` waits for {}: each round trip takes {} in the median, and never less than {}."
)


def said(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[str]:
    deployment = systems.model(changes, of=of, environment=environment)
    return [one.what for one in waiting.check(deployment, CONTEXT)]


FARTHEST = [
    (SHIPPED, "production", SAID.format("ap-southeast-1", "eu-west-1", "183ms", "110ms")),
    (SHIPPED, "staging", SAID.format("us-east-1", "eu-west-1", "70ms", "52ms")),
    (THREE_LAWS, "production", SAID.format("ap-south-1", "eu-central-1", "130ms", "63ms")),
]


@pytest.mark.parametrize(("file", "environment", "expected"), FARTHEST)
def test_the_farthest_home_is_told(file: Path, environment: str, expected: str) -> None:
    assert said({}, file, environment) == [expected]


def test_one_home_waits_for_nobody() -> None:
    assert said({}, ONE_REGION) == []


def test_it_is_a_note_at_the_writer_in_each_environment(tmp_path: Path) -> None:
    found = [one for one in checked(tmp_path, TEXT).diagnostics if one.code is waiting.WRITE_REMOTE]
    assert [(one.path, one.environment) for one in found] == [
        (("replication", "writer"), None),
        (("replication", "writer"), "staging"),
    ]


LOST = {"state": "lost", "since": "2026-11-20", "until": "2026-12-04", "reference": "INC-7"}


def test_after_a_promotion_the_way_is_that_to_the_new_seat() -> None:
    lost = {f"regions.eu-west-1.{name}": value for name, value in LOST.items()}
    assert said(lost) == [SAID.format("ap-southeast-1", "eu-central-1, which serves eu-west-1", "162ms", "100ms")]


def test_a_home_that_nobody_serves_doesnt_wait() -> None:
    lost = {f"regions.ap-southeast-1.{name}": value for name, value in LOST.items()}
    assert said(lost) == [SAID.format("us-east-1", "eu-west-1", "70ms", "52ms")]


def test_where_nobody_may_write_nobody_waits() -> None:
    lost = {f"regions.ap-southeast-1.{name}": value for name, value in LOST.items()}
    assert said({**lost, "replication.writer": "ap-southeast-1", "replication.successors": []}) == []


def test_the_writers_own_visitors_dont_wait() -> None:
    assert said({"environments.staging.regions": ["eu-west-1"]}, environment="staging") == []


@pytest.mark.parametrize("state", ["planned", "joining", "decommissioning"])
def test_a_home_that_answers_nobody_doesnt_wait(state: str) -> None:
    assert said({"regions.ap-southeast-1.state": state}) == [SAID.format("us-east-1", "eu-west-1", "70ms", "52ms")]


def test_what_every_home_writes_itself_doesnt_wait() -> None:
    own = {"copies": "everywhere", "stays_in": "system", "writes": "append", "holds": "personal"}
    names = ("organization", "referential", "system_configuration", "app_user", "user_preferences")
    changed = {"classes.own": own, "objectives.own": {"zone_lost": "none", "region_lost": "none"}}
    assert said({**changed, **{f"entities.{name}.class": "own" for name in names}}) == []
    assert len(said({**changed, **{f"entities.{name}.class": "own" for name in names[1:]}})) == 1


def test_where_nobody_measured_the_lower_bound_is_told() -> None:
    auckland = {"place": "Auckland", "jurisdiction": "NZ", "recovery": "none", "wave": "4"}
    (one,) = said({"regions.ap-southeast-6": auckland})
    assert re.fullmatch(r"A visitor of ap-southeast-6 .* takes at least \d+ms, and nobody has measured it\.", one)
