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
        ("a: b".encode("utf-16"), "`atlas.yaml` is saved as UTF-16.", "Save it as UTF-8."),
        ("a: b".encode("utf-32"), "`atlas.yaml` is saved as UTF-32.", "Save it as UTF-8."),
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
        ("a: [b,, c]", "Nothing stands before this comma.", "Remove it, or write what belongs there."),
        ("a: { : b }", "A key is missing before this colon.", "Write the key."),
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


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: NO", "YAML 1.1 reads it as false, YAML 1.2 as text."),
        ("a: 0123", "YAML 1.1 reads it as the number 83, YAML 1.2 as the number 123."),
        ("null: a", "Every reader takes it for no value, not for the text."),
    ],
)
def test_a_finding_about_a_word_says_who_reads_what(text: str, why: str) -> None:
    assert [found.why for found in load(text.encode(), "atlas.yaml")[1]] == [why]


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        (b"a: \xe9", "\ufffd"),
        ("a: b\x01c", "\x01"),
        ("a: &anchor b", "&anchor"),
        ("a: !tag b", "!tag"),
        ("a: *alias", "*alias"),
        ("a: { <<: *b }", "<<"),
        ("a: 1\nbb: 2\nbb : 3", "bb"),
        ("aa:", "aa"),
        ("aa: ~", "~"),
        ("a:\n- b\n-", "-"),
        ("a: { b: c d, e, f g, h: i }", "e, f g"),
        ("a: 0123 # b", "0123"),
        ("? [a, b]\n: c", "[a, b]"),
        ("a: {{ b }}", "{{ b }}"),
        ("a: 1\n---\nb: 2", "---"),
        ("%YAML 1.2\n---\na: 1", "%YAML 1.2"),
        ("a: [b, c # d\ne: f", "[b, c"),
        ("a: [b}", "}"),
        ("a: b: c # d", "b: c"),
        ("a: 1\n  bb: 2", "bb"),
        ("a: 'b' cc dd", "cc dd"),
        ('a: "\\q"', "\\q"),
    ],
)
def test_what_is_meant_is_underlined_and_no_more(text: str | bytes, underlined: str) -> None:
    content = text.encode() if isinstance(text, str) else text
    (found,) = load(content, "atlas.yaml")[1]
    span = found.span
    assert span is not None
    assert span.line == span.end_line
    assert (
        content.decode(errors="replace").split("\n")[span.line - 1][span.column - 1 : span.end_column - 1] == underlined
    )


@pytest.mark.parametrize(
    ("text", "on_key"),
    [
        *[("a: 1\na: 2", True), ("a: { <<: b }", True), ("a: { b }", True), ("[a]: b", True), ("NO: a", True)],
        *[("&a b: c", True), ("a:", True), ("a: ~", False), ("a: NO", False), ("a: &b c", False), ("a: [NO]", False)],
    ],
)
def test_a_finding_says_whether_it_is_about_the_key(text: str, on_key: bool) -> None:
    assert [found.on_key for found in load(text.encode(), "atlas.yaml")[1]] == [on_key]


def test_a_problem_that_is_not_known_is_told_in_the_words_of_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compiler.language.load.syntax._EXPLAIN", {})
    what, _ = words("a: [1}")
    assert what == "This can't be read as YAML: did not find expected ',' or ']'."
