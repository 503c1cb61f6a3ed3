from __future__ import annotations

import re

import pytest

from compiler import units
from compiler.language.amounts import UNITS, split


@pytest.mark.parametrize("kind", UNITS)
def test_every_unit_can_be_read_and_fits_the_pattern_of_editors(kind: str) -> None:
    for word in UNITS[kind].words:
        assert getattr(units, kind).parse(f"5{word}")
        assert re.search(UNITS[kind].pattern, f"5{word}")


@pytest.mark.parametrize("kind", UNITS)
def test_every_slip_leads_to_a_unit_and_can_not_be_read_by_itself(kind: str) -> None:
    for slip, word in UNITS[kind].slips.items():
        assert slip == slip.lower()
        assert word in UNITS[kind].words


@pytest.mark.parametrize("kind", UNITS)
def test_the_examples_are_right(kind: str) -> None:
    for example in re.findall(r"`([^`]+)`", UNITS[kind].examples):
        assert getattr(units, kind).parse(example)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("200m", ("200", "m")),
        ("0.25 vCPU", ("0.25", "vCPU")),
        ("10", ("10", "")),
        ("soon", ("", "soon")),
        ("", ("", "")),
        ("100GB..300GB", ("100", "GB..300GB")),
    ],
)
def test_an_amount_is_a_number_and_the_rest(text: str, parts: tuple[str, str]) -> None:
    assert split(text) == parts
