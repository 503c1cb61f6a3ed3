"""The exit lattice, and what a finding is."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.cli.judging import strictly
from compiler.diagnostic import LATTICE, Code, Diagnostic, Severity, Span, aggregate, dotted, exit_code

CODES = st.sampled_from(LATTICE)


@pytest.mark.parametrize("order", tuple(permutations(LATTICE)))
def test_whatever_the_order_the_gravest_code_wins(order: tuple[int, ...]) -> None:
    assert aggregate(order) == 1
    assert [aggregate(order[at:]) for at in range(len(order))] == [
        min(order[at:], key=(1, 4, 3, 2, 5, 0).index) for at in range(len(order))
    ]


@given(st.lists(CODES), st.lists(CODES))
def test_parts_may_be_aggregated_in_any_grouping(one: list[int], other: list[int]) -> None:
    assert aggregate([aggregate(one), aggregate(other)]) == aggregate(one + other) == aggregate(other + one)


@given(st.lists(CODES))
def test_clean_is_only_what_is_clean_throughout(codes: list[int]) -> None:
    assert (aggregate(codes) == 0) == all(code == 0 for code in codes)


@pytest.mark.parametrize(
    ("severity", "code", "strict"),
    [
        (Severity.FAILURE, 1, 1),
        (Severity.REFUSAL, 4, 4),
        (Severity.ERROR, 3, 3),
        (Severity.UNREADABLE, 5, 5),
        (Severity.WARNING, 0, 3),
        (Severity.NOTE, 0, 0),
    ],
)
def test_each_severity_has_its_exit_code(severity: Severity, code: int, strict: int) -> None:
    found = Diagnostic(Code("some-thing", "Something", severity), "What.", "Why.", "Do.")
    assert (exit_code([found]), exit_code(strictly([found], strict=True))) == (code, strict)


def test_a_path_is_written_with_dots_and_a_span_with_colons() -> None:
    assert dotted(("acknowledge", 0, "owner")) == "acknowledge.0.owner"
    assert str(Span("atlas.yaml", 12, 5, 12, 9)) == "atlas.yaml:12:5"
