from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.text import as_text, in_order

FILE = "atlas.yaml"
LINES = {
    FILE: (
        "regions:",
        "  eu-west-1: { place: Ireland, jurisdication: EU }",
        "contacts: {}",
        "  key:\t\x1b[31mred\u202e\u00a0x",
    )
}
UNKNOWN = Code("key-unknown", "Unknown key")
GAP = Code("recovery-none", "No recovery region", Severity.WARNING)
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


def test_what_a_terminal_would_obey_is_shown_as_a_sign() -> None:
    shown = as_text([finding(UNKNOWN, 4, 7, 8, what="`\x1b[2J` isn't a key.", environment="\x07")], LINES)
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert shown.startswith("atlas.yaml:4:7: error (␇): `␛[2J` isn't a key.")


def test_a_finding_whose_line_is_unknown_is_shown_without_it() -> None:
    expected = """\
atlas.yaml:1:1: error: `x` isn't a key.  [key-unknown]
   why: Nobody checks it.
   do:  Remove it.

1 error. `atlas explain key-unknown` says more.
"""
    assert as_text([finding(UNKNOWN, 1)], {}) == expected


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


def test_a_finding_that_can_be_acknowledged_says_what_an_entry_would_name() -> None:
    gap = Code("tls-below-minimum", "A hop below the minimum", acknowledgeable=True)
    found = Diagnostic(gap, "`x` is wrong.", "It matters.", "Mend it.", ("security", "tls", "a"), value="TLS1.2")
    assert "   acknowledge: path security.tls.a, accepts TLS1.2\n" in as_text([found], {})
    reported = Diagnostic(Code(gap.id, gap.title, Severity.NOTE, acknowledgeable=True), "W.", "W.", "D.")
    assert "acknowledge:" not in as_text([reported], {})
