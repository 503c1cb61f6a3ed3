"""What losses and times are called."""

from __future__ import annotations

import pytest

from compiler.model.survival import Back, Lost, Outcome, Term
from compiler.report.survival.words import after, called, lost_for_good, sum_of, supposed
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


@pytest.mark.parametrize(
    ("lost", "beginning"),
    [
        ([Lost("region", "eu-west-1")], "If eu-west-1 is lost"),
        ([Lost("region", "eu-west-1"), Lost("cloudflare", "")], "If eu-west-1 and Cloudflare are lost"),
        ([Lost("writer", "")], "If the writer's databases are lost"),
        ([Lost("control-planes", "us-east-1")], "If the control planes in us-east-1 are lost"),
        ([Lost("link", "eu-west-1~us-east-1")], "If the link between eu-west-1 and us-east-1 is lost"),
    ],
)
def test_a_sentence_about_losses_is_english(lost: list[Lost], beginning: str) -> None:
    assert supposed(lost) == beginning


def test_times() -> None:
    assert after(Back(("eu-west-1",), (ONE, ONE))) == "3m"
    assert after(Back(("eu-west-1",), ())) == "at once"
    assert sum_of((ONE, ONE)) == "3m = 1m 30s a person decides + 1m 30s a person decides"
    assert sum_of((ONE,)) == "1m 30s a person decides"


HERE = Back(("eu-west-1",), ())


@pytest.mark.parametrize(
    ("gone", "reads", "writes", "said"),
    [
        ((ONE,), HERE, HERE, "1m 30s"),
        ((), None, None, "nothing"),
        (None, HERE, HERE, "not bounded"),
        (None, HERE, None, "not known until\nit returns"),
        (None, None, None, "all, unless\nit returns"),
    ],
)
def test_what_may_return_isnt_said_to_be_lost(
    gone: tuple[Term, ...] | None, reads: Back | None, writes: Back | None, said: str
) -> None:
    assert lost_for_good(Outcome((), "data", "eu-west-1", reads, writes, gone, ())) == said
