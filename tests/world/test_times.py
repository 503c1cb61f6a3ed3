"""Times that are facts: each with a source, a date, and a length that makes sense."""

from __future__ import annotations

import re

import pytest

from compiler.units import Duration
from compiler.world import times

TIMES = {name: fact for name, fact in vars(times).items() if isinstance(fact, times.Time)}


@pytest.mark.parametrize("fact", TIMES.values(), ids=TIMES)
def test_a_time_has_its_source(fact: times.Time) -> None:
    assert fact.source
    assert fact.note.endswith(".")
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", fact.as_of)
    assert Duration.parse("1s") <= fact.takes <= Duration.parse("1d")


def test_every_time_has_its_name() -> None:
    assert {name.replace("-", "_").upper(): fact for name, fact in times.TIMES.items()} == TIMES
