import pytest

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.text import as_text, in_order

FILE = "atlas.yaml"
LINES = {
    FILE: (
        "regions:",
        "  eu-west-1: { place: Ireland, jurisdication: EU }",
        "  é中😀e\u0301: { place: 東京, x: 1 }",
        "  key:\t\x1b[31mred\u202e\u00a0x",
        "a: " + "b" * 200 + " HERE " + "c" * 200,
        "",
    )
}
UNKNOWN = Code("key-unknown", "Unknown key")
GAP = Code("recovery-none", "No recovery region", Severity.WARNING, acknowledgeable=True)
MISSING = Code("file-missing", "The file isn't there", Severity.FAILURE)


def finding(code: Code, line: int = 0, column: int = 1, end: int = 1, **more: object) -> Diagnostic:
    span = Span(FILE, line, column, line, end) if line else None
    words = {"what": "`x` isn't a key.", "why": "Nobody checks it.", "do": "Remove it."}
    return Diagnostic(code, **{**words, "span": span, **more})  # type: ignore[arg-type]


TYPO = Diagnostic(
    UNKNOWN,
    "`jurisdication` isn't a key of regions.eu-west-1.",
    "Unknown keys would be promises that nobody checks.",
    "Did you mean `jurisdiction`?",
    ("regions", "eu-west-1", "jurisdication"),
    on_key=True,
    span=Span(FILE, 2, 32, 2, 45),
)


def test_a_finding_shows_place_words_and_line() -> None:
    expected = """\
atlas.yaml:2:32: error: `jurisdication` isn't a key of regions.eu-west-1.  [key-unknown]
    2 |   eu-west-1: { place: Ireland, jurisdication: EU }
      |                                ^^^^^^^^^^^^^
   why: Unknown keys would be promises that nobody checks.
   do:  Did you mean `jurisdiction`?

1 error. `atlas explain key-unknown` says more.
"""
    assert as_text([TYPO], LINES) == expected


def test_findings_are_sorted_by_place_and_counted() -> None:
    expected = """\
failure: There is no file `x`.  [file-missing]
   why: Nobody checks it.
   do:  Remove it.

atlas.yaml:1:1: warning (staging): `x` isn't a key.  [recovery-none]
    1 | regions:
      | ^^^^^^^
   why: Nobody checks it.
   do:  Remove it.

atlas.yaml:2:3: error: `x` isn't a key.  [key-unknown]
    2 |   eu-west-1: { place: Ireland, jurisdication: EU }
      |   ^^^^^^^^^
   why: Nobody checks it.
   do:  Write these lines:
          a: 1
          b: 2

atlas.yaml:2:16: warning: `x` isn't a key.  [recovery-none]
    2 |   eu-west-1: { place: Ireland, jurisdication: EU }
      |                ^^^^^
   do:  Remove it.

1 failure, 1 error, 2 warnings. `atlas explain file-missing` says more.
"""
    found = [
        finding(GAP, 2, 16, 21, why=""),
        finding(UNKNOWN, 2, 3, 12, do="Write these lines:\n  a: 1\n  b: 2"),
        finding(MISSING, what="There is no file `x`."),
        finding(GAP, 1, 1, 8, environment="staging"),
    ]
    assert as_text(found, LINES) == expected


def test_nothing_found_is_nothing_said() -> None:
    assert as_text([], LINES) == ""


def snippet(found: Diagnostic, width: int = 120) -> list[str]:
    return as_text([found], LINES, width=width).split("\n")[1:3]


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
    line, shown = snippet(finding(UNKNOWN, 3, column, end))
    assert line == "    3 |   é中😀e\u0301: { place: 東京, x: 1 }"
    assert shown == f"      | {marks}"


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    assert snippet(finding(UNKNOWN, 4, 7, 8)) == ["    4 |   key:␉␛[31mred\ufffd⍽x", "      |       ^"]
    assert "\x1b" not in as_text([finding(UNKNOWN, what="`\x1b[2J` isn't a key.")], {})
    assert as_text([finding(UNKNOWN, what="`\udcff` isn't a key.")], {}).startswith("error: `?` isn't a key.")


