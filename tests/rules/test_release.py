"""The state of what belongs to no region: outside the control planes, and in a region that stays."""

from __future__ import annotations

from typing import Any

import pytest
from systems import GONE, judged

from compiler.rules.release import RULE

STATE = "release.state"
EXPOSED, UNBUILT = ["release-control-plane release.state"], ["release-state-unbuilt release.state"]
ALONE = {
    "regions": {"us-east-1": {"place": "Virginia", "jurisdiction": "US", "recovery": "none", "wave": "1"}},
    "replication.writer": "us-east-1",
    "replication.successors": [],
    "observability.alarms.cross_region_latency": GONE,
    "acknowledge": [],
    "environments.staging": GONE,
    "environments.production.after": GONE,
    STATE: "us-east-1",
}
WITH_A_PLAN = {
    **ALONE,
    "regions.us-west-2": {"place": "Oregon", "jurisdiction": "US", "role": "recovery", "state": "planned"},
    "regions.us-east-1.recovery": "us-west-2",
}

CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("Frankfurt", {}, []),
    ("beside DNS's control plane", {STATE: "us-east-1"}, EXPOSED),
    ("a serving region elsewhere", {STATE: "ap-southeast-1"}, []),
    ("where us-east-1 is all there is, there is nothing to repair from elsewhere", ALONE, []),
    ("a region that is planned is nowhere else yet", WITH_A_PLAN, []),
    ("a region that is planned", {STATE: "eu-central-1", "regions.eu-central-1.state": "planned"}, UNBUILT),
    ("a region that is being emptied", {"regions.eu-central-1.state": "decommissioning"}, UNBUILT),
    ("a retired region", {"regions.eu-central-1.state": "retired"}, UNBUILT),
    ("a region that joins has its bucket", {"regions.eu-central-1.state": "joining"}, []),
    (
        "the file of a system whose region is lost still compiles",
        {f"regions.eu-central-1.{key}": value for key, value in (
            ("state", "lost"), ("since", "2026-11-20"), ("until", "2026-12-20"), ("reference", "INC-1"))},
        [],
    ),
    ("one mistake where both are wrong", {STATE: "us-east-1", "regions.us-east-1.state": "decommissioning"}, EXPOSED),
]  # fmt: skip


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_where_the_state_is(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_each_environment_is_judged_by_itself() -> None:
    staging = {"environments.staging.override.release.state": GONE, "environments.staging.override": GONE}
    assert judged(RULE, {**staging, STATE: "us-east-1"}, environment="staging") == EXPOSED
