"""One loss in full."""

from __future__ import annotations

from survival.worlds import UNWATCHED
from systems import model

from compiler.model.survival import Lost
from compiler.report.survival import each_in_full, in_full
from compiler.survival import outcomes_of

EU = Lost("region", "eu-west-1")


def told(*lost: Lost, explain: bool = False) -> str:
    deployment = model()
    return in_full(deployment, lost, outcomes_of(deployment, lost), explain=explain)


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
    assert "  15m files not copied yet\n" in text
    assert "  objectives.regional.region_lost.rpo 15m: kept, it is 50s\n" in text
    assert "  objectives.regional.region_lost.rpo 15m: kept, it is 15m\n" in text


def test_sums_are_told_from_the_shortest_to_the_longest_and_then_what_is_lost() -> None:
    said = [line.split(" = ")[0].strip() for line in told(EU, explain=True).splitlines() if " = " in line]
    assert said[:3] == ["2m 30s", "27m 30s", "50s"]


def test_a_promise_is_judged_by_the_home_that_fares_worst() -> None:
    """ap-southeast-1 and us-east-1 go on reading at once, and eu-west-1 doesn't."""
    assert "objectives.global.region_lost.read_rto 5m: kept, it is 2m 30s\n" in told(EU, explain=True)


def test_a_broken_promise_says_what_is_had_instead() -> None:
    deployment = model({"objectives.regional.region_lost.rpo": "5m"})
    text = in_full(deployment, (EU,), outcomes_of(deployment, (EU,)), explain=True)
    assert "objectives.regional.region_lost.rpo 5m: not kept, it is 15m" in text


def test_what_nobody_knows_is_said() -> None:
    deployment = model(UNWATCHED)
    text = in_full(deployment, (EU,), outcomes_of(deployment, (EU,)), explain=True)
    assert "objectives.regional.region_lost.rpo 1m: not kept, it isn't bounded" in text


def test_two_at_once() -> None:
    text = told(EU, Lost("region", "eu-central-1"))
    assert text.startswith("If eu-west-1 and eu-central-1 are lost:\n")
    assert "  eu-west-1  unavailable  unavailable  all, unless\n" in text
    assert text.endswith("\n\nunavailable: until what is lost returns.\n")


def test_nobody_notices() -> None:
    assert told(Lost("zone", "euc1-az1")) == "If zone euc1-az1 is lost, nobody notices.\n"


def test_it_fits_80_columns() -> None:
    survival = model().survival
    every = [told(lost, other, explain=True) for lost in survival.lost for other in survival.lost[-3:]]
    assert max(len(line) for text in every for line in text.split("\n")) <= 80


def test_zones_of_a_region_are_told_once_and_those_of_another_one_apart() -> None:
    beginnings = [line for line in each_in_full(model()).splitlines() if line.startswith("If a zone")]
    assert beginnings == [
        "If a zone of ap-southeast-1 is lost:",
        "If a zone of eu-central-1 is lost, nobody notices.",
        "If a zone of eu-west-1 is lost:",
        "If a zone of us-east-1 is lost:",
        "If a zone of us-west-2 is lost, nobody notices.",
    ]
