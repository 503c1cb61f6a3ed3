"""What losses and times are called."""

from __future__ import annotations

import pytest

from compiler.model.survival import Back, Lost, Term
from compiler.report.survival.words import after, called, lost_for_good, sum_of
from compiler.units import Duration

ONE = Term("decide", "a person decides", Duration.parse("90s"), ())


@pytest.mark.parametrize(
    ("lost", "name"),
    [
        (Lost("zone", "euw1-az1"), "zone euw1-az1"),
        (Lost("region", "eu-west-1"), "eu-west-1"),
        (Lost("link", "eu-west-1~us-east-1"), "eu-west-1~us-east-1"),
        (Lost("control-planes", "us-east-1"), "control planes (us-east-1)"),
        (Lost("cloudflare", ""), "Cloudflare"),
        (Lost("writer", ""), "the writer's databases"),
    ],
)
def test_a_loss_has_a_name(lost: Lost, name: str) -> None:
    assert called(lost) == name


def test_times() -> None:
    assert after(Back(("eu-west-1",), (ONE, ONE))) == "3m"
    assert after(Back(("eu-west-1",), ())) == "at once"
    assert after(None) == "never"
    assert (lost_for_good((ONE,)), lost_for_good(()), lost_for_good(None)) == ("1m 30s", "nothing", "all")
    assert sum_of((ONE, ONE)) == "3m = 1m 30s a person decides + 1m 30s a person decides"
