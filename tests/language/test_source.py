"""Places of paths, and files on disk."""

import os
import pathlib

import pytest

from compiler.diagnostic import Code, Diagnostic, Path, Severity, Span
from compiler.language.source import Source, lines_of, load, read, without_consequences

SIGNED = """\
# Atlas
atlas: 1   # edition

regions:   # é😀
  eu-west-1: { place: Ireland, wave: 3 }   # European customers
  é😀:       { place: "Görlitz" }
acknowledge:
  - code: recovery-none   # known
    reason: >
      Singapore has one region,
      and no more.

  - { code: 'tls', path: a.b }
  - [x,
     w]
  - [[v], { a: b }]   # two
backup:
  keep: one
    region
"""
CODE = Code("some-code", "Some code")


def source(text: str = SIGNED) -> Source:
    loaded, found = load(text.encode(), "atlas.yaml")
    assert loaded is not None, found
    return loaded


def cut(span: Span, text: str = SIGNED) -> str:
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def placed(path: Path, *, on_key: bool = False) -> str:
    span = source().place(Diagnostic(CODE, "", "", "", path, on_key)).span
    assert span is not None
    return cut(span)


@pytest.mark.parametrize(
    ("case", "path", "value", "on_key"),
    [
        ("the document is its first line", (), "atlas: 1", "atlas: 1"),
        ("a value", ("atlas",), "1", "atlas"),
        ("a block is its key", ("regions",), "regions", "regions"),
        ("a row is its key", ("regions", "eu-west-1"), "eu-west-1", "eu-west-1"),
        ("a value in a row", ("regions", "eu-west-1", "wave"), "3", "wave"),
        ("a value in quotes behind emoji", ("regions", "é😀", "place"), '"Görlitz"', "place"),
        ("an item that is a block is its first line", ("acknowledge", 0), "code: recovery-none", "code: recovery-none"),
        ("a value in an item", ("acknowledge", 0, "code"), "recovery-none", "code"),
        (
            "a block of text ends with its last line",
            ("acknowledge", 0, "reason"),
            ">\n      Singapore has one region,\n      and no more.",
            "reason",
        ),
        ("an item that is a row", ("acknowledge", 1), "{ code: 'tls', path: a.b }", "{ code: 'tls', path: a.b }"),
        ("an item of several lines is its first line", ("acknowledge", 2), "[x,", "[x,"),
        ("an item of a list in brackets", ("acknowledge", 2, 1), "w", "w"),
        ("a row among others", ("acknowledge", 3, 1), "{ a: b }", "{ a: b }"),
        ("a text of two lines", ("backup", "keep"), "one\n    region", "keep"),
        (
            "what is missing is placed at the part that lacks it",
            ("regions", "eu-west-1", "recovery"),
            *["eu-west-1"] * 2,
        ),
        ("a name in a list stands for its position", ("acknowledge", 2, "w"), "w", "w"),
        ("a name that isn't in the list", ("acknowledge", 2, "y"), "[x,", "[x,"),
        ("what is below a value is placed at the value", ("atlas", "x", "w"), "1", "atlas"),
        ("tags of unions are passed over", ("regions", "eu-west-1", "role:serving", "wave"), "3", "wave"),
        ("names that look like numbers", ("acknowledge", 0, "[key]", "code"), "recovery-none", "code"),
        ("the key that a name is checked by", ("regions", "é😀", "[key]"), "é😀", "é😀"),
        ("nothing of the path is there", ("privacy", "regimes"), "atlas: 1", "atlas: 1"),
    ],
)
def test_a_path_has_its_place(case: str, path: Path, value: str, on_key: str) -> None:
    assert (placed(path), placed(path, on_key=True)) == (value, on_key)


def test_a_number_in_a_path_finds_the_key_that_is_written_so() -> None:
    text = "a:\n  '7': x\n"
    span = source(text).place(Diagnostic(CODE, "", "", "", ("a", 7))).span
    assert span == Span("atlas.yaml", 2, 8, 2, 9)


def test_a_span_that_is_there_is_never_replaced() -> None:
    span = Span("atlas.yaml", 9, 9, 9, 9)
    found = Diagnostic(CODE, "", "", "", ("atlas",), span=span)
    assert source().place(found) is found


def test_placing_changes_the_span_only() -> None:
    found = Diagnostic(CODE, "what", "why", "do", ("atlas",), environment="staging", value="TLS1.2")
    placed = source().place(found)
    assert placed == Diagnostic(
        CODE, "what", "why", "do", ("atlas",), False, "staging", Span("atlas.yaml", 2, 8, 2, 9), "TLS1.2"
    )


