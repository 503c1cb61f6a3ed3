from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.diagnostic import Span
from compiler.report.characters import columns
from compiler.report.snippet import snippet

WIDE = "  é中😀e\u0301: { place: 東京, x: 1 }"
LONG = "a: " + "b" * 200 + " HERE " + "c" * 200


def drawn(lines: Sequence[str], column: int, end: int, *, line: int = 1, room: int = 120) -> list[str]:
    shown = snippet(Span("atlas.yaml", line, column, line, end), lines, room)
    assert shown is not None
    return [f"{shown.gutter} | {shown.line}", f"{' ' * len(shown.gutter)} | {shown.marks}"]


@pytest.mark.parametrize(
    ("case", "column", "end", "marks"),
    [
        ("before anything wide", 3, 4, "  ^"),
        ("a wide character takes two columns", 4, 5, "   ^^"),
        ("an emoji takes two", 5, 6, "     ^^"),
        ("what combines takes none", 6, 8, "       ^"),
        ("behind all of them", 12, 17, "            ^^^^^"),
        ("two wide characters", 19, 21, "                   ^^^^"),
    ],
)
def test_marks_stand_below_the_words_however_wide_they_are(case: str, column: int, end: int, marks: str) -> None:
    assert drawn([WIDE], column, end) == [f"    1 | {WIDE}", f"      | {marks}"]


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    line = "  key:\t\x1b[31mred\u202e\u00a0x"
    assert drawn([line], 7, 8) == ["    1 |   key:␉␛[31mred\ufffd⍽x", "      |       ^"]


@pytest.mark.parametrize(
    ("case", "column", "end", "expected"),
    [
        ("the beginning", 1, 2, ["    1 | a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbb…", "      | ^"]),
        ("the middle", 205, 209, ["    1 | …bbbbbbbbb HERE ccccccccccccccccc…", "      |            ^^^^"]),
        ("the end", 408, 410, ["    1 | …" + "c" * 32, "      | " + " " * 31 + "^^"]),
        ("behind the end", 410, 410, ["    1 | …" + "c" * 32, "      | " + " " * 33 + "^"]),
        ("more than fits", 4, 300, ["    1 | a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbb…", "      |    " + "^" * 29]),
    ],
)
def test_a_long_line_is_cut_around_what_is_meant(case: str, column: int, end: int, expected: list[str]) -> None:
    assert drawn([LONG], column, end, room=42) == expected


def test_a_line_of_wide_characters_is_cut_by_columns() -> None:
    expected = ["    1 | …" + "中" * 15 + "…", "      | " + " " * 11 + "^^"]
    assert drawn(["中" * 100], 51, 52, room=40) == expected


def test_a_terminal_may_be_as_narrow_as_it_likes() -> None:
    assert drawn([LONG], 205, 209, room=1) == ["    1 | …bbbbb HERE ccccccc…", "      |        ^^^^"]


@given(st.text(alphabet="ab 中😀e\u0301\t", max_size=300), st.data(), st.integers(28, 120))
def test_line_and_marks_always_fit(line: str, data: st.DataObject, room: int) -> None:
    column = data.draw(st.integers(1, len(line) + 1))
    end = data.draw(st.integers(column, len(line) + 1))
    shown, marks = drawn([line], column, end, room=room)
    assert columns(shown) <= room
    assert len(marks) <= room + 1
    assert marks.endswith("^")


def test_a_place_of_several_lines_is_shown_by_the_first() -> None:
    shown = snippet(Span("atlas.yaml", 1, 3, 2, 5), ["regions:", "  eu:"], 80)
    assert shown is not None
    assert (shown.line, shown.marks) == ("regions:", "  ^^^^^^")


def test_an_empty_line_has_a_mark_too() -> None:
    assert drawn(["a", ""], 1, 1, line=2) == ["    2 | ", "      | ^"]


@pytest.mark.parametrize("line", [0, 3])
def test_a_line_that_is_not_there_is_not_shown(line: int) -> None:
    assert snippet(Span("atlas.yaml", line, 1, line, 2), ["a", "b"], 80) is None


def test_a_line_of_millions_of_characters_costs_no_more_than_another() -> None:
    lines = ["x" * 4_000_000]
    assert {drawn(lines, at * 4000, at * 4000 + 3)[1] for at in range(1, 1000)} == {"      | " + " " * 37 + "^^^"}
