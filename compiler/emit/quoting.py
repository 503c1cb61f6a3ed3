"""Values as PostgreSQL reads them back: names, texts, and rows of them. Nothing else may put a value into SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

Value = str | bool | int | None | tuple[str, ...]
"""What a cell of `rows` may be; a tuple becomes an array of text, where its place or a cast says so."""

_WIDEST_ALIGNED = 40
_PRIVILEGES = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
_OPTION = re.compile(r"[a-z_]+ = [a-z]+")
_PLAIN = re.compile(r"[a-z_][a-z0-9_]*")

KEYWORDS = frozenset(
    """
    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case
    cast char character check coalesce collate collation column concurrently constraint create cross current_catalog
    current_date current_role current_schema current_time current_timestamp current_user dec decimal default
    deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full grant
    greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join
    json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize
    json_table json_value lateral leading least left like limit localtime localtimestamp merge_action national
    natural nchar none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay
    placing position precision primary real references returning right row select session_user setof similar
    smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true
    union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat
    xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable
    """.split()  # noqa: SIM905 - a line for each word would be four pages
)
"""Words that can't stand for a name everywhere without quotes: the parser's lists but the unreserved one, 15 to 18."""


@cache
def ident(name: str) -> str:
    """A name of one part: as it is where PostgreSQL reads it so, else in quotes. ValueError if none can be made."""
    if not name or "\0" in name:
        raise ValueError(f"PostgreSQL can't have a thing named {name!r}.")
    if _PLAIN.fullmatch(name) and name not in KEYWORDS:
        return name
    return '"' + name.replace('"', '""') + '"'


def idents(names: Iterable[str]) -> str:
    """Names with commas between them."""
    return ", ".join(ident(name) for name in names)


@cache
def qualified(parts: tuple[str, ...]) -> str:
    """A name with the schema that it is in: `("public", "app_user")` is `public.app_user`."""
    return ".".join(ident(part) for part in parts)


def names(tables: Iterable[tuple[str, ...]], indent: int = 4) -> str:
    """Qualified names, one a line."""
    return ",\n".join(" " * indent + qualified(table) for table in tables)


@lru_cache(maxsize=None, typed=True)  # typed: True is equal to 1
def literal(value: Value) -> str:
    """A constant. ValueError for text with a NUL, which PostgreSQL can't keep."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return literal("{" + ",".join(_element(item) for item in value) + "}")
    if "\0" in value:
        raise ValueError(f"PostgreSQL can't keep the text {value!r}.")
    doubled = value.replace("'", "''")
    return "E'" + doubled.replace("\\", "\\\\") + "'" if "\\" in doubled else f"'{doubled}'"


def _element(item: str) -> str:
    """An item of an array, inside the array's constant."""
    if _PLAIN.fullmatch(item) and item != "null":
        return item
    return '"' + item.replace("\\", "\\\\").replace('"', '\\"') + '"'


def rows(table: Iterable[Sequence[Value]], indent: int = 2) -> str:
    """Rows of constants for VALUES. Columns are aligned; one with a long cell has lines of its own."""
    return _aligned(tuple(tuple(map(literal, row)) for row in table), indent)


@lru_cache(maxsize=32)  # most homes have the same tables
def _aligned(written: tuple[tuple[str, ...], ...], indent: int) -> str:
    cells = [[f"{cell}," for cell in row[:-1]] + [f"{row[-1]})"] for row in written]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ",\n".join(" " * indent + "(" + _row(row, widths, indent + 3) for row in cells)


def _row(cells: Sequence[str], widths: Sequence[int], indent: int) -> str:
    lines = [""]
    for cell, width in zip(cells, widths, strict=True):
        if width > _WIDEST_ALIGNED:
            lines += [" " * indent + cell, " " * indent]
        else:
            lines[-1] += cell.ljust(width + 1)
    return "\n".join(line.rstrip() for line in lines if line.strip())


def comma(is_last: bool) -> str:
    """What stands behind an item of a list in parentheses."""
    return "" if is_last else ","


def semicolon(is_last: bool) -> str:
    """What stands behind an item of a list that ends the statement."""
    return ";" if is_last else ","


def privileges(words: Sequence[str]) -> str:
    """Rights on a table. ValueError for a word that isn't one."""
    unknown = [word for word in words if word not in _PRIVILEGES]
    if unknown:
        raise ValueError(f"{unknown[0]!r} isn't a right that Atlas gives.")
    return ", ".join(words)


def options(settings: Sequence[str]) -> str:
    """Options of a subscription, each `name = word`. ValueError for anything else."""
    odd = [setting for setting in settings if not _OPTION.fullmatch(setting)]
    if odd:
        raise ValueError(f"{odd[0]!r} isn't an option.")
    return ", ".join(settings)


def comment(text: str) -> str:
    """Text that stays inside the comment that it is put into: one line, nothing unprintable."""
    return "".join(character if character.isprintable() else " " for character in text)
