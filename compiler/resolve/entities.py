"""Classes and entities."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.language.classes import BUILT_IN
from compiler.language.classes import ResidencyClass as ClassRow
from compiler.language.document import Document
from compiler.language.entities import Entity as EntityRow
from compiler.model.entities import Column, ColumnKind, Entity, ResidencyClass, Retention
from compiler.resolve.declared import declared


def resolve_classes(document: Document) -> dict[str, ResidencyClass]:
    """The classes that the file declares and the two that come with the language, sorted by name."""
    built_in = {name: ClassRow.model_validate(answers) for name, answers in BUILT_IN.items()}
    rows = {**document.classes, **built_in}
    return {name: declared(ResidencyClass, row, name=name) for name, row in sorted(rows.items())}


def resolve_entities(document: Document, classes: Mapping[str, ResidencyClass]) -> dict[str, Entity]:
    """Every entity, sorted by name."""
    rows = document.entities
    return {name: _entity(name, row, classes[row.class_], rows) for name, row in sorted(rows.items())}


def _entity(name: str, row: EntityRow, residency: ResidencyClass, rows: Mapping[str, EntityRow]) -> Entity:
    schema, _, table = (row.table or name).rpartition(".")
    home = row.home_column if residency.writes == "home" else None
    return declared(
        Entity,
        row,
        name=name,
        database=next(store for store in row.stores if store.startswith("database.")).removeprefix("database."),
        schema=schema or "public",
        table=table,
        home_column=home,
        columns=_columns(row, home, residency),
        people=rows[_whose(name, rows, "people")].people,
        retention=_retention(_whose(name, rows, "retention"), rows),
    )


def _whose(name: str, rows: Mapping[str, EntityRow], key: str) -> str:
    """The first entity that says something of `key`: this one, or those that `subject` leads to from here."""
    seen = [name]
    while key not in rows[seen[-1]].model_fields_set:
        row = rows[seen[-1]]
        onward = row.references.get(row.subject) if row.subject else None
        if onward is None or onward in seen:
            return name
        seen.append(onward)
    return seen[-1]


def _retention(owner: str, rows: Mapping[str, EntityRow]) -> Retention | None:
    row = rows[owner].retention
    return None if row is None else declared(Retention, row, of=owner)


def _columns(row: EntityRow, home: str | None, residency: ResidencyClass) -> tuple[Column, ...]:
    at_home = [home] if home else []
    order = dict.fromkeys([*row.key_, *at_home, *sorted(row.personal), *sorted(row.references), *row.columns])
    return tuple(
        Column(
            name=name,
            kind=_kind(name, row, home),
            category=row.personal.get(name),
            references=row.references.get(name),
            unique=name in row.unique or row.key_ == [name],
            withheld=name in row.withheld,
            travels=residency.is_copied and name not in row.withheld,
        )
        for name in order
    )


def _kind(name: str, row: EntityRow, home: str | None) -> ColumnKind:
    if name in row.key_:
        return "key"
    if name == home:
        return "home"
    if name in row.personal:
        return "personal"
    return "reference" if name in row.references else "plain"
