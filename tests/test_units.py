"""Amounts with their units: exact, ordered, and printed as a person would write them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.units import Cpu, Duration, Money, Share, Size, SizeRange, UnitError

KINDS: dict[Any, str] = {
    Duration: "5m",
    Size: "4GB",
    SizeRange: "100GB..300GB",
    Share: "5%",
    Money: "7800 USD",
    Cpu: "2 vCPU",
}


@pytest.mark.parametrize(("kind", "text"), KINDS.items())
def test_what_is_written_is_printed_again(kind: Any, text: str) -> None:
    assert str(kind.parse(text)) == text


@pytest.mark.parametrize(
    ("kind", "text", "printed"),
    [
        (Duration, "60s", "1m"),
        (Duration, "90s", "90s"),
        (Duration, "1.5h", "90m"),
        (Duration, "24h", "1d"),
        (Duration, "365d", "1y"),
        (Duration, "0s", "0ms"),
        (Size, "1024MB", "1GB"),
        (Size, "1.5TB", "1536GB"),
        (SizeRange, "50GB..50GB", "50GB"),
        (Share, "0.50%", "0.5%"),
        (Share, "100%", "100%"),
        (Money, "19.5 USD", "19.50 USD"),
        (Cpu, "0.25 vCPU", "0.25 vCPU"),
    ],
)
def test_one_amount_is_printed_in_one_way(kind: Any, text: str, printed: str) -> None:
    assert str(kind.parse(text)) == printed


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Duration, "5 minutes"), (Duration, "5M"), (Duration, "-5m"), (Duration, "1h30m"), (Duration, "0.5ms"),
        (Duration, "1e3s"), (Duration, "\u0665m"), (Size, "4gb"), (Size, "4GiB"), (Size, "4.00000000000001GB"),
        (SizeRange, "300GB..100GB"), (SizeRange, "1GB.."), (SizeRange, "1GB..2GB..3GB"), (Share, "101%"),
        (Share, "5 percent"), (Money, "5 EUR"), (Money, "1.005 USD"), (Money, "7,800 USD"), (Cpu, "2 cpu"),
        (Duration, "5 m"), (Size, "4 GB"), (Share, "5 %"), (Money, "7800USD"), (Cpu, "2vCPU"), (Money, "7800  USD"),
        (Cpu, "0.0001 vCPU"),
    ],
)  # fmt: skip
def test_what_is_no_amount_is_refused(kind: Any, text: str) -> None:
    with pytest.raises(UnitError) as refused:
        kind.parse(text)
    assert not refused.value.missing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["5", "0.5"])
def test_a_bare_number_lacks_its_unit(kind: Any, text: str) -> None:
    with pytest.raises(UnitError) as refused:
        kind.parse(text)
    assert refused.value.missing


@given(st.integers(0, 10**15))
def test_every_duration_is_read_back_as_it_is_printed(milliseconds: int) -> None:
    assert Duration.parse(str(Duration(milliseconds))) == Duration(milliseconds)


@given(st.integers(0, 10**9))
def test_every_size_and_every_sum_is_read_back_as_it_is_printed(amount: int) -> None:
    assert Size.parse(str(Size(amount * 1024**2))) == Size(amount * 1024**2)
    assert Money.parse(str(Money(amount))) == Money(amount)
    assert Cpu.parse(str(Cpu(amount))) == Cpu(amount)


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_amounts_are_ordered_like_what_they_measure(one: int, other: int) -> None:
    assert (Duration(one) < Duration(other)) == (one < other)
