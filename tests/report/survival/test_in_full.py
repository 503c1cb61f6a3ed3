"""One loss in full."""

from __future__ import annotations

from systems import model

from compiler.model.survival import Lost
from compiler.report.survival import in_full
from compiler.survival import outcomes_of

EU = Lost("region", "eu-west-1")


def told(*lost: Lost, explain: bool = False) -> str:
    deployment = model()
    return in_full(deployment.survival, lost, outcomes_of(deployment, lost), explain=explain)


def test_data_that_fares_alike_is_told_together() -> None:
    assert (
        "regional in cache.main, database.main: annonce, dossier\n"
        "regional in database.main: activity_log\n"
        "  home       reads         writes        lost for good\n"
        "  eu-west-1  2m 30s,       27m 30s,      50s\n"
        "             eu-central-1  eu-central-1\n"
    ) in told(EU)


def test_every_sum_and_every_promise_is_explained() -> None:
    text = told(EU, explain=True)
    assert "  15m = 15m files not copied yet\n" in text
    assert "  objectives.regional.region_lost.rpo 15m: kept\n" in text


def test_a_broken_promise_says_what_is_had_instead() -> None:
    deployment = model({"objectives.regional.region_lost.rpo": "5m"})
    text = in_full(deployment.survival, (EU,), outcomes_of(deployment, (EU,)), explain=True)
    assert "objectives.regional.region_lost.rpo 5m: not kept: it is 15m" in text


def test_two_at_once() -> None:
    text = told(EU, Lost("region", "eu-central-1"))
    assert text.startswith("If eu-west-1 and eu-central-1 are lost:\n")
    assert "  eu-west-1  never  never   all\n" in text


def test_nobody_notices() -> None:
    assert told(Lost("region", "eu-central-1")) == "If eu-central-1 is lost, nobody notices.\n"


def test_us_east_1_takes_the_control_planes_along() -> None:
    assert "Meanwhile nothing can be changed" in told(Lost("region", "us-east-1"))
    assert "Meanwhile nothing can be changed" in told(Lost("control-planes", "us-east-1"))
    assert "Meanwhile" not in told(EU)
