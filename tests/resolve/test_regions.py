"""Regions: which there are, where a home is seated, who takes over, and what a wave of a release holds."""

import pytest
from systems import GONE, ONE_REGION, model

LOST = {"since": "2026-11-20", "until": "2026-12-20", "reference": "INC-142"}
WRITTEN = {
    "eu-west-1": {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3"},
    "eu-central-1": {"place": "Frankfurt", "jurisdiction": "EU", "role": "recovery"},
}


def ireland(**said: str) -> dict[str, object]:
    """What changes where Ireland's row says this too."""
    return {"regions.eu-west-1": {**WRITTEN["eu-west-1"], **said}}


def frankfurt(**said: str) -> dict[str, object]:
    return {"regions.eu-central-1": {**WRITTEN["eu-central-1"], **said}}


SEATS = [
    ("an active home is seated in its own region", ireland(), "eu-west-1", True),
    ("a lost one where it recovers", ireland(state="lost", **LOST), "eu-central-1", True),
    ("one on its way back stays where it recovered", ireland(state="joining", **LOST), "eu-central-1", True),
    ("a new one is built, and gets copies, but answers nobody", ireland(state="joining"), "eu-west-1", False),
    ("a planned one isn't anywhere", ireland(state="planned"), None, False),
    ("nor is one that is wound up", ireland(state="decommissioning"), None, False),
    ("nor one that was", ireland(state="retired"), None, False),
    (
        "one that is lost together with where it recovers is nowhere, and its name stays",
        ireland(state="lost", **LOST) | frankfurt(state="lost", **LOST),
        None,
        True,
    ),
    (
        "what is only planned takes over for nobody",
        ireland(state="lost", **LOST) | frankfurt(state="planned"),
        None,
        True,
    ),
    (
        "and a lost one without a recovery region waits",
        ireland(state="lost", recovery="none", **LOST) | {"regions.eu-central-1": GONE, "release.state": "us-west-2"},
        None,
        True,
    ),
]


@pytest.mark.parametrize(("changes", "seat", "answers"), [row[1:] for row in SEATS], ids=[row[0] for row in SEATS])
def test_seats(changes: dict[str, object], seat: str | None, answers: bool) -> None:
    region = model(changes).regions["eu-west-1"]
    assert (region.seat, region.answers) == (seat, answers)
    assert region.has_copies == (seat is not None)


STANDBYS = [
    ("an active one stands by", {}, "eu-central-1"),
    ("also for a home that is built", ireland(state="joining"), "eu-central-1"),
    ("one that joins doesn't yet", frankfurt(state="joining"), None),
    ("nor does one that is planned", frankfurt(state="planned"), None),
    ("nor a lost one", frankfurt(state="lost", **LOST), None),
    ("it serves a lost home, and nothing stands by for that", ireland(state="lost", **LOST), None),
    ("nor while the home is on its way back", ireland(state="joining", **LOST), None),
    ("nothing stands by for what is wound up", ireland(state="decommissioning"), None),
    (
        "nor where none is named",
        ireland(recovery="none") | {"regions.eu-central-1": GONE, "release.state": "us-west-2"},
        None,
    ),
]


@pytest.mark.parametrize(("changes", "standby"), [row[1:] for row in STANDBYS], ids=[row[0] for row in STANDBYS])
def test_standbys(changes: dict[str, object], standby: str | None) -> None:
    regions = model(changes).regions
    assert regions["eu-west-1"].standby == standby
    assert [row.id for row in regions.values() if row.role == "recovery" and row.standby] == []


def test_a_recovery_region_has_no_home() -> None:
    region = model().regions["eu-central-1"]
    assert (region.role, region.seat, region.wave, region.recovery) == ("recovery", None, None, None)
    assert region.recovers == ("eu-west-1",)
    assert region.hosts == {}
    assert not region.answers
    assert not region.has_copies


def test_facts_are_taken_over() -> None:
    region = model().regions["ap-southeast-1"]
    assert (region.number, region.short, region.country, region.city) == (8, "apse1", "SG", "Singapore")


def test_an_environment_has_the_regions_that_it_lists_and_a_recovery_that_it_lacks_is_none() -> None:
    regions = model(environment="staging").regions
    assert list(regions) == ["eu-west-1", "us-east-1"]
    assert [region.recovery for region in regions.values()] == [None, None]
    assert regions["eu-west-1"].network.zones[0].id == model().regions["eu-west-1"].network.zones[0].id


def test_an_environment_that_lists_nothing_has_all() -> None:
    assert list(model().regions) == ["ap-southeast-1", "eu-central-1", "eu-west-1", "us-east-1", "us-west-2"]


def test_a_planned_region_has_its_range_and_its_names() -> None:
    region = model(of=ONE_REGION).regions["eu-north-1"]
    assert region.state == "planned"
    assert str(region.network.cidr) == "10.83.0.0/16"
    assert region.names["cluster"] == "werkbank-production-cluster-eu-north-1"


def test_hosts_are_those_of_the_routes() -> None:
    assert model().regions["eu-west-1"].hosts == {
        "home": "eu-west-1.atlas-crm.com",
        "origin_api": "eu-west-1.api.atlas-crm.com",
    }
    assert model(environment="staging").regions["eu-west-1"].hosts["home"] == "eu-west-1.atlas-crm-staging.com"


AP, US, EU = ["ap-southeast-1"], ["us-east-1", "us-west-2"], ["eu-central-1", "eu-west-1"]
OHIO = {"place": "Ohio", "jurisdiction": "US", "recovery": "us-west-2", "wave": "1"}
WAVES = [
    ("by turn, each with its recovery region", {}, [AP, US, EU]),
    ("what isn't built gets no version", {"regions.ap-southeast-1.state": "planned"}, [US, EU]),
    ("nor does what is lost", ireland(state="lost", **LOST), [AP, US, ["eu-central-1"]]),
    (
        "a recovery region of two goes with the first of them",
        {"regions.us-east-2": OHIO},
        [["ap-southeast-1", "us-east-2", "us-west-2"], ["us-east-1"], EU],
    ),
]


@pytest.mark.parametrize(("changes", "waves"), [row[1:] for row in WAVES], ids=[row[0] for row in WAVES])
def test_waves(changes: dict[str, object], waves: list[list[str]]) -> None:
    assert [list(wave) for wave in model(changes).release.waves] == waves
