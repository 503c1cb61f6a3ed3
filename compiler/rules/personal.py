"""Personal data: columns that look like it, more than a class may hold, and rows that no person can be found for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.entities import HOLDS, Column, Entity
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives, listed

COLUMN_LOOKS_PERSONAL = Code("column-looks-personal", "A column that looks personal is listed as plain")
HOLDS_EXCEEDED = Code("holds-exceeded", "An entity says more about a person than its class may hold")
SUBJECT_UNREACHABLE = Code("subject-unreachable", "Personal data that leads to nobody")
RETENTION_ENDLESS = Code("retention-endless", "Personal data is kept without an end", Severity.WARNING)

_ENDINGS = {
    "contact": "email, email address, mail address, phone, phone number, mobile, mobile number, telephone, fax",
    "identity": "first name, last name, full name, given name, family name, middle name, maiden name, surname, "
    "username, firstname, lastname, nickname, birth date, birth day, birthday, birthdate, date of birth, dob, "
    "birth place, birthplace, gender, sex, nationality, passport, passport number, ssn, social security number, "
    "national id",
    "location": "address, address line, street, home town",
    "technical": "ip, ip address, user agent",
    "credential": "password, password hash",
    "financial": "iban, bank account, card number, credit card, salary, income",
    "health": "diagnosis, blood type, disability",
    "belief": "religion, ethnicity",
}
"""How names of columns end that say something about a person, by the category that fits."""

_PEOPLE = (
    "agent applicant author buyer child client contact customer employee father guardian guest holder landlord member "
    "mother owner parent partner patient person recipient seller spouse student teacher tenant user visitor"
)
"""Words before `name` with which it is the name of a person."""

_NOT_OF_PEOPLE = (
    "agency branch building business company department facility host mac network office organisation organization "
    "property server shop site store support system venue warehouse web"
)
"""Words with which a column says that it is of a thing or of a company (`office_phone`)."""

_CATEGORIES: Mapping[tuple[str, ...], str] = {
    tuple(ending.split()): category for category, endings in _ENDINGS.items() for ending in endings.split(", ")
}
_PERSONS, _THINGS = frozenset(_PEOPLE.split()), frozenset(_NOT_OF_PEOPLE.split())


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every entity that may have rows."""
    del context
    entities = [entity for entity in deployment.entities.values() if entity.state != "retired"]
    for entity in entities:
        yield from _looks_personal(entity, deployment)
        yield from _holds(entity, deployment)
    chains = {entity.name: _chain(entity, deployment) for entity in entities if entity.personal}
    yield from _unreachable(chains)
    yield from _endless(chains, deployment)


def category_of(name: str) -> str | None:
    """The category of personal data that a column's name speaks of; None where it speaks of none."""
    words = tuple(re.findall("[a-z]+", name))
    if not set(words).isdisjoint(_THINGS):
        return None
    if words[-1:] == ("name",) and words[-2:-1] and words[-2] in _PERSONS:
        return "identity"
    return next((_CATEGORIES[words[-n:]] for n in (3, 2, 1) if words[-n:] in _CATEGORIES), None)


def _looks_personal(entity: Entity, deployment: Deployment) -> Iterator[Diagnostic]:
    unnamed = [row for row in entity.columns if row.kind in ("plain", "key") and not (row.category or row.references)]
    meant = {row.name: category for row in unnamed if (category := category_of(row.name))}
    if not meant:
        return
    first = next(row for row in unnamed if row.name in meant)
    copied = {"home": "", "jurisdiction": "copied inside its jurisdiction and ", "everywhere": "copied everywhere and "}
    look, are, them = ("looks", "isn't", "it") if len(meant) == 1 else ("look", "aren't", "them")
    yield Diagnostic(
        COLUMN_LOOKS_PERSONAL,
        f"{alternatives(tuple(meant), 'and')} of {entity.class_} `{entity.name}` {look} personal, and {are} named "
        "under `personal`.",
        f"What is said about a person would be {copied[deployment.classes[entity.class_].copies]}left out of exports "
        "and of erasure.",
        f"Name {them} there: `{', '.join(f'{name}: {category}' for name, category in meant.items())}`; what is of a "
        "company or a thing can say so in its name, as in `office_phone`.",
        ("entities", entity.name, "key" if first.kind == "key" else "columns", first.name),
    )


