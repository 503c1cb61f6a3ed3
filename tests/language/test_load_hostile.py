"""Every way in which a file can be wrong before its keys are looked at: one mistake, one finding, the right place."""

import time

import pytest

from compiler.diagnostic import Diagnostic
from compiler.language.source import Source, load


def found_in(text: str | bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    return load(text.encode() if isinstance(text, str) else text, "atlas.yaml")


def places(text: str | bytes) -> list[str]:
    return [f"{found.code.id} {str(found.span).removeprefix('atlas.yaml:')}" for found in found_in(text)[1]]


ENCODINGS = [
    ("Latin-1", b"a: x\nb: caf\xe9 \xe9\n", "encoding-not-utf8 2:7"),
    ("a bad byte behind accents and emoji counts characters", "é😀: ".encode() + b"\xff\n", "encoding-not-utf8 1:5"),
    ("a cut-off character at the end", "a: é".encode()[:-1], "encoding-not-utf8 1:4"),
    ("UTF-16 with a byte order mark", "a: b\n".encode("utf-16"), "encoding-not-utf8 1:1"),
    ("UTF-16 without", "atlas: 1\n".encode("utf-16-le"), "encoding-not-utf8 1:1"),
    ("UTF-32", "a: b\n".encode("utf-32"), "encoding-not-utf8 1:1"),
    ("a byte order mark", b"\xef\xbb\xbfa: b\n", "byte-order-mark 1:1"),
]
CHARACTERS = [
    ("NUL", "a: b\x00c\n", "control-character 1:5"),
    ("NUL at the beginning", "\x00a: b\n", "control-character 1:1"),
    ("an escape sequence in a comment", "a: b # \x1b[31m\n", "control-character 1:8"),
    ("a carriage return alone", "a: 1\rb: 2\r", "control-character 1:5"),
    ("the next-line character", "a: 1\x85b: 2\n", "control-character 1:5"),
    ("a line separator", "a: 1\u2028b: 2\n", "control-character 1:5"),
    ("text that turns its direction", "a: x\u202ey\n", "control-character 1:5"),
    ("a byte order mark inside", "a: \ufeffb\n", "control-character 1:4"),
    ("a space without width", "a: b\u200bc\n", "control-character 1:5"),
    ("an escape for NUL", 'a: x\nb: "y\\0"\n', "control-character 2:4"),
    ("a no-break space before a value", "a: \u00a0b\n", "control-character 1:4"),
    ("a no-break space instead of a space", "a: b\nc:\u00a0d\ne: f\n", "yaml-syntax 2:3"),
    ("a tab between key and value", "a:\tb\n", "tab-character 1:3"),
    ("a tab before a comment", "a: b\t# c\n", "tab-character 1:5"),
    ("a tab in a comment", "a: b # c\td\n", "tab-character 1:9"),
    ("a tab in quotes", 'a: "b\tc"\n', "tab-character 1:6"),
    ("tabs as indentation", "a:\n\tb: c\n\td: e\n", "tab-character 2:1"),
    ("tabs mixed with spaces", "a:\n  b: c\n\td: e\n  f: g\n", "tab-character 3:1"),
    ("a tab in a line that breaks for it", "a: [b\n\t, c\n", "tab-character 2:1"),
]
DOCUMENTS = [
    ("nothing", "", "document-empty 1:1"),
    ("comments only", "# a: b\n\n# c\n", "document-empty 1:1"),
    ("three dashes only", "---\n", "document-empty 1:1"),
    ("null", "null\n", "document-empty 1:1"),
    ("a second document", "a: 1\n---\nb: 2\n", "documents-several 2:1"),
    ("a second document behind dots", "a: 1\n...\n---\nb: 2\n", "documents-several 3:1"),
    ("an empty second document", "a: 1\n---\n", "documents-several 2:1"),
    ("an empty first document", "---\n---\na: 1\n", "documents-several 2:1"),
    ("a broken second document isn't read", "a: 1\n---\nb: [\n", "documents-several 2:1"),
    ("a version", "%YAML 1.2\n---\na: 1\n", "directive-used 1:1"),
    ("a version of the future", "%YAML 3.0\n---\na: 1\n", "directive-used 1:1"),
    ("a tag directive", "%TAG !e! tag:example.org,2000:\n---\na: 1\n", "directive-used 1:1"),
    ("an unknown directive", "%FOO\n---\na: 1\n", "directive-used 1:1"),
    ("a directive without a document", "# x\n%YAML 1.2\n", "directive-used 2:1"),
]
STRUCTURE = [
    ("a key twice", "a: 1\nb: 2\na: 3\n", "key-duplicate 3:1"),
    ("a key twice in a row", "r: { a: 1, a: 2 }\n", "key-duplicate 1:12"),
    ("a key twice, once in quotes", "a: 1\n'a': 2\n", "key-duplicate 2:1"),
    ("a part whose name is missing", "r:\n  a: 1\n  b: 2\n  c: 3\n  b: 5\n  a: 4\n", "key-duplicate 5:3"),
    ("a whole part twice", "r:\n  a: 1\ns: 1\nr:\n  a: 1\n", "key-duplicate 4:1"),
    ("an anchor", "a: &x 1\n", "anchor-used 1:4"),
    ("an anchor of a part", "a: &x\n  b: 1\n", "anchor-used 1:4"),
    ("an anchor of the document", "&x\na: 1\n", "anchor-used 1:1"),
    ("an anchor of a key", "a: 1\n&x b: 1\n", "anchor-used 2:1"),
    ("an alias", "a: 1\nb: *x\n", "alias-used 2:4"),
    ("an alias in five places", "a: *x\nb: [*x, *x]\nc: { d: *x, e: *x }\n", "alias-used 1:4"),
    ("an alias as a key", "*x : 1\n", "alias-used 1:1"),
    ("a merge key", "a:\n  <<: *x\n  b: 1\n", "merge-key-used 2:3"),
    ("a merge key with several aliases", "a: { <<: [*x, *w], b: 1 }\n", "merge-key-used 1:6"),
    ("a tag that would run code", "a: !!python/object/apply:os.system [x]\n", "tag-used 1:4"),
    ("a tag of one's own", "a: !secret x\n", "tag-used 1:4"),
    ("a tag without a value", "a: !x\nb: 1\n", "tag-used 1:4"),
    ("a tag for text", "a: !!str 1\n", "tag-used 1:4"),
    ("an alias as a key without a value", "r: { *x , a: b }\n", "alias-used 1:6"),
    ("a list as a key", "? [a, b]\n: c\n", "key-complex 1:3"),
    ("a row as a key", "r: { { a: 1 }: b }\n", "key-complex 1:6"),
    ("a block of text as a key", "? |\n  a\n: b\n", "key-complex 1:3"),
    ("a template", "a: {{ domain }}\n", "key-complex 1:4"),
    ("a question mark without a key", "?\n: a\n", "key-complex 1:2"),
    ("17 levels of brackets", "a: " + "[" * 16 + "]" * 16, "nesting-too-deep 1:19"),
    (
        "17 levels of blocks",
        "".join("  " * n + "a:\n" for n in range(16)) + "  " * 16 + "a: 1",
        "nesting-too-deep 17:33",
    ),
]
VALUES = [
    ("a key with nothing", "a:\nb: 1\n", "value-empty 1:1"),
    ("a key with nothing but a comment", "a: # later\nb: 1\n", "value-empty 1:1"),
    ("a key with nothing, deeper", "a:\n  b: 1\n  c:\nd: 1\n", "value-empty 3:3"),
    ("a key with nothing in a row", "r: { a: , b: 1 }\n", "value-empty 1:6"),
    ("a key with nothing at the end of a row", "r: { a: 1, b: }\n", "value-empty 1:12"),
    ("a key with a question mark and nothing", "? a\n", "value-empty 1:3"),
    ("an item with nothing", "a:\n  - b\n  -\n", "value-empty 3:3"),
    ("a tilde", "a: ~\n", "value-empty 1:4"),
    ("null", "a: { b: null }\n", "value-empty 1:9"),
    ("a comma in a sentence", "r: { reason: One region, so it is lost, owner: dpo }\n", "row-broken 1:26"),
    ("two commas in a sentence", "r: { reason: Oslo, Rome and x, or none, owner: dpo }\n", "row-broken 1:20"),
    ("a comma in a sentence at the end", "r: { owner: dpo, reason: One region, lost }\n", "row-broken 1:38"),
    (
        "a comma in a sentence over two lines",
        "r: { reason: One region,\n     so it is lost, owner: dpo }\n",
        "row-broken 2:6",
    ),
    ("a key without a value in a row", "r: { place, jurisdiction: EU }\n", "row-broken 1:6"),
    ("a key without a value behind a word", "r: { place: Ireland, jurisdiction, wave: 3 }\n", "row-broken 1:22"),
    ("a word behind a list in a row", "r: { a: [b c], d e }\n", "row-broken 1:16"),
    ("a colon without a space in a row", "r: { place:Ireland, wave: 3 }\n", "row-broken 1:6"),
    ("a country that is a word for false", "a: NO\n", "scalar-ambiguous 1:4"),
    ("a word for true", "a: on\n", "scalar-ambiguous 1:4"),
    ("one letter", "a: [x, y]\n", "scalar-ambiguous 1:8"),
    ("an account id", "account: 012345678901\n", "scalar-ambiguous 1:10"),
    ("an octal number", "a: 0123\n", "scalar-ambiguous 1:4"),
    ("a time", "a: 12:30:00\n", "scalar-ambiguous 1:4"),
    ("a number in groups", "a: 1_000\n", "scalar-ambiguous 1:4"),
    ("an exponent", "a: 1e3\n", "scalar-ambiguous 1:4"),
    ("a moment", "a: 2027-05-31T10:00:00Z\n", "scalar-ambiguous 1:4"),
    ("a key that is a word for false", "NO: { a: b }\n", "scalar-ambiguous 1:1"),
    ("a key that is a word for true", "a:\n  on: b\n", "scalar-ambiguous 2:3"),
    ("a key that is a word for true, with nothing", "y:\n", "scalar-ambiguous 1:1"),
    ("a key that is null", "null: b\n", "scalar-ambiguous 1:1"),
]
SYNTAX = [
    ("a row that isn't closed", "r:\n  eu: { p: I, j: E\n  us: { p: V, j: U }\n", "yaml-syntax 2:7"),
    ("a row that ends with a comma", "r:\n  eu: { p: I, j: E,\n  us: { p: V }\n  ap: { p: S }\n", "yaml-syntax 2:7"),
    ("a row that isn't closed at the end", "a: { b: 1\n", "yaml-syntax 1:4"),
    ("what an open row swallows", "a: { b: 1,\nc: *x,\nd: NO,\ne\nf: g\n", "yaml-syntax 1:4"),
    ("a list that isn't closed", "a: [b, c\nd: e\n", "yaml-syntax 1:4"),
    ("a list that isn't closed at the end", "a: [\n", "yaml-syntax 1:4"),
    ("the wrong closing bracket", "a: [b, c}\n", "yaml-syntax 1:9"),
    ("the wrong closing bracket of a row", "a: { b: c ]\n", "yaml-syntax 1:11"),
    ("the wrong closing bracket behind a comma", "a: [b, }\n", "yaml-syntax 1:8"),
    ("one bracket too many", "a: { b: c }}\n", "yaml-syntax 1:12"),
    ("a closing bracket alone", "a: ]\n", "yaml-syntax 1:4"),
    ("two commas", "a: [b,, c]\n", "yaml-syntax 1:7"),
    ("a missing comma in a row", "a: { b: 1 c: 2 }\n", "yaml-syntax 1:9"),
    ("a missing comma between quotes", "a: ['b' 'c']\n", "yaml-syntax 1:9"),
    ("a quote that isn't closed", 'a: "b\nc: d\n', "yaml-syntax 1:4"),
    ("a quote that the next one closes", 'a: "b\nc: d\ne: "f"\n', "yaml-syntax 1:4"),
    ("a quote that isn't closed in a row", 'a: { b: "c, d: 1 }\ne: { f: "g" }\n', "yaml-syntax 1:9"),
    ("a quote that isn't closed before three dashes", "a: 'b\n---\n", "yaml-syntax 1:4"),
    ("an apostrophe in single quotes", "a: 'it's'\n", "yaml-syntax 1:8"),
    ("text behind a quote", 'a: "b" c\n', "yaml-syntax 1:8"),
    ("an unknown escape", 'a: "C:\\data"\n', "yaml-syntax 1:7"),
    ("half an escape", 'a: "\\u12"\n', "yaml-syntax 1:5"),
    ("a colon in a sentence", "reason: Note: this is so\n", "yaml-syntax 1:9"),
    ("a colon in a sentence of a row", "r: { reason: Note: this, owner: dpo }\n", "yaml-syntax 1:14"),
    ("no colon", "a: 1\nb\nc: 2\n", "yaml-syntax 2:1"),
    ("no colon in a part", "a:\n  b\n  c: 2\n", "yaml-syntax 2:3"),
    ("no space behind the colon", "a:1\nb: 2\n", "yaml-syntax 1:1"),
    ("no key in a row", "r: { : a }\n", "yaml-syntax 1:6"),
    ("no key", "a: 1\n: 2\n", "yaml-syntax 2:1"),
    ("indented too far", "a: 1\n  b: 2\n", "yaml-syntax 2:3"),
    ("indented less than its part", "a:\n    b: 1\n  c: 2\n", "yaml-syntax 3:3"),
    ("the first line indented", "  a: 1\nb: 2\n", "yaml-syntax 2:1"),
    ("an item among keys", "a: 1\n- b\n", "yaml-syntax 2:1"),
    ("a key among items", "a:\n  - b\n  c: 1\n", "yaml-syntax 3:3"),
    ("a list in the line of its key", "a: - b\n", "yaml-syntax 1:4"),
    ("a list with dashes in a row", "a: { b: - c }\n", "yaml-syntax 1:9"),
    ("a value that begins with a star", "path: *.html\n", "yaml-syntax 1:7"),
    ("a value that begins with an at sign", "owner: @ops\n", "yaml-syntax 1:8"),
    ("a value that begins with a percent sign", "a: %5\n", "yaml-syntax 1:4"),
    ("a value that begins with a backquote", "a: `b`\n", "yaml-syntax 1:4"),
    ("a value that begins with a question mark", "a: ? b\n", "yaml-syntax 1:4"),
    ("a tag that isn't complete", "a: !<x\n", "yaml-syntax 1:4"),
    ("text behind the sign of a block", "a: |text\n  b\n", "yaml-syntax 1:4"),
    ("a document in brackets with more behind it", "{ a: 1 }\nb: 2\n", "yaml-syntax 2:1"),
    ("something behind a list", "a: [b] c\n", "yaml-syntax 1:8"),
    ("an alias before a part", "a: *x\n  b: 1\n", "alias-used 1:4"),
    ("a value before a part, with comments between", "a: NO\n\n# x\n  b: 1\n", "yaml-syntax 4:3"),
    ("a value before a part", "a: NO\n  b: 1\n", "yaml-syntax 2:3"),
    ("a row at the beginning of a line", "a:\n{ b: 1 }\nc: 1\n", "yaml-syntax 2:1"),
    ("two anchors", "a: &x &w b\n", "anchor-used 1:4"),
]


@pytest.mark.parametrize(
    ("case", "text", "expected"), [*ENCODINGS, *CHARACTERS, *DOCUMENTS, *STRUCTURE, *VALUES, *SYNTAX]
)
def test_one_mistake_is_one_finding(case: str, text: str | bytes, expected: str) -> None:
    assert places(text) == [expected]


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        (
            "all are found in one run, in the order of the file",
            "a: &x NO\nb: { c: d e, f, c: g }\nh:\nb: 1\ni:\t*x\n",
            [
                *("anchor-used 1:4", "scalar-ambiguous 1:4", "row-broken 2:14", "key-duplicate 2:17"),
                *("value-empty 3:1", "key-duplicate 4:1", "tab-character 5:3", "alias-used 5:4"),
            ],
        ),
        ("a key three times", "a: 1\na: 2\na: 3\n", ["key-duplicate 2:1", "key-duplicate 3:1"]),
        ("key and value", "NO: no\n", ["scalar-ambiguous 1:1", "scalar-ambiguous 1:5"]),
        ("a tab and a control character", "a:\tb\x07\n", ["tab-character 1:3", "control-character 1:5"]),
        (
            "what stands before a syntax error",
            "a:\nb: NO\nc: [d\ne: yes\n",
            ["value-empty 1:1", "scalar-ambiguous 2:4", "yaml-syntax 3:4"],
        ),
        (
            "what stands before a second document",
            "a: NO\n---\na: NO\n",
            ["scalar-ambiguous 1:4", "documents-several 2:1"],
        ),
        ("two rows", "a: { b }\nc: { d }\n", ["row-broken 1:6", "row-broken 2:6"]),
    ],
)
def test_several_mistakes_are_several_findings(case: str, text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("three dashes before the document", "---\na: 1\n", {"a": "1"}),
        ("dots behind it", "a: 1\n...\n", {"a": "1"}),
        ("CRLF", "a: 1\r\nb:\r\n  - c\r\n", {"a": "1", "b": ["c"]}),
        ("no line end", "a: 1", {"a": "1"}),
        ("comments and blank lines", "# x\n\na: 1 # y\n\n  # z\nb: 2\n", {"a": "1", "b": "2"}),
        ("accents, emoji with joiners, Arabic", "é: 👩‍💻 ça va\nع: x\n", {"é": "👩‍💻 ça va", "ع": "x"}),
        (
            "every scalar stays text",
            "a: [1, 1.5, true, 2027-05-31, 5%, +3]\n",
            {"a": ["1", "1.5", "true", "2027-05-31", "5%", "+3"]},
        ),
        ("absence on purpose", "a: none\nb: []\nc: {}\nd: ''\n", {"a": "none", "b": [], "c": {}, "d": ""}),
        (
            "quotes make a text of anything",
            'a: "NO"\n\'on\': \'0123\'\n"~": "null"\n',
            {"a": "NO", "on": "0123", "~": "null"},
        ),
        ("sentences in blocks", "a: >\n  b: c,\n  d\ne: |\n  NO\n", {"a": "b: c, d\n", "e": "NO\n"}),
        ("a sentence over two lines", "a: one region,\n  so it is lost\n", {"a": "one region, so it is lost"}),
        ("a row over two lines", "a: {\n  b: 1,\n  c: 2,\n}\n", {"a": {"b": "1", "c": "2"}}),
        (
            "a comma in quotes in a row",
            "r: { reason: 'a, b', owner: dpo }\n",
            {"r": {"reason": "a, b", "owner": "dpo"}},
        ),
        ("signs that mean nothing inside a text", "a: b & c * d ! e # f\n", {"a": "b & c * d ! e"}),
        ("16 levels", "a: " + "[" * 15 + "]" * 15, {"a": [[[[[[[[[[[[[[[]]]]]]]]]]]]]]]}),
    ],
)
def test_what_is_allowed_is_read_without_a_finding(case: str, text: str, expected: object) -> None:
    source, found = found_in(text)
    assert (source and source.data, found) == (expected, ())


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("an empty value", "a:\nb: 1\n", {"a": "", "b": "1"}),
        ("the last of two keys", "a: 1\na: 2\n", {"a": "2"}),
        (
            "a sentence put together again",
            "r: { reason: one b, c, d, owner: x }\n",
            {"r": {"reason": "one b, c, d", "owner": "x"}},
        ),
        ("a key without a value in a row", "r: { place, wave: 3 }\n", {"r": {"place": "", "wave": "3"}}),
        ("an alias is never followed", "a: &x [1]\nb: *x\n", {"a": ["1"], "b": "*x"}),
        ("the first document", "a: 1\n---\na: 2\n", {"a": "1"}),
        ("a byte order mark", "\ufeffa: 1\n", {"a": "1"}),
        ("a tab between words", "a:\tb\tc\n", {"a": "b c"}),
    ],
)
def test_a_tree_is_built_in_spite_of_findings_for_the_later_stages(case: str, text: str, expected: object) -> None:
    source, found = found_in(text)
    assert source is not None
    assert source.data == expected
    assert found