@pytest.mark.parametrize(
    ("case", "column", "end", "expected"),
    [
        ("the beginning", 1, 2, ["    5 | a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbb…", "      | ^"]),
        ("the middle", 205, 209, ["    5 | …bbbbbbbbb HERE ccccccccccccccccc…", "      |            ^^^^"]),
        ("the end", 408, 410, ["    5 | …" + "c" * 32, "      | " + " " * 31 + "^^"]),
        ("behind the end", 410, 410, ["    5 | …" + "c" * 32, "      | " + " " * 33 + "^"]),
        ("more than fits", 4, 300, ["    5 | a: bbbbbbbbbbbbbbbbbbbbbbbbbbbbb…", "      |    " + "^" * 29]),
    ],
)
def test_a_long_line_is_cut_around_what_is_meant(case: str, column: int, end: int, expected: list[str]) -> None:
    assert snippet(finding(UNKNOWN, 5, column, end), width=42) == expected


def test_a_line_of_wide_characters_is_cut_by_columns() -> None:
    lines = {FILE: ("中" * 100,)}
    line, marks = as_text([finding(UNKNOWN, 1, 51, 52)], lines, width=40).split("\n")[1:3]
    assert line == "    1 | …" + "中" * 15 + "…"
    assert marks == "      | " + " " * 11 + "^^"


def test_a_terminal_may_be_as_narrow_as_it_likes() -> None:
    assert snippet(finding(UNKNOWN, 5, 205, 209), width=1) == ["    5 | …bbbbb HERE ccccccc…", "      |        ^^^^"]


def test_a_place_of_several_lines_is_shown_by_the_first() -> None:
    span = Span(FILE, 1, 3, 2, 5)
    assert snippet(finding(UNKNOWN, span=span)) == ["    1 | regions:", "      |   ^^^^^^"]


@pytest.mark.parametrize(
    ("case", "line", "expected"),
    [
        ("an empty line", 6, ["    6 |", "      | ^"]),
        ("a line that isn't there", 7, ["   why: Nobody checks it.", "   do:  Remove it."]),
    ],
)
def test_a_line_may_be_empty_or_missing(case: str, line: int, expected: list[str]) -> None:
    assert snippet(finding(UNKNOWN, line)) == expected
    assert as_text([finding(UNKNOWN, 1)], {}).startswith(
        "atlas.yaml:1:1: error: `x` isn't a key.  [key-unknown]\n   why"
    )


def test_colours_are_added_where_they_are_asked_for() -> None:
    plain = as_text([TYPO, finding(GAP, 1, 1, 8)], LINES)
    coloured = as_text([TYPO, finding(GAP, 1, 1, 8)], LINES, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31merror:\x1b[0m `jurisdication`" in coloured
    assert "\x1b[1;33mwarning:\x1b[0m `x`" in coloured
    bare = coloured
    for code in ("1;31", "1;33", "31", "33", "1", "0"):
        bare = bare.replace(f"\x1b[{code}m", "")
    assert bare == plain


def test_the_order_is_file_place_code_environment() -> None:
    found = [
        finding(UNKNOWN, 2, 9),
        finding(UNKNOWN, 10, 1),
        finding(GAP, 2, 9, environment="staging"),
        finding(GAP, 2, 9),
        finding(UNKNOWN, 2, 1),
        finding(MISSING),
    ]
    wanted = [found[index] for index in (5, 4, 0, 3, 2, 1)]
    assert list(in_order(found)) == wanted
    assert list(in_order(reversed(found))) == wanted


def test_a_line_of_millions_of_characters_costs_no_more_than_another() -> None:
    lines = {FILE: ("x" * 4_000_000,)}
    found = [finding(UNKNOWN, 1, column * 4000, column * 4000 + 3) for column in range(1, 1000)]
    assert as_text(found, lines).count("^^^\n") == 999
