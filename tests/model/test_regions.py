"""What the state of a region means, and until when promises are suspended."""

from datetime import date

import pytest
from systems import model

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


STATES = {
    "planned": "",
    "joining": "exists stays is_built runs",
    "active": "exists stays is_built runs may_take_over",
    "lost": "exists stays may_take_over",
    "decommissioning": "exists is_built",
    "retired": "",
}


@pytest.mark.parametrize("state", STATES)
def test_what_a_state_means(state: str) -> None:
    region = model(frankfurt(state=state, **(LOST if state == "lost" else {}))).regions["eu-central-1"]
    said = [name for name in ("exists", "stays", "is_built", "runs", "may_take_over") if getattr(region, name)]
    assert said == STATES[state].split()


SUSPENDED = [
    ("a lost home, until its day", ireland(state="lost", **LOST), "eu-west-1", date(2026, 12, 20)),
    ("one on its way back", ireland(state="joining", **LOST), "eu-west-1", date(2026, 12, 20)),
    ("a new one was never promised anything else", ireland(state="joining"), "eu-west-1", None),
    ("a day that is over", ireland(state="lost", **{**LOST, "until": "2026-12-18"}), "eu-west-1", None),
    ("a recovery region makes no promises itself", frankfurt(state="lost", **LOST), "eu-central-1", None),
    ("all is well", {}, "eu-west-1", None),
]


@pytest.mark.parametrize(
    ("changes", "region", "until"), [row[1:] for row in SUSPENDED], ids=[row[0] for row in SUSPENDED]
)
def test_promises_are_suspended(changes: dict[str, object], region: str, until: date | None) -> None:
    assert model(changes).regions[region].suspended_until(date(2026, 12, 19)) == until
