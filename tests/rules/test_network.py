from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

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
