"""The words of findings that change with what was written; the pages in `docs/diagnostics/` have the others."""

import pytest

from compiler.language.source import load


def words(text: str | bytes) -> tuple[str, str]:
    (found,) = load(text.encode() if isinstance(text, str) else text, "atlas.yaml")[1]
    return found.what, found.do


QUOTE = "Put the text in quotes: "
INDENT = "Indent it like the other keys of the same part."


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        (b"a: caf\xe9", "The byte 0xE9 in line 1 isn't UTF-8.", "Save it as UTF-8; the byte is `é` in Windows-1252."),
        (b"a: \x81", "The byte 0x81 in line 1 isn't UTF-8.", "Save it as UTF-8."),
        (
            "a: b\tc\td\t",
            "Line 1 has a tab character, and 2 more follow.",
            "Replace tabs by spaces.",
        ),
        (
            "a: \x00b\x01",
            "Line 1 has the invisible character U+0000 (NUL), and 1 more follows.",
            "Delete it, and type the text around it anew.",
        ),
        (
            "a: b\u202e",
            "Line 1 has the invisible character U+202E (right-to-left override).",
            "Delete it, and type the text around it anew.",
        ),
        (
            "a: { b: One `region`, and\n  two, c: d }",
            "The comma ends the text of `b`, and `and two` is read as a key without a value.",
            "Put the text in quotes, `b: \"One 'region', and two\"`, or write the row as a block.",
        ),
        (
            'a: { b: One "region", two }',
            "The comma ends the text of `b`, and `two` is read as a key without a value.",
            "Put the text in quotes, `b: 'One \"region\", two'`, or write the row as a block.",
        ),
        ("a: { b }", "`b` has no value in this row.", "Write `b: ` and its value, or remove it."),
        ("a: { b:c }", "`b:c` has no space after its colon.", "Write `b: c`."),
        ("a: yes", "`yes` without quotes isn't the same to all readers.", 'Write `"yes"` for the word, or `true`.'),
        ("no: b", "`no` without quotes isn't the same to all readers.", 'Write `"no":`.'),
        ("a: *b\nc: [*b, *b]", "`*b` is an alias, here and 2 more times.", "Write the value that it stands for."),
        ("a: *b\nc: *b", "`*b` is an alias, here and 1 more time.", "Write the value that it stands for."),
        ("a:\n  b: 1\n  b: 2", "`b` is already a key of `a`, in line 2.", "Remove one of them, or join them."),
        (
            "a:\n  b: 1\n  c: 1\n  d: 1\n  c: 2\n  b: 2\n  d: 3",
            "`c` is already a key of `a`, in line 3, and 2 more keys of it are written twice.",
            "Write the name of the next part above this line, if it is missing; or remove one of each.",
        ),
        (
            "a:\n  -",
            "Item 1 of `a` is empty.",
            "Write the value; where nothing is meant, write `none`, `[]` or `{}`.",
        ),
        ("a: { b: Note: c, d: 1 }", "`Note: c` has a colon inside a text without quotes.", QUOTE + '`b: "Note: c"`.'),
        (
            "- a: Note this: b   # c",
            "`Note this: b` has a colon inside a text without quotes.",
            QUOTE + '`- a: "Note this: b"`.',
        ),
        (
            "r: { a: 1 b: 2 }",
            "`1 b: 2` has a colon inside a text without quotes.",
            QUOTE + '`a: "1 b: 2"`, or write a comma before `b:`.',
        ),
        ("a: 1\nb c\nd: 2", "`b c` has no colon.", "Write `b c: ` and the value."),
        ("a: 1\nb:c\nd: 2", "`b:c` has no space after the colon.", "Write `b: c`."),
        ("a: 1\n b: 2", "`b` is indented by 1 space, and that fits nothing above it.", INDENT),
        ("a:\n  b: 1\n    c: 2", "`c` is indented by 4 spaces, and that fits nothing above it.", INDENT),
        (
            "a: [1\nb: 2",
            "The list that begins here with `[` isn't closed.",
            "Write `]` at its end, and commas between its parts.",
        ),
        (
            "a: {b: 1\nb: 2",
            "The row that begins here with `{` isn't closed.",
            "Write `}` at its end, and commas between its parts.",
        ),
        ("a: [1}", "`}` can't close what `[` opened.", "Write `]` here, or remove `}`."),
        (
            "a: 'it's'",
            "`s'` stands behind the closing quote.",
            "Put all of the text inside the quotes; there, write an apostrophe twice, `''`.",
        ),
        ("a: @b", "A value can't begin with `@` without quotes.", 'Put the value in quotes: `"@b"`.'),
        ("a: [*, b]", "A value can't begin with `*` without quotes.", 'Put the value in quotes: `"*"`.'),
        ("a: `b`", "A value can't begin with a backquote.", "Put the value in quotes: `\"'b'\"`."),
        ("a: - b", "`- b` begins a list in the line of its key.", "Begin the list in the next line, or write `[b]`."),
        ("a: -", "`-` begins a list in the line of its key.", "Begin the list in the next line."),
        (
            "a: " + "x" * 100 + ": b",
            "`" + "x" * 39 + "…` has a colon inside a text without quotes.",
            QUOTE + '`a: "' + "x" * 100 + ': b"`.',
        ),
    ],
)
def test_a_finding_repeats_what_was_written_and_says_what_to_write(text: str | bytes, what: str, do: str) -> None:
    assert words(text) == (what, do)


def test_a_problem_that_is_not_known_is_told_in_the_words_of_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compiler.language.load.syntax._EXPLAIN", {})
    what, _ = words("a: [1}")
    assert what == "This can't be read as YAML: did not find expected ',' or ']'."
