"""Objectives against outcomes."""

from __future__ import annotations

from survival.cells import FILES, GLOBAL, things
from systems import model

from compiler.diagnostic import dotted
from compiler.survival import outcomes_of


def judged(lost: str, data: str, home: str) -> dict[str, tuple[str, str | None, bool]]:
    """Path of a promise -> promised, got, kept."""
    deployment = model({"objectives.regional.region_lost.rpo": "5m"})
    (one,) = [one for one in outcomes_of(deployment, things(deployment, lost)) if (one.data, one.home) == (data, home)]
    return {
        dotted(verdict.path): (str(verdict.promised), str(verdict.got) if verdict.got else None, verdict.kept)
        for verdict in one.promises
    }


def test_a_region_is_held_to_what_is_promised_for_a_region() -> None:
    assert judged("region:eu-west-1", GLOBAL, "eu-west-1") == {
        "objectives.global.region_lost.rto": ("30m", "1650s", True),
        "objectives.global.region_lost.read_rto": ("5m", "150s", True),
        "objectives.global.region_lost.rpo": ("1m", "50s", True),
    }


def test_a_zone_is_held_to_what_is_promised_for_a_zone() -> None:
    assert judged("zone:euw1-az1", GLOBAL, "eu-west-1") == {
        "objectives.global.zone_lost.rto": ("5m", "2m", True),
        "objectives.global.zone_lost.rpo": ("1m", "0ms", True),
    }


def test_what_isnt_kept() -> None:
    assert judged("region:eu-west-1", FILES, "eu-west-1")["objectives.regional.region_lost.rpo"] == ("5m", "15m", False)
    assert judged("region:ap-southeast-1", FILES, "ap-southeast-1") == {
        "objectives.regional.region_lost.rto": ("45m", None, False),
        "objectives.regional.region_lost.rpo": ("5m", None, False),
    }


def test_nothing_is_promised_about_other_losses_or_two_at_once() -> None:
    assert judged("writer", GLOBAL, "eu-west-1") == {}
    assert judged("region:eu-west-1 region:us-east-1", GLOBAL, "eu-west-1") == {}
