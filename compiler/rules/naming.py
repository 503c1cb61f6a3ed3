"""Names that carry data: they stand in constraints, logs and plans, where nobody looks for what must be erased."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity
from compiler.rules.rule import Context, Rule

NAME_CARRIES_DATA = Code("name-carries-data", "A name that carries data")

_DIGITS = re.compile(r"\d+(?:[_-]\d+)*")
_DATE = re.compile(r"(?:19|20)\d{2}[_-]?(?:0[1-9]|1[0-2])[_-]?(?:0[1-9]|[12]\d|3[01])")
_DATE_REVERSED = re.compile(r"(?:0[1-9]|[12]\d|3[01])[_-]?(?:0[1-9]|1[0-2])[_-]?(?:19|20)\d{2}")
_YEARS = re.compile(r"(?:19|20)\d{2}(?:[_-](?:19|20)\d{2})*")
_LONG = 7
"""Digits from which on a number is a telephone's, a customer's or an account's (an IBAN has more); versions, sizes and
standards have fewer."""
_HEX = re.compile(r"(?=\d*[a-f])(?=(?:[a-f]*\d){4})[0-9a-f]{16,}")
_MAIL = re.compile(
    r".+[_-](?:at[_-].+[_-](?:com|net|org)|(?:gmail|gmx|googlemail|hotmail|icloud|outlook|protonmail|yahoo)[_-][a-z]{2,3})"
)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every name that a person gave, and that is emitted."""
    del context
    for path, name in _names(deployment):
        what = carried(name)
        if what is not None:
            yield Diagnostic(
                NAME_CARRIES_DATA,
                f"`{name}` has {what} in it.",
                "Names stand in constraints, logs, alarms and plans of every region: what they say of somebody is "
                "copied there, and never erased.",
                "Name the thing by what it is for; what differs from row to row belongs in a column.",
                path,
                on_key=path[-1] == name,
            )


def _names(deployment: Deployment) -> Iterator[tuple[Path, str]]:
    """Each name with its path, which ends with the name itself where that is a key or stands in a list."""
    yield ("system",), deployment.system
    yield ("observability", "namespace"), deployment.observability.namespace
    yield ("environments", deployment.environment.name), deployment.environment.name
    sections: dict[str, Iterable[str]] = {
        "contacts": deployment.contacts,
        "classes": deployment.classes,
        "entities": deployment.entities,
        "storage": deployment.storage,
        "cache": deployment.cache,
        "compute": deployment.compute,
        "database": deployment.database,
        "routing": deployment.routing,
    }
    for section, names in sections.items():
        yield from (((section, name), name) for name in names)
    for entity in deployment.entities.values():
        yield from _columns(entity)


def _columns(entity: Entity) -> Iterator[tuple[Path, str]]:
    at: Path = ("entities", entity.name)
    if entity.table != entity.name:
        yield (*at, "table"), entity.table
    places = {"plain": "columns", "personal": "personal", "reference": "references", "key": "key"}
    for column in entity.columns:
        yield ((*at, places[column.kind], column.name) if column.kind in places else (*at, "home_column")), column.name


def carried(name: str) -> str | None:
    """What a name holds that is data, in words ("a day"); None for a name that is only a name."""
    if _HEX.search(name.replace("_", "").replace("-", "")):
        return "an id"
    for digits in _DIGITS.findall(name):
        if _DATE.fullmatch(digits) or _DATE_REVERSED.fullmatch(digits):
            return "a day"
        if sum(map(str.isdigit, digits)) >= _LONG and not _YEARS.fullmatch(digits):
            return "a long number"
    return "an e-mail address" if _MAIL.fullmatch(name) else None


RULE = Rule((NAME_CARRIES_DATA,), check)