@pytest.mark.parametrize("text", ["a: [", "a: b\x00\n", "\ta: b\n", "", "- " * 20, b"\xff"])
def test_there_is_no_source_where_words_or_structure_are_in_doubt(text: str | bytes) -> None:
    assert found_in(text)[0] is None


MANY = 4 * 1024 * 1024


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("20,000 open lists", "[" * 20_000, ["nesting-too-deep 1:17"]),
        ("20,000 open rows", "{a: " * 20_000, ["nesting-too-deep 1:65"]),
        ("20,000 dashes", "- " * 20_000, ["nesting-too-deep 1:33"]),
        ("20,000 question marks", "? " * 20_000, ["nesting-too-deep 1:33"]),
        ("one line of blanks", "a: b" + " " * (MANY - 9) + "c: d", ["yaml-syntax 1:4"]),
        ("an open quote", "a: '" + "x " * (MANY // 2 - 2), ["yaml-syntax 1:4"]),
        ("more than 4 MB", "a: b\n" * (MANY // 5 + 1), ["file-too-large None"]),
    ],
)
def test_a_large_file_is_judged_quickly(case: str, text: str, expected: list[str]) -> None:
    begun = time.monotonic()
    assert places(text) == expected
    assert time.monotonic() - begun < 5


def test_a_bomb_of_aliases_stays_as_small_as_its_text() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    source, found = found_in("\n".join(lines))
    assert source is not None
    assert len(source.marks) == 1 + 40 * 3
    assert {item.code.id for item in found} == {"anchor-used", "alias-used"}


@pytest.mark.parametrize("line", ["a: NO\n", "- { b c, d }\n", "- *{}\n", "k{}:\n"])
def test_thousands_of_mistakes_end_with_one_that_says_so(line: str) -> None:
    found = found_in("".join(line.replace("{}", f"{n}") for n in range(3000)))[1]
    assert len(found) == 1001
    assert found[-1].code.id == "findings-too-many"
