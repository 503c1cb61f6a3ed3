"""What goes into SQL comes out of PostgreSQL's own parser as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pglast import parse_sql
from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS

from compiler.emit import quoting

TEXT = st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]))
NAME = TEXT.filter(lambda name: 0 < len(name.encode()) < 64)


def expression(sql: str) -> object:
    return parse_sql(f"SELECT {sql}")[0].stmt.targetList[0].val


@given(TEXT)
def test_a_text_is_one_constant_whatever_is_in_it(text: str) -> None:
    assert expression(quoting.literal(text)).val.sval == text


@given(NAME)
def test_a_name_is_one_name_whatever_is_in_it(name: str) -> None:
    assert [part.sval for part in expression(quoting.ident(name)).fields] == [name]


@given(st.tuples(NAME, NAME))
def test_a_qualified_name_keeps_its_parts(parts: tuple[str, str]) -> None:
    assert tuple(part.sval for part in expression(quoting.qualified(parts)).fields) == parts


@given(st.lists(st.tuples(TEXT, st.booleans(), st.none() | TEXT, st.lists(TEXT).map(tuple)), min_size=1))
def test_rows_keep_their_cells(table: list[tuple[quoting.Value, ...]]) -> None:
    found = parse_sql(f"VALUES\n{quoting.rows(table)}")[0].stmt.valuesLists
    assert [[quoting.literal(cell) for cell in row] for row in table] == [
        [deparsed(cell) for cell in row] for row in found
    ]


def deparsed(node: object) -> str:
    if node.isnull:
        return "NULL"
    if type(node.val).__name__ == "Boolean":
        return "true" if node.val.boolval else "false"
    return quoting.literal(node.val.sval)


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), "'{}'"),
        (("id", "home_region"), "'{id,home_region}'"),
        (("null", "A b", "it's", 'say "x"'), """'{"null","A b","it''s","say \\\\"x\\\\""}'"""),
    ],
)
def test_an_array_is_a_constant(items: tuple[str, ...], expected: str) -> None:
    assert quoting.literal(items) == expected.replace("'{\"null", "E'{\"null")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("app_user", "app_user"),
        ("user", '"user"'),
        ("order", '"order"'),
        ("position", '"position"'),
        ("name", "name"),
        ("Dossier", '"Dossier"'),
        ("1st", '"1st"'),
        ('a"b', '"a""b"'),
        ("é", '"é"'),
    ],
)
def test_a_name_is_quoted_only_where_it_must_be(name: str, expected: str) -> None:
    assert quoting.ident(name) == expected


def test_the_words_that_need_quotes_are_those_of_the_parser() -> None:
    assert RESERVED_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS | COL_NAME_KEYWORDS == quoting.KEYWORDS


@pytest.mark.parametrize("value", ["a\0b", ("fine", "a\0b")])
def test_what_postgresql_cant_keep_is_refused(value: quoting.Value) -> None:
    with pytest.raises(ValueError, match="can't keep"):
        quoting.literal(value)


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_a_name_that_cant_be_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="can't have a thing named"):
        quoting.ident(name)


def test_only_known_rights_and_well_formed_options_are_written() -> None:
    assert quoting.privileges(["SELECT", "INSERT"]) == "SELECT, INSERT"
    assert quoting.options(["origin = none", "run_as_owner = true"]) == "origin = none, run_as_owner = true"
    with pytest.raises(ValueError, match="isn't a right"):
        quoting.privileges(["SELECT", "ALL"])
    with pytest.raises(ValueError, match="isn't an option"):
        quoting.options(["origin = none); DROP TABLE x"])


def test_columns_are_aligned_and_a_long_one_has_lines_of_its_own() -> None:
    long = "x" * 50
    found = quoting.rows([("a", 1, long, True), ("bcd", 22, "y", False)])
    assert found == f"  ('a',   1,\n     '{long}',\n     true),\n  ('bcd', 22,\n     'y',\n     false)"


def test_what_is_equal_for_python_isnt_for_postgresql() -> None:
    assert [quoting.rows([row]) for row in [(True, 1), (1, True)]] == ["  (true, 1)", "  (1, true)"]
    assert [quoting.literal(value) for value in (False, 0, 1, True)] == ["false", "0", "1", "true"]


@given(st.text())
def test_a_comment_stays_a_comment(text: str) -> None:
    line = quoting.comment(text)
    assert len(line.splitlines() or [""]) == 1
    assert len(parse_sql(f"-- {line}\nSELECT 1")) == 1
