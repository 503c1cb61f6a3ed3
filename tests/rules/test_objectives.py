"""Objectives, seen as a user sees them: the code, the figure under the caret, the sum."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from shipped import Seen, checked, edited, findings, seen
from systems import model

from compiler.rules.objectives import check
from compiler.rules.rule import Context

GLOBAL = "    region_lost: { rto: 30m, rpo: 1m, read_rto: 5m }      # reads move by DNS alone; a new writer needs"
REGIONAL = "    region_lost: { rto: 45m, rpo: 15m }                   # a person decides; files are copied more slowly"
EU = "  eu-west-1:      { place: Ireland,   jurisdiction: EU, recovery: eu-central-1, wave: 3 }"
LOST = EU.removesuffix("}") + ", state: lost, since: 2026-11-20, until: 2026-12-20, reference: INC-1 }"
PROMOTE = "  promote: 15m "

CASES: dict[str, tuple[list[tuple[str, str]], list[Seen]]] = {
    "just kept": ([(GLOBAL, GLOBAL.replace("30m", "1650s"))], []),
    "a second too much": ([(GLOBAL, GLOBAL.replace("30m", "1649s"))], [Seen("objective-unmet", "1649s")]),
    "reads just kept": ([(GLOBAL, GLOBAL.replace("read_rto: 5m", "read_rto: 150s"))], []),
    "reads too late": (
        [(GLOBAL, GLOBAL.replace("read_rto: 5m", "read_rto: 149s"))], [Seen("objective-unmet", "149s")]
    ),
    "loss just kept": ([(GLOBAL, GLOBAL.replace("rpo: 1m", "rpo: 50s"))], []),
    "more is lost": ([(GLOBAL, GLOBAL.replace("rpo: 1m", "rpo: 49s"))], [Seen("objective-unmet", "49s")]),
    "files are copied more slowly than rows": (
        [(REGIONAL, REGIONAL.replace("15m", "1m"))], [Seen("objective-unmet", "1m")]
    ),
    "a slow promotion breaks both classes": (
        [(PROMOTE, "  promote: 40m ")], [Seen("objective-unmet", "30m"), Seen("objective-unmet", "45m")]
    ),
    "scaling out from too few costs three minutes": (
        [("standby: 4 }", "standby: 3 }"), (GLOBAL, GLOBAL.replace("read_rto: 5m", "read_rto: 150s"))],
        [Seen("objective-unmet", "30m"), Seen("objective-unmet", "150s")],
    ),
    "nothing is promised": ([(REGIONAL, REGIONAL.replace("{ rto: 45m, rpo: 15m }", "none"))], []),
    "reads later than reads and writes": (
        [(GLOBAL, GLOBAL.replace("read_rto: 5m", "read_rto: 31m"))], [Seen("objective-order", "31m")]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), CASES.values(), ids=CASES)
def test_a_promise_holds_or_is_found(changes: list[tuple[str, str]], expected: list[Seen], tmp_path: Path) -> None:
    assert seen(tmp_path, *changes) == expected


def test_the_sum_is_told_term_by_term_with_the_worst_home_first(tmp_path: Path) -> None:
    one, two = findings(tmp_path, (PROMOTE, "  promote: 40m "))
    assert one.what == ("`global` is back again for ap-southeast-1 52m 30s after eu-west-1 is lost; 30m is promised.")
    assert one.why == (
        "The sum: 30s noticed, 3 checks of 10s; 1m DNS tells everybody; 1m old answers run out; 10m a person decides; "
        "40m the database is promoted or restored. It isn't kept for `eu-west-1` and `us-east-1` either."
    )
    assert one.do.startswith("Promise what can be kept, `rto: 53m`, or shorten `failover.health`")
    assert (one.value, two.value) == ("3150s", "3150s")


def test_a_home_without_a_recovery_region_is_one_finding(tmp_path: Path) -> None:
    """`recovery-none`, which is acknowledged: not a second one for every promise that it breaks."""
    assert seen(tmp_path) == []


def test_what_isnt_back_isnt_said_to_be_lost_as_well(tmp_path: Path) -> None:
    assert seen(tmp_path, ("    multi_az: true\n    storage", "    multi_az: false\n    storage")) == [
        Seen("objective-unmet", "5m"),
        Seen("objective-unmet", "5m"),
    ]


def test_a_declared_loss_suspends_the_promises_that_it_breaks(tmp_path: Path) -> None:
    found = [one for one in checked(tmp_path, edited((EU, LOST))).diagnostics if one.code.id == "objective-suspended"]
    assert next((one.environment, one.what) for one in found) == (
        None,
        "Until 2026-12-20, while eu-west-1 isn't itself again, `objectives.regional.region_lost.rto` can't be kept.",
    )


@pytest.mark.parametrize(("day", "suspended"), [(date(2026, 12, 20), True), (date(2026, 12, 21), False)])
def test_after_its_day_a_loss_suspends_nothing(day: date, suspended: bool) -> None:
    away = {"state": "lost", "since": "2026-11-20", "until": "2026-12-20", "reference": "INC-1"}
    row = {"place": "Ireland", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3"}
    found = {one.code.id for one in check(model({"regions.eu-west-1": row | away}), Context(day, {}))}
    assert ("objective-suspended" in found, "objective-unmet" in found) == (suspended, not suspended)


def test_a_promise_about_nothing_is_found() -> None:
    changes = {
        "classes.ledger": {"copies": "home", "stays_in": "country", "writes": "home", "holds": "none"},
        "objectives.ledger": {"zone_lost": "none", "region_lost": "none"},
    }
    (one,) = check(model(changes), Context(date(2026, 11, 22), {}))
    assert (one.code.id, one.path) == ("objective-unused", ("objectives", "ledger"))


RECOVERY = "  eu-central-1:   { place: Frankfurt, jurisdiction: EU, role: recovery }"
AWAY = ", state: {}, since: 2026-11-20, until: 2026-12-04, reference: INC-1 }}"
API = "  api:  { serves: [global], steer: latency }"
SG = "  ap-southeast-1: { place: Singapore, jurisdiction: SG, recovery: none,         wave: 1 }"


def notes(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    found = checked(tmp_path, edited(*changes)).diagnostics
    assert [one.what for one in found if one.code.severity.value not in ("note", "warning")] == []
    return [one.what for one in found if one.code.id == "objective-suspended" and one.environment is None]


@pytest.mark.parametrize("state", ["lost", "joining"])
def test_a_lost_recovery_region_suspends_what_counted_on_it(state: str, tmp_path: Path) -> None:
    (what,) = notes(tmp_path, (RECOVERY, RECOVERY.removesuffix(" }") + AWAY.format(state)))
    assert what.startswith("Until 2026-12-04, while eu-central-1 isn't itself again, `objectives.regional.region_lost")


def test_a_home_that_nobody_serves_is_told_on_every_run(tmp_path: Path) -> None:
    (what,) = notes(tmp_path, (SG, SG.removesuffix(" }") + AWAY.format("lost")))
    assert what.endswith("while ap-southeast-1 isn't itself again, nobody serves what is at home in ap-southeast-1.")


def test_an_acknowledged_gap_of_regional_rows_hides_nothing_of_global_ones(tmp_path: Path) -> None:
    """Without a name that leads elsewhere, global data is gone with Singapore, which nobody signed."""
    found = seen(tmp_path, (API, API.replace("latency", "home")))
    assert "objective-unmet" in {one.code for one in found}


def test_reads_that_nobody_serves_are_one_finding_with_writes(tmp_path: Path) -> None:
    found = seen(tmp_path, (API, API.replace("latency", "home")))
    assert len([one for one in found if one.code == "objective-unmet"]) == 1
