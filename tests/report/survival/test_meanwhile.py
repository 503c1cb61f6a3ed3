"""What nobody notices, and somebody has to know."""

from __future__ import annotations

import pytest
from systems import ONE_REGION, model

from compiler.model.survival import Lost
from compiler.report.survival.meanwhile import meanwhile

US = Lost("region", "us-east-1")
EU = Lost("region", "eu-west-1")
RECOVERY = Lost("region", "eu-central-1")
NO_CHANGES = "Meanwhile nothing can be changed whose control plane is in us-east-1"
AWAY = {
    "place": "Ireland",
    "jurisdiction": "EU",
    "recovery": "eu-central-1",
    "wave": "3",
    "state": "lost",
    "since": "2026-11-20",
    "until": "2026-12-20",
    "reference": "INC-1",
}


@pytest.mark.parametrize(
    ("lost", "beginnings"),
    [
        ([US], [NO_CHANGES]),
        ([Lost("control-planes", "us-east-1")], [NO_CHANGES]),
        ([EU], []),
        ([Lost("zone", "euw1-az1")], []),
        ([RECOVERY], ["Meanwhile nothing takes over for eu-west-1."]),
        ([RECOVERY, EU], []),
        ([Lost("link", "eu-central-1~eu-west-1")], ["Meanwhile eu-central-1 falls behind: if eu-west-1 is lost"]),
        (
            [Lost("link", "eu-west-1~us-east-1")],
            ["Meanwhile us-east-1 gets nothing of what eu-west-1 writes of"],
        ),
        ([Lost("link", "ap-southeast-1~us-east-1")], []),
    ],
    ids=lambda value: " and ".join(map(str, value)) if value and isinstance(value[0], Lost) else "",
)
def test_what_is_so_meanwhile(lost: list[Lost], beginnings: list[str]) -> None:
    said = list(meanwhile(model(), lost))
    assert len(said) == len(beginnings)
    assert all(map(str.startswith, said, beginnings)), said


def test_a_copy_has_the_time_that_the_file_gives_it() -> None:
    (said,) = meanwhile(model({"replication.longest_cut": "90m"}), [Lost("link", "eu-west-1~us-east-1")])
    assert "After 1h 30m (`replication.longest_cut`) its copy may have to be made anew." in said


def test_a_home_that_has_recovered_already_needs_its_recovery_region() -> None:
    """It is served from there: losing that is no loss of a standby, but of the home."""
    assert list(meanwhile(model({"regions.eu-west-1": AWAY}), [RECOVERY])) == []


def test_a_system_without_replication() -> None:
    assert list(meanwhile(model(of=ONE_REGION), [Lost("link", "eu-central-1~eu-west-1")])) == []
