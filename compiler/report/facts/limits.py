"""The limits of names, as a table and one by one."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.report.facts import WIDTH, dated, dates
from compiler.report.table import sheet
from compiler.world.limits import NameLimit, Unit, words


def limits_text(limits: Sequence[NameLimit]) -> str:
    """A table with one line a kind of name."""
    headings = ("name of", "length", "characters", "capitals", "unique within", "as of")
    rows = [
        (limit.id, _length(limit), words(limit.allowed), limit.case.value, limit.unique_within.value, limit.as_of)
        for limit in limits
    ]
    return (
        f"{len(limits)} kinds of names and their limits, facts as of {dates(limit.as_of for limit in limits)}\n\n"
        f"{dated(headings, rows)}\n\n"
        "length: in characters, unless bytes are named. capitals: kept, lowered (stored in lower case) or ignored\n"
        "(names that differ in capitals only are the same).\n"
        "Everything about one kind, with its source: atlas facts limits s3-bucket"
    )


def limit_text(limit: NameLimit) -> str:
    """Everything about one kind of name, with its source."""
    rows = [
        ("the name of", limit.thing),
        ("length", f"{limit.min} to {limit.max} {limit.unit.value}"),
        ("characters", words(limit.allowed)),
        ("the first", words(limit.first)),
        ("the last", words(limit.last)),
        ("capitals", limit.case.value),
        ("refused if", ",\nor ".join(never.means for never in limit.never) or "-"),
        ("unique within", limit.unique_within.value),
        ("source", limit.source),
        ("of uniqueness", limit.unique_source or "the same"),
        ("confidence", limit.confidence.value),
        ("note", limit.note or "-"),
    ]
    return f"{limit.id}, facts as of {limit.as_of}\n\n{sheet(rows, WIDTH)}"


def _length(limit: NameLimit) -> str:
    return f"{limit.min}-{limit.max}" + (" bytes" if limit.unit is Unit.BYTES else "")
