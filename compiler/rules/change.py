"""Changes of where rows may be: a class, its answers, a database. What isn't said isn't done, and stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity, ResidencyClass
from compiler.model.inventory import Answers, Inventory
from compiler.model.inventory import Entity as Committed
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed

CLASS_CHANGED = Code("class-changed", "Another class, and nothing says what it was", Severity.REFUSAL)
CLASS_REDEFINED = Code("class-redefined", "A class in use has other answers", Severity.REFUSAL)
ENTITY_MOVED = Code("entity-moved", "A table would be in another database", Severity.REFUSAL)

_REACH = ("home", "jurisdiction", "everywhere")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """What is committed, against what the file says now. On a first compile there is nothing to compare with."""
    before = context.committed.get(deployment.environment.name)
    if before is None:
        return
    for entity in deployment.entities.values():
        found = before.former(entity, deployment.entities)
        if found is not None and found[1].state != "retired":
            yield from _class(entity, found[1], before, deployment, context)
            yield from _database(entity, found[1], deployment)
    for row in deployment.classes.values():
        yield from _answers(row, before)


def _class(
    entity: Entity, was: Committed, before: Inventory, deployment: Deployment, context: Context
) -> Iterator[Diagnostic]:
    """A `was` that says something else than what is committed is another finding (`was-untrue`)."""
    said = None if entity.was is None else entity.was.class_
    stands = was.was is not None and said == was.was.class_
    if entity.class_ == was.class_ or not (said is None or stands):
        return
    now = deployment.classes[entity.class_]
    answers = before.classes.get(was.class_) or deployment.classes.get(was.class_)
    reach = None if answers is None else answers.copies
    yield Diagnostic(
        CLASS_CHANGED,
        f"`{entity.name}` is committed as {was.class_}, and is {entity.class_} now.",
        _why(_REACH.index(now.copies), _REACH.index(reach) if reach in _REACH else None),
        f"Write `was: {{ class: {was.class_}, since: {context.as_of}, reference: ... }}` below it, with the decision "
        "behind the change.",
        ("entities", entity.name, "class"),
    )


def _why(is_: int, was: int | None) -> str:
    """What the change would do, by how far the rows are copied now, and were before if that is known."""
    if was is not None and is_ < was:
        return "The copies that other homes have, and their backups, stay there until somebody purges them."
    if was is not None and is_ > was:
        return "Rows that were kept at home would be sent to others: that is a new transfer, which somebody decides."
    return "Other things are promised about its rows from now on, also about those that are there already."


def _database(entity: Entity, was: Committed, deployment: Deployment) -> Iterator[Diagnostic]:
    """Where the database itself is gone, that is the finding (`store-deleted`)."""
    if entity.database != was.database and was.database in deployment.database:
        yield Diagnostic(
            ENTITY_MOVED,
            f"`{entity.name}` is in `database.{was.database}`, and would be in `database.{entity.database}`.",
            "Nothing moves its rows: the table there is another one, empty, and those here would belong to nobody.",
            f"Write `database.{was.database}` again; to move it, add an entity there, copy its rows, and remove this "
            "one by its states.",
            ("entities", entity.name, "stores"),
        )


def _answers(row: ResidencyClass, before: Inventory) -> Iterator[Diagnostic]:
    was = before.classes.get(row.name)
    users = [
        name for name, entity in before.entities.items() if entity.class_ == row.name and entity.state != "retired"
    ]
    if was is None or not users:
        return
    changed = [one.name for one in fields(Answers) if getattr(was, one.name) != getattr(row, one.name)]
    if changed:
        pairs = ", ".join(f"`{word}: {getattr(was, word)}`" for word in changed)
        yield Diagnostic(
            CLASS_REDEFINED,
            f"`{row.name}` is committed with {pairs}, and {listed(users, most=3)} {_have(users)} rows.",
            f"It is the same as another class for {'it' if len(users) == 1 else 'each of them'}: rows that are there "
            "already would stay where they may not be, or go where nobody let them.",
            "Declare a class by another name, and give it to the entities one by one, each with `was`.",
            ("classes", row.name, changed[0]),
        )


def _have(names: list[str]) -> str:
    return "has" if len(names) == 1 else "have"


RULE = Rule((CLASS_CHANGED, CLASS_REDEFINED, ENTITY_MOVED), check)
