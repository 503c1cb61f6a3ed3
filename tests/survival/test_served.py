"""Who serves what after which loss, by hand: traffic 150 s (30 noticed, 60 and 60 DNS), people 1500 s."""

from __future__ import annotations

from typing import Any

import pytest
from survival.cells import FILES, GLOBAL, ROWS, Cell, cell

EU, US, AP = "eu-west-1", "us-east-1", "ap-southeast-1"
NEXT = "eu-central-1"

CASES: dict[str, tuple[str, str, str, Cell | None]] = {
    "a zone: the standby instance takes over": ("zone:euw1-az1", ROWS, EU, Cell(f"{EU} 120", f"{EU} 120", 0)),
    "a zone of the writer: others wait to write": ("zone:euw1-az1", GLOBAL, US, Cell(f"{US} 0", f"{EU} 120", 0)),
    "a zone elsewhere: nobody notices": ("zone:use1-az1", ROWS, EU, None),
    "two zones take both instances along": (
        "zone:euw1-az1 zone:euw1-az2", ROWS, EU, Cell(f"{NEXT} 750", f"{NEXT} 1650", 50)
    ),
    "all zones are the region": (
        "zone:euw1-az1 zone:euw1-az2 zone:euw1-az3", ROWS, EU, Cell(f"{NEXT} 150", f"{NEXT} 1650", 50)
    ),
    "a region: its rows at the standby, written after a promotion": (
        "region:eu-west-1", ROWS, EU, Cell(f"{NEXT} 150", f"{NEXT} 1650", 50)
    ),
    "a region: its files are behind by S3's bound": (
        "region:eu-west-1", FILES, EU, Cell(f"{NEXT} 150", f"{NEXT} 1650", 900)
    ),
    "the writer's region: all homes wait for the same promotion": (
        "region:eu-west-1", GLOBAL, AP, Cell(f"{AP} 0", f"{NEXT} 1650", 50)
    ),
    "a region that doesn't write: its writes go on in the writer's": (
        "region:us-east-1", GLOBAL, US, Cell("us-west-2 150", f"{EU} 150", 0)
    ),
    "without a recovery region, global rows are read next door": (
        "region:ap-southeast-1", GLOBAL, AP, Cell(f"{EU} {US} 150", f"{EU} 150", 0)
    ),
    "without a recovery region, regional rows are served by nobody": (
        "region:ap-southeast-1", ROWS, AP, Cell("nobody", "nobody", None)
    ),
    "a recovery region: nobody notices": ("region:eu-central-1", ROWS, EU, None),
    "a link: the home that is cut off reads": ("link:eu-west-1~us-east-1", GLOBAL, US, Cell(f"{US} 0", "nobody", 0)),
    "a link: the writer doesn't notice": ("link:eu-west-1~us-east-1", GLOBAL, EU, None),
    "a link: rows of a home don't need it": ("link:eu-west-1~us-east-1", ROWS, US, None),
    "the control planes: nobody notices": ("control-planes:us-east-1", GLOBAL, EU, None),
    "Cloudflare: no name is found, and nothing is lost": ("cloudflare", ROWS, EU, Cell("nobody", "nobody", 0)),
    "the writer's databases: health checks stay green, so a person moves even the readers": (
        "writer", GLOBAL, EU, Cell(f"{NEXT} 750", f"{NEXT} 1650", 50)
    ),
    "the writer's databases: others read their copies": ("writer", GLOBAL, US, Cell(f"{US} 0", f"{NEXT} 1650", 50)),
    "the writer with its recovery region: a successor writes": (
        "region:eu-west-1 region:eu-central-1", GLOBAL, EU, Cell(f"{AP} {US} 150", f"{US} 1650", 50)
    ),
    "a home with its recovery region: its rows are served by nobody": (
        "region:eu-west-1 region:eu-central-1", ROWS, EU, Cell("nobody", "nobody", None)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lost", "data", "home", "expected"), CASES.values(), ids=CASES)
def test_the_shipped_file(lost: str, data: str, home: str, expected: Cell | None) -> None:
    assert cell(lost, data, home) == expected


CHANGED: dict[str, tuple[dict[str, Any], str, str, str, Cell | None]] = {
    "too few tasks standing by: they start first": (
        {"compute.api.tasks.standby": "3"}, "region:eu-west-1", ROWS, EU, Cell(f"{NEXT} 330", f"{NEXT} 1830", 50)
    ),
    "one task: it starts in another zone, which takes longer than the database": (
        {"compute.api.tasks.min": "1"}, "zone:euw1-az1", ROWS, EU, Cell(f"{EU} 180", f"{EU} 180", 0)
    ),
    "one instance: its zone takes the database along": (
        {"database.main.multi_az": "false"}, "zone:euw1-az1", ROWS, EU, Cell(f"{NEXT} 750", f"{NEXT} 1650", 50)
    ),
    "slower checks are noticed later": (
        {"failover.health.every": "30s"}, "region:eu-west-1", ROWS, EU, Cell(f"{NEXT} 210", f"{NEXT} 1710", 50)
    ),
    "a backup: nothing is read before a person restored it": (
        {"database.main.recovers_by": "backup"}, "region:eu-west-1", ROWS, EU,
        Cell(f"{NEXT} 1650", f"{NEXT} 1650", 86400),
    ),
    "a backup: a successor has newer rows": (
        {"database.main.recovers_by": "backup"}, "region:eu-west-1", GLOBAL, EU,
        Cell(f"{AP} {US} 150", f"{US} 1650", 50),
    ),
    "no way back for the database": (
        {"database.main.recovers_by": "none"}, "region:eu-west-1", ROWS, EU, Cell("nobody", "nobody", None)
    ),
    "no way back for files: rows and files are one data set": (
        {"storage.documents.recovers_by": "none"}, "region:eu-west-1", FILES, EU, Cell("nobody", "nobody", None)
    ),
    "no name leads to another home": (
        {"routing.api": {"serves": ["global"], "steer": "home"}}, "region:ap-southeast-1", GLOBAL, AP,
        Cell("nobody", "nobody", 0),
    ),
    "no successor and no replica: the backup of the writer": (
        {"replication.successors": [], "database.main.recovers_by": "backup"}, "region:eu-west-1", GLOBAL, US,
        Cell(f"{US} 0", f"{NEXT} 1650", 86400),
    ),
    "Cloudflare doesn't answer for the domain": (
        {"cdn": "none"}, "cloudflare", ROWS, EU, None
    ),
    "a home that is seated at its recovery region has no standby": (
        {"regions.eu-west-1.state": "lost", "regions.eu-west-1.since": "2026-11-20",
         "regions.eu-west-1.until": "2026-12-20", "regions.eu-west-1.reference": "INC-1"},
        "region:eu-central-1", ROWS, EU, Cell("nobody", "nobody", None),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "lost", "data", "home", "expected"), CHANGED.values(), ids=CHANGED)
def test_a_changed_file(changes: dict[str, Any], lost: str, data: str, home: str, expected: Cell | None) -> None:
    assert cell(lost, data, home, changes) == expected