def _holds(entity: Entity, deployment: Deployment) -> Iterator[Diagnostic]:
    residency = deployment.classes[entity.class_]
    kept = [row for row in entity.personal if row.travels or not residency.is_copied]
    beyond = [row for row in kept if _level(row) > HOLDS.index(residency.holds)]
    if not beyond:
        return
    first = max(beyond, key=_level)
    most = "nothing about a person" if residency.holds == "none" else f"{residency.holds} data at most"
    columns = alternatives([row.name for row in beyond], "and")
    other = f"Withhold {columns}, or give" if residency.is_copied and residency.writes == "home" else "Give"
    yield Diagnostic(
        HOLDS_EXCEEDED,
        f"`{first.name}` of `{entity.name}` is {first.category}, and {'copies' if residency.is_copied else 'rows'} of "
        f"class `{residency.name}` hold {most}.",
        "Where the rows may be, and on what paper, was signed for less than they say.",
        f"{other} the entity a class with `holds: {first.says}`.",
        ("entities", entity.name, "personal", first.name),
    )


def _level(column: Column) -> int:
    return HOLDS.index(column.says)


@frozen
class _Chain:
    """The entities that `subject` leads through; `back` is the one that the last of them leads back to, if it does, and
    `ends` whether the last one says whose its rows are."""

    names: tuple[str, ...]
    back: str | None
    ends: bool

    @property
    def is_sound(self) -> bool:
        return self.ends and self.back is None


def _chain(entity: Entity, deployment: Deployment) -> _Chain:
    names = [entity.name]
    while True:
        here = deployment.entities[names[-1]]
        onward = next((column.references for column in here.columns if column.name == here.subject), None)
        if onward is None or onward in names:
            return _Chain(tuple(names), onward, here.subject is not None)
        names.append(onward)


def _unreachable(chains: Mapping[str, _Chain]) -> Iterator[Diagnostic]:
    """Chains that end in an entity without a subject, or lead back: one finding for each such end."""
    why = "Nobody could tell whose rows these are: they would be left out of every export and every erasure."
    for end, names in _grouped((chain.names[-1], name) for name, chain in chains.items() if not chain.ends).items():
        yield Diagnostic(
            SUBJECT_UNREACHABLE,
            f"`subject` of {listed(names, most=3)} leads to `{end}`, which has none.",
            why,
            f"Write in `{end}` which of its columns tells the person: `subject: ...`.",
            ("entities", chains[names[0]].names[-2], "subject"),
        )
    circles = ((min(_circle(chain)), name) for name, chain in chains.items() if chain.back is not None)
    for first, names in _grouped(circles).items():
        yield Diagnostic(
            SUBJECT_UNREACHABLE,
            f"`subject` of {listed(names, most=3)} leads round in a circle, and to no person.",
            why,
            f"Name in `{first}` the column that tells the person.",
            ("entities", first, "subject"),
        )


def _circle(chain: _Chain) -> tuple[str, ...]:
    return chain.names[chain.names.index(chain.back) :] if chain.back else ()


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for end, name in pairs:
        groups.setdefault(end, []).append(name)
    return groups


def _endless(chains: Mapping[str, _Chain], deployment: Deployment) -> Iterator[Diagnostic]:
    """Sound chains without a limit: one finding for the entity that says so."""
    limitless = {name for name, entity in deployment.entities.items() if entity.retention is None}
    endless = ((chain, name) for name, chain in chains.items() if chain.is_sound and name in limitless)
    says = ((chain.names[-1] if chain.names[-1] in limitless else name, name) for chain, name in endless)
    for end, names in _grouped(says).items():
        yield Diagnostic(
            RETENTION_ENDLESS,
            f"Personal data of {listed(names, most=3)} is kept without an end.",
            "What says something about a person may be kept as long as its purpose lasts; this would never go.",
            f"Write `retention: {{ keep: ..., after: ... }}` in `{end}`, with the column whose moment counts.",
            ("entities", end, "retention"),
        )


RULE = Rule((COLUMN_LOOKS_PERSONAL, HOLDS_EXCEEDED, SUBJECT_UNREACHABLE, RETENTION_ENDLESS), check)
