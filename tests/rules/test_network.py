from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shipped import Seen, findings, seen
from systems import CONTEXT, judged, model

from compiler.rules.network import RULE

NETWORK = "network: { pool: 10.0.0.0/10, zones: 3, nat: per_zone }"


@pytest.mark.parametrize(
    ("zones", "what", "do"),
    [
        (
            4,
            "`ap-southeast-1`, `eu-central-1` and `eu-west-1` have 3 availability zones, and 4 are declared.",
            "Write `zones: 3`.",
        ),
        (
            5,
            "`ap-southeast-1`, `eu-central-1` and `eu-west-1` have 3 availability zones, and 5 are declared.",
            "Write `zones: 3`.",
        ),
    ],
)
def test_regions_with_too_few_zones_are_one_finding(zones: int, what: str, do: str, tmp_path: Path) -> None:
    change = (NETWORK, NETWORK.replace("zones: 3", f"zones: {zones}"))
    assert seen(tmp_path, change) == [Seen("zones-too-few", str(zones))]
    (found,) = findings(tmp_path, change)
    assert (found.what, found.do) == (what, do)


@pytest.mark.parametrize(
    ("reserved", "what"),
    [
        ("10.22.0.0/24", "`10.22.0.0/24` is reserved, and eu-west-1 gets 10.22.0.0/16."),
        ("10.22.255.255/32", "`10.22.255.255/32` is reserved, and eu-west-1 gets 10.22.0.0/16."),
        ("10.30.0.0/15", "`10.30.0.0/15` is reserved, and us-east-1 gets 10.30.0.0/16."),
        ("10.0.0.0/8", "`10.0.0.0/8` is reserved, and ap-southeast-1 gets 10.8.0.0/16, and 4 more regions one in it."),
        (
            "10.16.0.0/13",
            "`10.16.0.0/13` is reserved, and eu-central-1 gets 10.17.0.0/16, and 1 more region one in it.",
        ),
    ],
)
def test_a_reserved_range_that_regions_get_is_one_finding(reserved: str, what: str, tmp_path: Path) -> None:
    change = (NETWORK, NETWORK.replace(" }", f", reserved: [192.168.0.0/16, {reserved}] }}"))
    assert seen(tmp_path, change) == [Seen("network-overlap", reserved)]
    assert findings(tmp_path, change)[0].what == what


@pytest.mark.parametrize("reserved", ["10.23.0.0/16", "10.21.255.0/24", "192.168.0.0/16"])
def test_a_neighbour_is_no_overlap(reserved: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (NETWORK, NETWORK.replace(" }", f", reserved: [{reserved}] }}"))) == []


POOL, MAX = "network.pool", "compute.api.tasks.max"
SHORT = [f"addresses-short {POOL}"]
ADDRESSES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("the shipped pool has more than the language lets one ask for", {MAX: "5000"}, []),
    ("three subnets of 128, less five that AWS keeps of each", {POOL: "10.0.0.0/14", MAX: "369"}, []),
    ("one more", {POOL: "10.0.0.0/14", MAX: "370"}, SHORT),
    ("a wider pool has more", {POOL: "10.0.0.0/13", MAX: "370"}, []),
    ("fewer zones have less", {POOL: "10.0.0.0/14", MAX: "247", "network.zones": "2"}, SHORT),
    ("without services there are no tasks", {POOL: "10.0.0.0/14", "compute": {}, "routing": {}, "cdn": "none"}, []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), ADDRESSES, ids=[case[0] for case in ADDRESSES])
def test_every_task_has_an_address(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_tasks_of_all_services_count() -> None:
    worker = {
        "task": {"cpu": "1 vCPU", "memory": "2GB", "architecture": "x86"},
        "tasks": {"min": "1", "peak": "1", "max": "360", "standby": "1"},
    }
    routes = {"routing.api.to": "compute.api", "routing.home.to": "compute.api"}
    (found,) = RULE.check(model({POOL: "10.0.0.0/14", "compute.worker": worker, **routes}), CONTEXT)
    assert found.what == "A region's share of `10.0.0.0/14` has 369 addresses for tasks, and there can be 370."
