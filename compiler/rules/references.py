"""Foreign keys against classes: what a row points to must be kept as widely as the row. PostgreSQL checks no copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.model.deployment import Deployment
from compiler.model.entities import Column, Entity, ResidencyClass
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed

REFERENCE_ABROAD = Code("reference-abroad", "A copied row points to one that isn't copied with it")
REFERENCE_ACROSS_DATABASES = Code("reference-across-databases", "A reference out of its database")
PARENT_DELETED_HARD = Code("parent-deleted-hard", "Rows are deleted for good under rows that point to them")

_REACH = ("nowhere but where all of it is written", "at its home only", "inside its jurisdiction only", "everywhere")
"""How widely rows are kept, from narrow to wide."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every reference from an entity that has rows, and every parent that is deleted for good."""
    del context
    children = _children(deployment)
    for entity in deployment.entities.values():
        if entity.state != "retired":
            for column in entity.columns:
                yield from _reference(entity, column, deployment)
            yield from _deleted(entity, children.get(entity.name, ()), deployment)


def _children(deployment: Deployment) -> dict[str, list[Entity]]:
    """The entities with rows that point to each one, once for all: asking every one of every other takes too long."""
    found: dict[str, list[Entity]] = {}
    for child in deployment.entities.values():
        if child.state != "retired":
            for parent in {column.references for column in child.columns if column.references is not None}:
                found.setdefault(parent, []).append(child)
    return found


def _reference(entity: Entity, column: Column, deployment: Deployment) -> Iterator[Diagnostic]:
    if column.references is None:
        return
    other = deployment.entities[column.references]
    if other.state == "retired":
        return  # PostgreSQL itself refuses to drop a table while others point to it
    at: Path = ("entities", entity.name, "references", column.name)
    if entity.database != other.database:
        yield Diagnostic(
            REFERENCE_ACROSS_DATABASES,
            f"`{entity.name}` is in `database.{entity.database}` and points to `{other.name}`, which is in "
            f"`database.{other.database}`.",
            "PostgreSQL has no foreign key from one database into another: nothing would keep the two together.",
            f"Keep both in one database, or name `{column.name}` under `columns` and let the application check it.",
            at,
        )
    elif column.name not in entity.published and deployment.classes[entity.class_].is_copied:
        return  # at other homes it doesn't point anywhere
    else:
        yield from _abroad(entity, other, at, deployment)


def _abroad(entity: Entity, other: Entity, at: Path, deployment: Deployment) -> Iterator[Diagnostic]:
    wide, narrow = deployment.classes[entity.class_], deployment.classes[other.class_]
    if _reach(wide) <= _reach(narrow):
        return
    yield Diagnostic(
        REFERENCE_ABROAD,
        f"{wide.name} `{entity.name}` points to {narrow.name} `{other.name}`.",
        f"`{entity.name}` is kept {_REACH[_reach(wide)]}, `{other.name}` {_REACH[_reach(narrow)]}: elsewhere rows "
        "would point to nothing, and PostgreSQL checks no reference of a copy.",
        f"Make `{entity.name}` {narrow.name}, or turn the reference round.",
        at,
    )


def _deleted(parent: Entity, children: Sequence[Entity], deployment: Deployment) -> Iterator[Diagnostic]:
    """A delete that arrives as a copy is checked by nobody there: rows that only that home has are orphans from then
    on. Rows that the same writer writes and deletes with their parent are checked where both are written."""
    residency = deployment.classes[parent.class_]
    if not residency.is_copied or parent.delete != "hard" or parent.state != "active":
        return
    orphans = [child.name for child in children if not _written_together(deployment.classes[child.class_], residency)]
    if orphans:
        yield Diagnostic(
            PARENT_DELETED_HARD,
            f"`{parent.name}` is deleted for good, and {_rows(orphans)} at other homes point to it.",
            "PostgreSQL checks no reference when a copied delete arrives: the rows would stay, and point to nothing.",
            f"Write `delete: soft` in `{parent.name}`, and mark its rows in a column.",
            ("entities", parent.name, "delete"),
        )


def _rows(names: list[str]) -> str:
    return f"rows of {listed(names, most=3)}"


def _written_together(child: ResidencyClass, parent: ResidencyClass) -> bool:
    """Whether whoever deletes the parent has all rows of the child, and writes them too."""
    return child.writes == parent.writes == "single" and child.copies == parent.copies


def _reach(residency: ResidencyClass) -> int:
    if residency.copies == "home":
        return 0 if residency.writes == "single" else 1
    return 2 if residency.copies == "jurisdiction" else 3


RULE = Rule((REFERENCE_ABROAD, REFERENCE_ACROSS_DATABASES, PARENT_DELETED_HARD), check)
