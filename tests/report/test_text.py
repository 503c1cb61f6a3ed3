"""Findings as a person at a terminal sees them."""

from __future__ import annotations

import pytest

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.text import as_text, columns, in_order

UNKNOWN = Code("key-unknown", "Unknown key")
GAP = Code("recovery-none", "Nothing takes over", Severity.NOTE)
LATE = Code("rehearsal-late", "Practice is overdue", Severity.WARNING)


def finding(line: int, column: int, end: int, code: Code = UNKNOWN, environment: str | None = None) -> Diagnostic:
    span = Span("atlas.yaml", line, column, line, end)
    return Diagnostic(code, "`x` is wrong.", "It matters.", "Mend it.", span=span, environment=environment)


def test_a_finding_is_shown_whole() -> None:
    assert as_text([finding(2, 3, 6)], {"atlas.yaml": ("atlas: 1", "  abc: 2")}) == (
        "atlas.yaml:2:3: error: `x` is wrong.  [key-unknown]\n"
        "    2 |   abc: 2\n"
        "      |   ^^^\n"
        "   why: It matters.\n"
        "   do:  Mend it.\n"
        "\n"
        "1 error. `atlas explain key-unknown` says more.\n"
    )


def test_findings_stand_in_the_order_of_the_file_and_are_counted_by_severity() -> None:
    text = as_text([finding(9, 1, 2), finding(1, 5, 6, GAP, "staging"), finding(1, 2, 3, LATE)], {})
    assert [line for line in text.splitlines() if line.startswith("atlas.yaml")] == [
        "atlas.yaml:1:2: warning: `x` is wrong.  [rehearsal-late]",
        "atlas.yaml:1:5: note: (staging) `x` is wrong.  [recovery-none]",
        "atlas.yaml:9:1: error: `x` is wrong.  [key-unknown]",
    ]
    assert text.endswith("\n1 error, 1 warning, 1 note. `atlas explain key-unknown` says more.\n")


def test_a_finding_without_a_place_has_no_snippet_and_comes_first() -> None:
    nowhere = Diagnostic(UNKNOWN, "`x` is wrong.", "It matters.", "Mend it.")
    text = as_text([finding(1, 1, 2), nowhere], {"atlas.yaml": ("a",)})
    assert text.startswith("error: `x` is wrong.  [key-unknown]\n   why: It matters.\n")


def test_nothing_found_is_nothing_said() -> None:
    assert as_text([], {}) == ""


@pytest.mark.parametrize(
    ("line", "column", "end", "shown"),
    [
        pytest.param("naïve: 2", 1, 6, ("naïve: 2", "^^^^^"), id="an accent is one column"),
        pytest.param("nai\u0308ve: 2", 8, 9, ("nai\u0308ve: 2", "      ^"), id="a combining mark is none"),
        pytest.param("日本: 2", 5, 6, ("日本: 2", "      ^"), id="a wide character is two"),
        pytest.param("a: 2", 4, 4, ("a: 2", "   ^"), id="an empty stretch still has a mark"),
        pytest.param("a:\t2", 4, 5, ("a:␚2", "   ^"), id="a tab is shown as one column"),
        pytest.param("a", 7, 9, ("a", " ^"), id="a place behind the line's end is marked at the end"),
    ],
)
def test_marks_stand_under_what_is_meant(line: str, column: int, end: int, shown: tuple[str, str]) -> None:
    text = as_text([finding(1, column, end)], {"atlas.yaml": (line,)}).splitlines()
    assert (text[1], text[2]) == (f"    1 | {shown[0]}", f"      | {shown[1]}")


@pytest.mark.parametrize("column", [1, 60, 150, 290])
def test_a_long_line_is_cut_around_what_is_meant(column: int) -> None:
    line = "".join(f"{number:<10}" for number in range(30))
    text = as_text([finding(1, column, column + 3)], {"atlas.yaml": (line,)}, width=80).splitlines()
    assert len(text[1]) <= 80
    start, marks = text[2].index("^"), text[2].count("^")
    assert text[1][start : start + marks] == line[column - 1 : column + 2]


def test_colour_is_only_there_when_asked_for() -> None:
    lines = {"atlas.yaml": ("abc",)}
    assert "\x1b[" not in as_text([finding(1, 1, 2)], lines)
    assert "\x1b[1;31merror\x1b[0m" in as_text([finding(1, 1, 2)], lines, colour=True)


def test_the_order_is_total() -> None:
    found = [finding(2, 1, 2), finding(1, 9, 10), finding(1, 1, 2, GAP), finding(1, 1, 2)]
    assert in_order(found) == in_order(reversed(found))


def test_columns_of_a_terminal() -> None:
    assert [columns(text) for text in ("abc", "é", "e\u0301", "日本")] == [3, 1, 1, 4]
