"""What a name may be, for everything that Atlas names: length, characters, ends, case, and within what it is unique."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from pathlib import Path

from compiler.frozen import frozen
from compiler.world.reading import FactsError, Record, read
from compiler.world.sources import Confidence

FILE = Path(__file__).with_name("limits.yaml")
ANY = ("any",)


class Unit(Enum):
    """What a length is counted in; bytes are those of UTF-8."""

    CHARACTERS = "characters"
    BYTES = "bytes"


class Case(Enum):
    """What becomes of capital letters: kept, stored in lower case, or kept but not told apart."""

    KEPT = "kept"
    LOWERED = "lowered"
    IGNORED = "ignored"


class Scope(Enum):
    """Within what no two things of a kind may have one name."""

    PARTITION = "partition"
    ACCOUNT = "account"
    REGION = "account and region"
    CLUSTER = "ECS cluster"
    SERVER = "PostgreSQL server"
    DATABASE = "database"


@frozen
class Never:
    """A regular expression that must not be found in a name, and what it means if it is: `it begins with ...`."""

    found: str
    means: str


@frozen
class NameLimit:
    """The limit of one kind of name.

    `thing` is what bears the name, with its article (`an RDS instance`); `allowed`, `first` and `last` are characters
    and ranges (`a-z`), for the whole name and its two ends; `allowed` is `("any",)` where only control characters are
    refused. `unique_source` is None where `source` tells the scope too. `as_of` is a date as precise as it is known.
    """

    id: str
    thing: str
    min: int
    max: int
    unit: Unit
    allowed: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]
    case: Case
    never: tuple[Never, ...]
    unique_within: Scope
    unique_source: str | None
    source: str
    as_of: str
    confidence: Confidence
    note: str | None


def check_name(limit: NameLimit, text: str) -> str | None:
    """None where `text` fits; else one sentence on the first thing that doesn't."""
    reason = _length(limit, text) or _characters(limit, text) or _form(limit, text)
    return f"`{visible(text)}` can't be the name of {limit.thing}: {reason}." if reason else None


def _length(limit: NameLimit, text: str) -> str | None:
    length = len(text.encode(errors="surrogatepass")) if limit.unit is Unit.BYTES else len(text)
    if limit.min <= length <= limit.max:
        return None
    bound = f"at most {limit.max}" if length > limit.max else f"at least {limit.min}"
    unit = limit.unit.value.removesuffix("s") if length == 1 else limit.unit.value
    return f"it has {length} {unit}, {bound} are allowed"


def _characters(limit: NameLimit, text: str) -> str | None:
    wrong = next((character for character in text if not _is_one_of(limit.allowed, character)), None)
    if wrong is not None:
        return f"`{visible(wrong)}` isn't allowed in it; allowed are {words(limit.allowed)}"
    for end, character, allowed in (("begins", text[0], limit.first), ("ends", text[-1], limit.last)):
        if not _is_one_of(allowed, character):
            return f"it {end} with `{character}`; there may stand {words(allowed)}"
    return None


def _form(limit: NameLimit, text: str) -> str | None:
    if limit.case is Case.LOWERED and text != text.lower():
        return "it has capital letters, and is stored without"
    return next((never.means for never in limit.never if re.search(never.found, text)), None)


def _is_one_of(allowed: tuple[str, ...], character: str) -> bool:
    if allowed == ANY:
        return character >= " " and character != "\x7f"
    return any(item[0] <= character <= item[-1] for item in allowed)


def visible(text: str) -> str:
    """The text with the characters that can't be seen as `U+000A`."""
    return "".join(character if character.isprintable() else f"U+{ord(character):04X}" for character in text)


def words(allowed: tuple[str, ...]) -> str:
    """A set of characters as a person reads it: `a-z 0-9 -`."""
    return "all but control characters" if allowed == ANY else " ".join(allowed)


@cache
def name_limits() -> tuple[NameLimit, ...]:
    """All limits of names, sorted by id."""
    return parse_limits(read(FILE))


def name_limit(limit_id: str) -> NameLimit:
    """The limit of one kind of name, such as `alb` or `postgres-slot`; FactsError if there is none."""
    for limit in name_limits():
        if limit.id == limit_id:
            return limit
    raise FactsError(FILE, f"there is no limit `{limit_id}`.")


def parse_limits(record: Record) -> tuple[NameLimit, ...]:
    """The limits that a file lists by id; FactsError for whatever is missing or mistyped."""
    return tuple(_limit(limit_id, entry) for limit_id, entry in sorted(record.records(), key=lambda named: named[0]))


def _limit(limit_id: str, entry: Record) -> NameLimit:
    allowed = _set(entry, "allowed")
    unique = entry.record("unique")
    limit = NameLimit(
        id=limit_id,
        thing=entry.text("thing"),
        min=entry.count("min"),
        max=entry.count("max"),
        unit=entry.choice("unit", Unit),
        allowed=allowed,
        first=_set(entry, "first") or allowed,
        last=_set(entry, "last") or allowed,
        case=entry.choice("case", Case),
        never=tuple(_never(item) for item in entry.listed("never")),
        unique_within=unique.choice("within", Scope),
        unique_source=unique.text_or_none("source"),
        source=entry.text("source"),
        as_of=entry.as_of(),
        confidence=entry.choice("confidence", Confidence),
        note=entry.text_or_none("note"),
    )
    unique.close()
    entry.close()
    if not allowed or not 1 <= limit.min <= limit.max:
        raise FactsError(entry.file, f"`{limit_id}` allows no name at all.")
    return limit


def _set(entry: Record, key: str) -> tuple[str, ...]:
    items = entry.texts(key)
    for item in items:
        if len(item) != 1 and not re.fullmatch(r".-.", item) and items != ANY:
            raise entry.error(key, f"should hold characters and ranges such as a-z, not `{item}`.")
    return items


def _never(item: Record) -> Never:
    never = Never(item.text("found"), item.text("means"))
    item.close()
    try:
        re.compile(never.found)
    except re.error as error:
        raise item.error("found", f"isn't a regular expression: {error}.") from error
    return never
