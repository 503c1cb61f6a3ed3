"""Facts as text for people, one file a subject, and as JSON for programs; `atlas facts` prints them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from compiler.report.table import table

WIDTH = 80
"""What fits a terminal; the older tables of regions and names are as wide as they must be."""


def facts_json(**facts: object) -> str:
    """The facts under the names given, as they are; keys sorted, exact numbers as numbers."""
    import orjson

    return orjson.dumps(facts, default=_number, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode()


def _number(value: object) -> float:
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def dates(found: Iterable[str]) -> str:
    """From the first of some dates to the last: `2023-06-15 to 2026-11`; one where all are the same."""
    ordered = sorted(set(found))
    return ordered[0] if len(ordered) == 1 else f"{ordered[0]} to {ordered[-1]}"


def dated(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose last column has dates, without it where all are the same: that one is said above the table."""
    end = None if len({row[-1] for row in rows}) > 1 else -1
    return table(headings[:end], [row[:end] for row in rows])
