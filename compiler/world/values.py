"""What AWS allows as the value of an argument of a Terraform resource: words of a list, a length, a pattern.

All of these arguments are texts. An argument without a rule isn't unconstrained, only not known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from compiler.frozen import frozen
from compiler.world.limits import visible
from compiler.world.reading import Record, read
from compiler.world.sources import Confidence

FILE = Path(__file__).with_name("values.json")
_SHOWN = 60
_FEW = 10


@frozen
class ValueRule:
    """The rule of one argument: `words` that it may be (none: any text), its length in characters, and a pattern.

    `pattern` is a regular expression of Python, for ASCII, which finds something in a text that fits. None where there
    is no bound.
    """

    resource: str
    argument: str
    words: tuple[str, ...]
    least: int | None
    most: int | None
    pattern: str | None


@frozen
class Rules:
    """The whole file: where the rules come from, and the rules of each resource, read when they are asked for."""

    file: Path
    source: str
    as_of: str
    confidence: Confidence
    note: str
    resources: Mapping[str, object]


def check(resource: str, argument: str, value: str) -> str | None:
    """One sentence on what is wrong with a value, which the emitters of Terraform will ask before they write it; None
    where it fits, and where that can't be said: without a rule, and of a value that is computed later (`${...}`).
    """
    found = rule(resource, argument)
    if found is None or "${" in value:
        return None
    reason = _word(found, value) or _length(found, value) or _form(found, value)
    shown = visible(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
    return f"`{shown}` can't be `{argument}` of `{resource}`: {reason}." if reason else None


def _word(found: ValueRule, value: str) -> str | None:
    if not found.words or value in found.words:
        return None
    shown = ", ".join(f"`{word}`" for word in found.words[:_FEW])
    more = len(found.words) - _FEW
    return f"it may be {shown}{f' and {more} more' if more > 0 else ''}"


def _length(found: ValueRule, value: str) -> str | None:
    has = f"it has {len(value)} character{'' if len(value) == 1 else 's'}"
    if found.least is not None and len(value) < found.least:
        return f"{has}, at least {found.least} are needed"
    if found.most is not None and len(value) > found.most:
        return f"{has}, at most {found.most} are allowed"
    return None


def _form(found: ValueRule, value: str) -> str | None:
    fits = found.pattern is None or re.search(_whole(found.pattern), value, re.ASCII)
    return None if fits else f"it doesn't fit `{found.pattern}`"


def _whole(pattern: str) -> str:
    """The pattern with an end that is the end: `$` alone would let a line break follow."""
    return f"{pattern[:-1]}\\Z" if pattern.endswith("$") and not pattern.endswith("\\$") else pattern


def rule(resource: str, argument: str) -> ValueRule | None:
    """The rule of an argument, such as `name` of `aws_lb`; None where it isn't known."""
    return next((found for found in rules(resource) if found.argument == argument), None)


@cache
def rules(resource: str) -> tuple[ValueRule, ...]:
    """The rules of a resource, sorted by argument; none where none is known."""
    table = all_rules()
    if resource not in table.resources:
        return ()
    record = Record(table.file, table.resources[resource], resource)
    return tuple(sorted((parse_rule(resource, *row) for row in record.records()), key=lambda found: found.argument))


def resources() -> tuple[str, ...]:
    """The resources with rules, sorted."""
    return tuple(sorted(all_rules().resources))


@cache
def all_rules() -> Rules:
    """The whole file, without reading each rule."""
    return parse_rules(read(FILE))


def parse_rules(record: Record) -> Rules:
    """What a file says of itself, and its resources; FactsError for whatever is missing or mistyped."""
    record.text("what")
    found = Rules(
        record.file,
        record.text("source"),
        record.as_of(),
        record.choice("confidence", Confidence),
        record.text("note"),
        record.rows("resources"),
    )
    record.close()
    return found


def parse_rule(resource: str, argument: str, row: Record) -> ValueRule:
    """One rule; FactsError for whatever is mistyped, for bounds without room, and for a pattern that is none."""
    found = ValueRule(
        resource,
        argument,
        row.texts("enum"),
        row.count_or_none("min"),
        row.count_or_none("max"),
        row.text_or_none("pattern"),
    )
    row.close()
    bounds = [bound for bound in (found.least, found.most) if bound is not None]
    if bounds != sorted(bounds) or not (found.words or bounds or found.pattern):
        raise row.error("", "allows no text at all, or any.")
    try:
        re.compile(_whole(found.pattern or ""))
    except re.error as error:
        raise row.error("pattern", f"isn't a regular expression: {error}.") from error
    return found
