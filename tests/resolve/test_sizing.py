"""Slots, workers and log that are enough for what arrives and leaves; and what distance lets through."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.resolve.sizing import MONTH, WINDOW, estimate_of, sizing_of, written_in
from compiler.units import Duration, Size

NONE = Size(0)
streams = st.integers(0, 200)
round_trips = st.decimals("0.1", "500", places=1)
sizes = st.integers(1, 2**46).map(Size)
durations = st.integers(1, 10**9).map(Duration)


def test_two_subscribers_take_six_slots_and_two_to_spare() -> None:
    """As it was run; a server with more of them shows what each one adds."""
    assert 2 * 3 + 2 <= sizing_of(2, 0, 0, NONE).slots == 20
    assert sizing_of(10, 0, 0, NONE).slots == 32
    assert sizing_of(11, 0, 0, NONE).slots == 35
    assert sizing_of(10, 0, 1, NONE).slots == 33


@given(streams, streams, st.integers(0, 5))
def test_every_stream_finds_its_place(leaving: int, arriving: int, replicas: int) -> None:
    sizing = sizing_of(leaving, arriving, replicas, NONE)
    assert sizing.slots >= leaving * 3 + 2 + replicas
    assert sizing.walsenders >= sizing.slots + replicas, "max_wal_senders >= max_replication_slots + physical replicas"
    assert sizing.workers >= arriving * 5
    assert sizing.processes > sizing.workers, "the launcher of replication is a process too"
    assert sizing.origins >= arriving * 3
    assert sizing.slots >= arriving * 3, "before 18, origins are counted by max_replication_slots"


@given(streams, streams)
def test_one_stream_more_never_needs_less(leaving: int, arriving: int) -> None:
    one, more = sizing_of(leaving, arriving, 1, NONE), sizing_of(leaving + 1, arriving + 1, 1, NONE)
    for name in ("slots", "walsenders", "workers", "processes", "origins"):
        assert getattr(more, name) >= getattr(one, name)


def test_no_stream_leaves_the_settings_that_rds_has() -> None:
    sizing = sizing_of(0, 0, 0, NONE)
    assert (sizing.slots, sizing.walsenders, sizing.workers, sizing.processes) == (20, 20, 8, 16)


def test_the_log_of_a_whole_month_is_the_month_s() -> None:
    assert written_in(MONTH, Size.parse("300GB")) == Size.parse("300GB")
    assert str(written_in(Duration.parse("6h"), Size.parse("300GB"))) == "2525MB"


@given(durations, sizes)
def test_what_is_kept_is_never_less_than_what_is_written_and_at_most_a_mb_more(cut: Duration, monthly: Size) -> None:
    kept = written_in(cut, monthly)
    exact = Fraction(monthly.bytes * cut.milliseconds, MONTH.milliseconds)
    assert exact <= kept.bytes < exact + 2**20


@given(round_trips, sizes, durations)
def test_a_longer_way_never_lets_more_through(round_trip: Decimal, rows: Size, rings: Duration) -> None:
    near, far = estimate_of(round_trip, rows, rings), estimate_of(round_trip + 1, rows, rings)
    assert isinstance(near.first_copy, Duration)
    assert isinstance(far.first_copy, Duration)
    assert near.first_copy <= far.first_copy
    assert isinstance(near.largest_transaction, Size)
    assert isinstance(far.largest_transaction, Size)
    assert near.largest_transaction >= far.largest_transaction


@given(round_trips, sizes, durations)
def test_an_estimate_is_on_the_safe_side(round_trip: Decimal, rows: Size, rings: Duration) -> None:
    estimate = estimate_of(round_trip, rows, rings)
    assert isinstance(estimate.first_copy, Duration)
    assert estimate.first_copy.milliseconds >= Fraction(rows.bytes, WINDOW.bytes) * Fraction(round_trip)
    assert isinstance(estimate.largest_transaction, Size)
    arrives = Fraction(estimate.largest_transaction.bytes, WINDOW.bytes) * Fraction(round_trip)
    assert arrives <= rings.milliseconds


@pytest.mark.parametrize(
    ("round_trip", "first_copy", "largest"),
    [("182.5", "1h 44m", "164MB"), ("70", "40m", "428MB"), ("1", "1m", "30000MB")],
)
def test_a_disk_of_100_gb_and_an_alarm_at_ten_seconds(round_trip: str, first_copy: str, largest: str) -> None:
    estimate = estimate_of(Decimal(round_trip), Size.parse("100GB"), Duration.parse("10s"))
    assert isinstance(estimate.first_copy, Duration)
    assert (estimate.first_copy.spoken, str(estimate.largest_transaction)) == (first_copy, largest)


def test_what_nobody_measured_is_unknown_and_never_nothing() -> None:
    estimate = estimate_of(None, Size.parse("100GB"), Duration.parse("10s"))
    assert (estimate.first_copy, estimate.largest_transaction) == ("unknown", "unknown")
    assert estimate_of(Decimal(70), Size.parse("100GB"), None).largest_transaction == "unknown"