def test_marks_tell_plain_scalars_from_others() -> None:
    marks = source().marks
    plain = {path[-1]: mark.plain for path, mark in marks.items() if path}
    assert plain["atlas"] is True
    assert (plain["place"], plain["reason"], plain["regions"], plain["code"]) == (False, False, False, False)


def test_marks_are_a_mapping() -> None:
    marks = source().marks
    assert (() in marks, ("nothing",) in marks, len(marks)) == (True, False, len(list(marks)))
    assert marks[()].key is None
    with pytest.raises(KeyError):
        marks[("nothing",)]


def test_lines_are_shown_as_they_are_written() -> None:
    assert source("a: 1\r\n\r\nb: caf\u00e9\tx").lines == ("a: 1", "", "b: caf\u00e9\tx")


def codes(found: tuple[Diagnostic, ...]) -> list[str]:
    return [item.code.id for item in found]


def test_a_file_is_read(tmp_path: pathlib.Path) -> None:
    file = tmp_path / "atlas.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    loaded, found = read(file, "shown.yaml")
    assert loaded is not None
    assert (loaded.file, loaded.data, codes(found)) == ("shown.yaml", {"a": "1"}, ["byte-order-mark"])


def test_a_missing_file_is_a_failure_with_the_name_that_is_there(tmp_path: pathlib.Path) -> None:
    (tmp_path / "atlas.yml").touch()
    loaded, found = read(tmp_path / "atlas.yaml", "atlas.yaml")
    assert (loaded, codes(found), found[0].code.severity) == (None, ["file-missing"], Severity.FAILURE)
    assert (found[0].what, found[0].do) == ("There is no file `atlas.yaml`.", "Did you mean `atlas.yml`?")


@pytest.mark.parametrize("name", ["nothing/atlas.yaml", "file/atlas.yaml", "with\0nul"])
def test_a_path_that_leads_nowhere_is_a_missing_file(tmp_path: pathlib.Path, name: str) -> None:
    (tmp_path / "file").touch()
    loaded, found = read(tmp_path / name, name)
    assert (loaded, codes(found)) == (None, ["file-missing"])
    assert found[0].do == "Go to the folder that has it, or give its path."


def test_a_folder_is_not_a_file(tmp_path: pathlib.Path) -> None:
    loaded, found = read(tmp_path, "here/")
    assert (loaded, codes(found), found[0].code.severity) == (None, ["file-unreadable"], Severity.FAILURE)
    assert (found[0].what, found[0].do) == ("`here/` is a folder.", "Give the file in it, such as `here/atlas.yaml`.")


def test_a_file_that_the_system_does_not_give_is_unreadable(tmp_path: pathlib.Path) -> None:
    circle = tmp_path / "atlas.yaml"
    circle.symlink_to(circle)
    loaded, found = read(circle, "atlas.yaml")
    assert (loaded, codes(found)) == (None, ["file-unreadable"])
    assert "many levels of symbolic links" in found[0].what


def test_of_an_endless_file_no_more_is_read_than_the_limit() -> None:
    loaded, found = read(pathlib.Path(os.devnull).with_name("zero"), "zero")
    assert (loaded, codes(found), found[0].code.severity) == (None, ["file-too-large"], Severity.FAILURE)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"a: [\r\nb\rc", ("a: [", "b", "c")),
        (b"\xef\xbb\xbfcaf\xe9\n", ("caf\ufffd", "")),
        (b"", ("",)),
    ],
)
def test_lines_can_be_shown_where_there_is_no_source(
    tmp_path: pathlib.Path, content: bytes, expected: tuple[str, ...]
) -> None:
    (tmp_path / "atlas.yaml").write_bytes(content)
    assert lines_of(tmp_path / "atlas.yaml") == expected
    assert lines_of(tmp_path / "other") == ()


def test_a_later_stage_is_silent_about_values_that_are_already_reported() -> None:
    earlier = load(b"a:\nb: { c, d: 1 }\n[e]: 1\n", "atlas.yaml")[1]
    paths = [("a",), ("b", "c"), ("b",), ("[e]",), ("f",), ()]
    later = [Diagnostic(CODE, "", "", "", path) for path in paths]
    assert [found.path for found in without_consequences(later, earlier)] == [("b",), ("f",), ()]
