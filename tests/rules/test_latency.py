"""Bounds of latency against distance (trap M1): pair by pair, for what is measured, today and after a promotion."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import systems
from hypothesis import given
from hypothesis import strategies as st
from shipped import AS_OF, TEXT, Seen, checked, findings, seen
from systems import GONE, ONE_REGION, SHIPPED

from compiler.diagnostic import Diagnostic, Severity, dotted
from compiler.rules import latency as rule
from compiler.rules.latency.pairs import Pair, Verdict, Way, pairs
from compiler.rules.rule import Context
from compiler.units import Duration
from compiler.world.latency import latency

CONTEXT = Context(AS_OF, {})
ALARM = "observability.alarms.cross_region_latency"
EXCEPT = "ap-southeast-1: { eu-west-1: 240ms, us-east-1: 285ms }"
KINDS = {rule.UNREACHABLE: "unreachable", rule.FLAPS: "flaps", rule.PROMOTED: "promoted", rule.UNKNOWN: "unknown"}


def found(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[Diagnostic]:
    return list(rule.check(systems.model(changes, of=of, environment=environment), CONTEXT))


def told(changes: Mapping[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(KINDS.get(one.code, "pair"), dotted(one.path).removeprefix(f"{ALARM}.")) for one in found(changes, **more)]


def bounds(**bound: str) -> dict[str, Any]:
    """Bounds of the three pairs of the shipped file: of all of them, or of `ap_eu`, `ap_us` and `eu_us`."""
    ends = {"ap_eu": "ap-southeast-1.eu-west-1", "ap_us": "ap-southeast-1.us-east-1", "eu_us": "eu-west-1.us-east-1"}
    written = {ALARM + (f".except.{ends[name]}" if name in ends else f".{name}"): text for name, text in bound.items()}
    return {f"{ALARM}.except": {"ap-southeast-1": {"eu-west-1": "240ms", "us-east-1": "285ms"}}, **written}


@pytest.mark.parametrize("file", systems.ALL, ids=lambda file: file.stem)
@pytest.mark.parametrize("environment", ["production", "staging", "trial"])
def test_the_bounds_of_three_systems_hold(file: Path, environment: str) -> None:
    if environment in systems.changed(file, {})["environments"]:
        assert found({}, of=file, environment=environment) == []


# ap-southeast-1 and us-east-1: 219.1ms measured; 1.2 of it are 262.92ms. From Oregon it is less.
OF_ONE_PAIR = [
    ("100ms", ["unreachable"]),
    ("219ms", ["unreachable"]),
    ("220ms", ["flaps"]),
    ("262ms", ["flaps"]),
    ("263ms", []),
    ("10s", []),
]


@pytest.mark.parametrize(("bound", "expected"), OF_ONE_PAIR)
def test_a_bound_is_judged_by_the_median_of_its_pair(bound: str, expected: list[str]) -> None:
    assert told(bounds(ap_us=bound)) == [(kind, "except.ap-southeast-1.us-east-1") for kind in expected]


COLD = [("657ms", ["unreachable"]), ("658ms", ["flaps"]), ("788ms", ["flaps"]), ("789ms", [])]


@pytest.mark.parametrize(("bound", "expected"), COLD)
def test_a_new_connection_takes_three_round_trips(bound: str, expected: list[str]) -> None:
    long = bounds(measures="cold", above="2s", ap_eu="2s", ap_us=bound)
    assert told(long) == [(kind, "except.ap-southeast-1.us-east-1") for kind in expected]


@pytest.mark.parametrize("measures", ["rtt", "warm"])
def test_an_open_connection_takes_one(measures: str) -> None:
    assert told(bounds(measures=measures, ap_us="219ms")) == [("unreachable", "except.ap-southeast-1.us-east-1")]
    assert told(bounds(measures=measures)) == []


def test_what_is_said_of_a_bound_that_cant_hold(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, ("us-east-1: 285ms }", "us-east-1: 200ms }"))
    assert one.what == "200ms can't hold between ap-southeast-1 and us-east-1: the median is 220ms."
    assert one.do == "Write `us-east-1: 285ms` here (1.3 x the median)."
    assert one.value == "285ms"


def test_for_a_new_connection_the_round_trips_are_said() -> None:
    (one,) = found(bounds(measures="cold", above="2s", ap_eu="2s", ap_us="285ms"))
    assert one.what == "285ms can't hold between ap-southeast-1 and us-east-1: the median of 3 round trips is 658ms."


@pytest.mark.parametrize(
    ("above", "code", "what"),
    [
        (
            "180ms",
            "latency-unreachable",
            "180ms can't hold between ap-southeast-1 and us-east-1, nor in 1 other pair: ",
        ),
        ("60ms", "latency-unreachable", "60ms can't hold between ap-southeast-1 and us-east-1, nor in 2 other pairs: "),
        ("190ms", "latency-unreachable", "190ms can't hold between ap-southeast-1 and us-east-1: "),
        ("225ms", "latency-flaps", "225ms is too near to what it watches between ap-southeast-1 and us-east-1: "),
    ],
)
def test_pairs_of_the_general_bound_are_counted(above: str, code: str, what: str) -> None:
    (one,) = found({f"{ALARM}.except": {}, f"{ALARM}.above": above})
    assert (one.code.id, dotted(one.path)) == (code, f"{ALARM}.above")
    assert one.what.startswith(what.format("ap-southeast-1 and us-east-1"))


def test_a_row_to_write_is_whole() -> None:
    (one,) = found({f"{ALARM}.except": {"ap-southeast-1": {"eu-west-1": "240ms"}}})
    row = "`ap-southeast-1: { eu-west-1: 240ms, us-east-1: 285ms }`"
    assert one.do == f"Write under `except`: {row} (1.3 x the median)."


def test_a_pair_is_written_in_the_row_that_is_there() -> None:
    rows = {"us-east-1": {"eu-west-1": "200ms"}, "eu-west-1": {"ap-southeast-1": "240ms"}}
    (one,) = found({f"{ALARM}.except": rows})
    row = "`us-east-1: { ap-southeast-1: 285ms, eu-west-1: 200ms }`"
    assert one.do == f"Write under `except`: {row} (1.3 x the median)."
    (one,) = found({f"{ALARM}.except": {"ap-southeast-1": {"eu-west-1": "240ms"}, "us-east-1": {"eu-west-1": "200ms"}}})
    assert "`ap-southeast-1: { eu-west-1: 240ms, us-east-1: 285ms }`" in one.do


def test_the_row_to_write_mends_what_flaps_or_breaks_later_as_well() -> None:
    (one,) = found({f"{ALARM}.except": {}})
    assert "`ap-southeast-1: { eu-west-1: 240ms, us-east-1: 285ms }`" in one.do
    assert "1 other" not in one.what, "of the pair that flaps, the error says nothing"


def test_a_pair_is_the_same_both_ways() -> None:
    rows = {"us-east-1": {"ap-southeast-1": "200ms"}, "eu-west-1": {"ap-southeast-1": "240ms"}}
    assert told({f"{ALARM}.except": rows}) == [("unreachable", "except.us-east-1.ap-southeast-1")]


# Ireland and Virginia: 69.6ms; Frankfurt and Oregon, where both may be after two promotions: 142.6ms, 171.12 with room.
PROMOTED = [("83ms", "flaps"), ("84ms", "promoted"), ("171ms", "promoted"), ("172ms", None)]


@pytest.mark.parametrize(("bound", "kind"), PROMOTED)
def test_a_bound_holds_after_a_promotion_too(bound: str, kind: str | None) -> None:
    assert told(bounds(eu_us=bound)) == ([(kind, "except.eu-west-1.us-east-1")] if kind else [])


def test_the_longest_way_after_a_promotion_is_told() -> None:
    (one,) = found(bounds(eu_us="90ms"))
    assert one.what == (
        "90ms between eu-west-1 and us-east-1 wouldn't hold after a promotion: between eu-central-1 and us-west-2, "
        "the median is 143ms."
    )
    assert one.do == "Write `us-east-1: 175ms` here (1.3 x the median, and 1.2 x that of any way after a promotion)."
    assert one.code.severity is Severity.WARNING


LOST = {"state": "lost", "since": "2026-11-20", "until": "2026-12-04", "reference": "INC-7"}


def test_after_a_promotion_the_ways_are_those_from_the_new_seat() -> None:
    ireland = {f"regions.eu-west-1.{name}": value for name, value in LOST.items()}
    # From Frankfurt, Singapore is 161.3ms away, and Virginia 93.1ms.
    assert told({**bounds(ap_eu="161ms"), **ireland}) == [("unreachable", "except.ap-southeast-1.eu-west-1")]
    assert told({**bounds(ap_eu="180ms"), **ireland}) == [("flaps", "except.ap-southeast-1.eu-west-1")]
    (one,) = found({**bounds(ap_eu="210ms"), **ireland})
    assert one.what.endswith("after a promotion: between ap-southeast-1 and eu-west-1, the median is 183ms."), (
        "the way back"
    )


@pytest.mark.parametrize("state", ["planned", "joining", "decommissioning", "retired"])
def test_a_home_that_answers_nobody_has_no_pair(state: str) -> None:
    assert told({**bounds(ap_us="100ms", ap_eu="100ms"), "regions.ap-southeast-1.state": state}) == []


def test_a_lost_home_without_another_seat_has_no_pair() -> None:
    lost = {f"regions.ap-southeast-1.{name}": value for name, value in LOST.items()}
    assert told({**bounds(ap_us="100ms"), **lost}) == []


def test_nothing_is_judged_where_nothing_is_watched() -> None:
    assert told({ALARM: GONE}) == []
    assert told({ALARM: {"above": "1ms", "measures": "rtt", "for": "5m", "notify": "phone"}}, of=ONE_REGION) == []


AUCKLAND = {
    "regions.ap-southeast-6": {"place": "Auckland", "jurisdiction": "NZ", "recovery": "none", "wave": "4"},
}


def test_of_what_nobody_measured_only_the_lower_bound_is_judged() -> None:
    unknown = bounds(above="300ms")
    assert told({**unknown, **AUCKLAND}) == [("unknown", "above")]
    (one,) = found({**unknown, **AUCKLAND})
    assert not one.on_key
    assert one.what == (
        "Nobody has measured the time between ap-southeast-1 and ap-southeast-6, nor between 4 other pairs: that light "
        "needs less than the bound is all that is known."
    )
    floor = latency("eu-west-1", "ap-southeast-6")
    assert floor is not None
    too_fast = {**unknown, **AUCKLAND, f"{ALARM}.except.eu-west-1": {"ap-southeast-6": f"{int(floor.floor)}ms"}}
    assert told(too_fast) == [("unreachable", "except.eu-west-1.ap-southeast-6"), ("unknown", "above")]
    (one, _) = found(too_fast)
    assert one.what.endswith(f"light alone needs {math.ceil(floor.floor)}ms for it.")
    assert "(the least that light allows: no median is known)" in one.do


def test_unknown_ways_of_several_bounds_are_one_finding() -> None:
    several = {**bounds(), **AUCKLAND, f"{ALARM}.except.eu-west-1": {"ap-southeast-6": "400ms"}}
    (one,) = found(several)
    assert (one.code, dotted(one.path), one.on_key) == (rule.UNKNOWN, ALARM, True)


BROKEN_PAIRS = [
    ("with itself", {"eu-west-1": {"eu-west-1": "200ms"}}, "eu-west-1.eu-west-1"),
    ("twice", {"eu-west-1": {"us-east-1": "200ms"}, "us-east-1": {"eu-west-1": "250ms"}}, "us-east-1.eu-west-1"),
    ("of a recovery region", {"eu-central-1": {"us-east-1": "200ms", "us-west-2": "200ms"}}, "eu-central-1"),
    ("with a recovery region", {"us-east-1": {"eu-central-1": "200ms"}}, "us-east-1.eu-central-1"),
]


@pytest.mark.parametrize(("case", "written", "path"), BROKEN_PAIRS, ids=[case[0] for case in BROKEN_PAIRS])
def test_a_bound_is_about_two_serving_regions(case: str, written: Mapping[str, Any], path: str) -> None:
    assert told({f"{ALARM}.except": written, f"{ALARM}.above": "500ms"}) == [("pair", f"except.{path}")]


def test_what_is_said_of_a_bound_that_is_written_twice(tmp_path: Path) -> None:
    change = (EXCEPT, f"{EXCEPT}\n        us-east-1: {{ ap-southeast-1: 300ms }}")
    assert seen(tmp_path, change) == [Seen("latency-pair", "ap-southeast-1")]
    (one,) = findings(tmp_path, change)
    assert one.what == "`us-east-1` and `ap-southeast-1` have a bound twice: 285ms under `ap-southeast-1`, 300ms here."


def test_staging_is_judged_by_its_own_bound(tmp_path: Path) -> None:
    override = ("      cache.main.nodes: 1\n", f"      cache.main.nodes: 1\n      {ALARM}.above: 80ms\n")
    assert seen(tmp_path, override) == [Seen("latency-flaps", "80ms", "staging")]
    unreachable = ("      cache.main.nodes: 1\n", f"      cache.main.nodes: 1\n      {ALARM}.above: 60ms\n")
    (one,) = [one for one in checked(tmp_path, edit(unreachable)).diagnostics if one.code.id == "latency-unreachable"]
    assert one.code.severity is Severity.NOTE, "staging only reports what it breaks"


def edit(change: tuple[str, str]) -> str:
    assert TEXT.count(change[0]) == 1
    return TEXT.replace(*change)


def test_a_gap_is_acknowledged_with_the_bound_that_distance_allows(tmp_path: Path) -> None:
    entry = (
        "acknowledge:\n"
        "  - code: latency-unreachable\n"
        f"    path: {ALARM}.except.ap-southeast-1.us-east-1\n"
        "    accepts: 285ms\n"
        "    reason: The contract says so.\n"
        "    owner: ops\n"
        "    expires: 2027-05-31\n"
    )
    text = edit(("us-east-1: 285ms }", "us-east-1: 200ms }")).replace("\nacknowledge:\n", f"\n{entry}")
    found = checked(tmp_path, text)
    assert "latency-unreachable" in {one.code.id for one in found.acknowledged}
    assert {one.code.severity for one in found.diagnostics} == {Severity.NOTE}


MEDIANS = st.decimals(Decimal("0.1"), Decimal(500), places=1)


@given(MEDIANS, MEDIANS, st.integers(1, 2000), st.integers(0, 2000))
def test_a_longer_bound_is_never_judged_worse(floor: Decimal, more: Decimal, bound: int, longer: int) -> None:
    for way in (Way("a", "b", floor, floor + more), Way("a", "b", floor, None)):
        assert way.judge(Duration(bound + longer)) <= way.judge(Duration(bound))


@given(MEDIANS, MEDIANS, st.integers(1, 2000))
def test_the_verdict_is_that_of_the_table_of_traps(floor: Decimal, more: Decimal, bound: int) -> None:
    median = floor + more
    verdict = Way("a", "b", floor, median).judge(Duration(bound))
    assert (verdict is Verdict.UNREACHABLE) == (bound <= median or bound < floor)
    assert (verdict is Verdict.FLAPS) == (median < bound < Decimal("1.2") * median)
    unmeasured = Way("a", "b", floor, None).judge(Duration(bound))
    assert unmeasured is (Verdict.UNREACHABLE if bound < floor else Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("bound", "verdict"),
    [
        (99, Verdict.UNREACHABLE),
        (200, Verdict.UNREACHABLE),
        (201, Verdict.FLAPS),
        (239, Verdict.FLAPS),
        (240, Verdict.HOLDS),
    ],
)
def test_the_median_itself_is_too_low_and_a_fifth_more_is_enough(bound: int, verdict: Verdict) -> None:
    assert Way("a", "b", Decimal(100), Decimal(200)).judge(Duration(bound)) is verdict


def test_what_light_needs_is_possible_where_nobody_measured() -> None:
    way = Way("a", "b", Decimal(100), None)
    assert way.judge(Duration(100)) is Verdict.UNKNOWN
    assert way.takes == Decimal(100)
    assert Way("a", "b", Decimal(100), Decimal(200)).takes == Decimal(200)


@given(st.sampled_from(["rtt", "warm", "cold"]), st.integers(20, 1000))
def test_what_is_advised_holds_today_and_after_any_promotion(measures: str, above: int) -> None:
    for pair in every_pair(measures, above):
        assert pair.now.judge(pair.advised) is Verdict.HOLDS
        assert [way for way in pair.later if way.judge(pair.advised) is not Verdict.HOLDS] == []
        assert pair.advised.milliseconds % 5 == 0


@given(st.sampled_from(["rtt", "warm", "cold"]), st.integers(20, 1000))
def test_whoever_writes_the_rows_is_done(measures: str, above: int) -> None:
    before: dict[str, Any] = {f"{ALARM}.measures": measures, f"{ALARM}.above": f"{above}ms", f"{ALARM}.except": {}}
    rows: dict[str, dict[str, str]] = {}
    for pair in every_pair(measures, above):
        if pair.verdict is not Verdict.HOLDS or pair.breaking is not None:
            rows.setdefault(pair.a, {})[pair.b] = str(pair.advised)
    assert bool(found(before)) == bool(rows)
    assert found({**before, f"{ALARM}.except": rows}) == []


def every_pair(measures: str, above: int, more: Mapping[str, Any] | None = None) -> Iterator[Pair]:
    changes = {f"{ALARM}.measures": measures, f"{ALARM}.above": f"{above}ms", f"{ALARM}.except": {}}
    deployment = systems.model({**changes, **(more or {})})
    alarm = deployment.observability.alarms.cross_region_latency
    assert alarm is not None
    return pairs(deployment, alarm)


SHARED: Mapping[str, Any] = {"regions.us-east-1.recovery": "eu-central-1", "regions.us-west-2": GONE}


def test_two_homes_in_one_region_are_no_pair() -> None:
    bound = f"{ALARM}.above"
    assert [len(pair.later) for pair in every_pair("rtt", 200, SHARED)] == [1, 1, 2], "both in Frankfurt isn't a way"
    lost = {f"regions.{home}.{key}": value for home in ("eu-west-1", "us-east-1") for key, value in LOST.items()}
    assert [(pair.a, pair.b) for pair in every_pair("rtt", 200, {**SHARED, **lost})] == [
        ("ap-southeast-1", "eu-west-1"),
        ("ap-southeast-1", "us-east-1"),
    ]
    assert told({**SHARED, **lost, bound: "500ms"}) == []


def test_every_two_homes_are_one_pair() -> None:
    assert [(pair.a, pair.b) for pair in every_pair("rtt", 200)] == [
        ("ap-southeast-1", "eu-west-1"),
        ("ap-southeast-1", "us-east-1"),
        ("eu-west-1", "us-east-1"),
    ]
    assert [len(pair.later) for pair in every_pair("rtt", 200)] == [1, 1, 3], "seats after promotions"
    assert date(2026, 11, 22) == AS_OF
