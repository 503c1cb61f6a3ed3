"""Outcomes: what is left at last, and whether anybody notices."""

from __future__ import annotations

import pytest

from compiler.diagnostic import Path
from compiler.model.survival import Back, Lost, Outcome, Term, Verdict
from compiler.units import Duration

LOST = (Lost("region", "eu-west-1"),)
AT_ONCE = Back(("eu-west-1",), ())
LATER = Back(("eu-central-1",), (Term("ttl", "old answers run out", Duration.parse("60s"), ()),))
PATH: Path = ("objectives", "global", "region_lost", "rto")

CASES = {
    "goes on": (AT_ONCE, AT_ONCE, (), "served", True),
    "comes back": (LATER, LATER, (), "served", False),
    "comes back, but something is gone": (AT_ONCE, AT_ONCE, LATER.terms, "served", False),
    "only read": (AT_ONCE, None, (), "read-only", False),
    "by nobody": (None, None, None, "unavailable", False),
    "goes on, but nothing bounds what is gone": (AT_ONCE, AT_ONCE, None, "served", False),
}


@pytest.mark.parametrize(("reads", "writes", "gone", "state", "untouched"), CASES.values(), ids=CASES)
def test_what_is_left(
    reads: Back | None, writes: Back | None, gone: tuple[Term, ...] | None, state: str, untouched: bool
) -> None:
    one = Outcome(LOST, "regional in database.main", "eu-west-1", reads, writes, gone, ())
    assert (one.state, one.untouched) == (state, untouched)


@pytest.mark.parametrize(("got", "kept"), [("4m", True), ("5m", True), ("301s", False), (None, False)])
def test_a_promise_is_kept_up_to_what_is_promised(got: str | None, kept: bool) -> None:
    assert Verdict(PATH, Duration.parse("5m"), Duration.parse(got) if got else None).kept is kept


def test_a_loss_is_called_by_what_it_is() -> None:
    assert [str(one) for one in (*LOST, Lost("cloudflare", ""))] == ["region:eu-west-1", "cloudflare"]
