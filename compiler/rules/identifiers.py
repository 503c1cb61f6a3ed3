"""Keys, unique columns and withheld ones: what several writers can't keep apart, and what a copy can't do without."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.model.entities import Column, Entity, ResidencyClass
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives, listed

KEY_SEVERAL_WRITERS = Code("key-several-writers", "A key that two homes can give twice")
UNIQUE_SEVERAL_WRITERS = Code("unique-several-writers", "A unique column that several homes write")
APPEND_MUTABLE = Code("append-mutable", "Rows that are only added, and deleted")
WITHHELD_NEEDED = Code("withheld-needed", "A column stays at home that every copy needs")
WITHHELD_LOST = Code("withheld-lost", "A column stays at home of rows that have none")
WITHHELD_NOTHING = Code("withheld-nothing", "A column stays at home of rows that aren't copied")

_MADE = re.compile(r"(?:.*_)?(?:id|uuid|ulid|guid)")
"""How columns are called whose values `replication.ids` makes."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every entity that is in use."""
    del context
    for entity in deployment.entities.values():
        residency = deployment.classes[entity.class_]
        if entity.state != "active":
            continue
        yield from _withheld(entity, residency)
        if residency.is_copied and residency.writes != "single":
            yield from _key(entity, deployment)
            yield from _unique(entity)
        if residency.is_copied and residency.writes == "append" and entity.delete != "never":
            yield _mutable(entity)


def _key(entity: Entity, deployment: Deployment) -> Iterator[Diagnostic]:
    columns = [column for column in entity.columns if column.name in entity.key_]
    if any(column.name == entity.home_column or _is_made(column, deployment) for column in columns):
        return
    yield Diagnostic(
        KEY_SEVERAL_WRITERS,
        f"The key of `{entity.name}` is {alternatives(entity.key_, 'and')}, and every home writes it.",
        "Two homes can give two rows the same key: each copy is refused where the other row is, and nothing arrives "
        "there any more.",
        f"Write `key: [{', '.join([entity.home_column, *entity.key_])}]`, or give its rows an `id`."
        if entity.home_column
        else "Write `key: [id]`, and let the application make it as `replication.ids` says.",
        ("entities", entity.name, "key"),
    )


def _is_made(column: Column, deployment: Deployment) -> bool:
    """Whether no two homes give it the same value: an id that is made, or that of a row which is written there too."""
    if column.references is None:
        return _MADE.fullmatch(column.name) is not None
    return deployment.entities[column.references].home_column is not None


def _unique(entity: Entity) -> Iterator[Diagnostic]:
    columns = [row.name for row in entity.columns if row.unique and row.travels and row.name not in entity.key_]
    if columns:
        is_, it = ("is", "it") if len(columns) == 1 else ("are", "them")
        yield Diagnostic(
            UNIQUE_SEVERAL_WRITERS,
            f"{alternatives(columns, 'and')} of `{entity.name}` {is_} unique, and every home writes {it}.",
            "Two homes can write one value before they hear of each other: the copy of the second row is refused, and "
            "nothing arrives any more until somebody deletes one of the two.",
            f"Take {it} out of `unique`, or give `{entity.name}` a class with one writer (`writes: single`).",
            ("entities", entity.name, "unique", columns[0]),
        )


def _mutable(entity: Entity) -> Diagnostic:
    return Diagnostic(
        APPEND_MUTABLE,
        f"Rows of `{entity.name}` are only added, and its `delete` is `{entity.delete}`.",
        "Any home may add such rows because none is ever changed: if two homes change one row, each overwrites the "
        "other's, and the copies differ unseen.",
        f"Write `delete: never` in `{entity.name}`, or give it a class that is written at home.",
        ("entities", entity.name, "delete"),
    )


def _withheld(entity: Entity, residency: ResidencyClass) -> Iterator[Diagnostic]:
    columns = [column.name for column in entity.columns if column.withheld]
    needed = [name for name in columns if name in (*entity.key_, entity.home_column)]
    if not columns:
        return
    if not residency.is_copied:
        yield Diagnostic(
            WITHHELD_NOTHING,
            f"`{entity.name}` withholds {listed(columns, most=3)}, and nothing of it is copied.",
            "A reader would take the other columns for copied.",
            "Delete the line, or give the entity a class that is copied and written at home.",
            ("entities", entity.name, "withheld"),
            on_key=True,
        )
    elif residency.writes != "home":
        yield _homeless(entity, residency, columns)
    elif needed:
        yield Diagnostic(
            WITHHELD_NEEDED,
            f"`{needed[0]}` tells which row of `{entity.name}` a copy is of, and is withheld.",
            "PostgreSQL finds the row to change by it: without it, every change fails where it is made, at home.",
            f"Take `{needed[0]}` out of `withheld`.",
            ("entities", entity.name, "withheld", needed[0]),
        )


def _homeless(entity: Entity, residency: ResidencyClass, columns: list[str]) -> Diagnostic:
    single = residency.writes == "single"
    return Diagnostic(
        WITHHELD_LOST,
        f"`{entity.name}` withholds {listed(columns, most=3)}, and its rows aren't at home anywhere.",
        "Only the region that writes now would have what is withheld, and who writes after it would write without."
        if single
        else "What is withheld would be in the one region that added the row, and nothing says which.",
        "Delete the line, or give the entity a class that is copied and written at home.",
        ("entities", entity.name, "withheld"),
        on_key=True,
    )


RULE = Rule(
    (
        KEY_SEVERAL_WRITERS,
        UNIQUE_SEVERAL_WRITERS,
        APPEND_MUTABLE,
        WITHHELD_NEEDED,
        WITHHELD_LOST,
        WITHHELD_NOTHING,
    ),
    check,
)
