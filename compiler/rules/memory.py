"""What an entity or a writer was: it is true, and stays in the file for as long as a backup could bring it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity, EntityWas
from compiler.model.inventory import Entity as Committed
from compiler.model.inventory import Inventory, Was, WriterWas, longest_backup
from compiler.rules.rule import Context, Rule
from compiler.units import Duration

WAS_UNTRUE = Code("was-untrue", "It wasn't what the file says that it was", Severity.REFUSAL)
WAS_DROPPED = Code("was-dropped", "What was is forgotten before its backups are gone", Severity.REFUSAL)

_DAY = Duration.parse("1d").milliseconds

Said = tuple[str, str, str]
"""A word of `was`, what isn't so about it, and what to do."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every `was`, against what is committed. On a first compile there is nothing to compare with."""
    before = context.committed.get(deployment.environment.name)
    if before is None:
        return
    kept = max(longest_backup(deployment), before.backups or Duration(0))
    for entity in deployment.entities.values():
        found = before.former(entity, deployment.entities)
        row = None if found is None else found[1]
        wrong = None if entity.was is None else next(_untrue(entity, entity.was, row, before, deployment), None)
        if wrong is not None:
            word, what, do = wrong
            why = "What is left of a change is looked for where `was` says: nobody would find it."
            yield Diagnostic(WAS_UNTRUE, what, why, do, ("entities", entity.name, "was", word))
        elif row is not None and row.was is not None:
            yield from _forgotten(entity, row.was, kept, context.as_of)
    if before.writers is not None and before.writers.was is not None:
        yield from _writer(before.writers.was, kept, deployment, context.as_of)


def _untrue(
    entity: Entity, was: EntityWas, row: Committed | None, before: Inventory, deployment: Deployment
) -> Iterator[Said]:
    """What of it isn't so. `row` is what is committed of the entity. What stands since an earlier commit is true: then
    the entity is committed as what it has become."""
    stood = None if row is None else row.was
    class_stands = stood is not None and was.class_ is not None and was.class_ == stood.class_
    key_stands = stood is not None and was.key_ is not None and was.key_ == stood.key_
    if was.class_ is None and was.key_ is None:
        yield "since", f"`was` of `{entity.name}` says neither its class nor its name.", "Write which was another one."
    if stood is not None and (class_stands or key_stands) and was.since < stood.since:
        what = f"The change of `{entity.name}` is committed as of {stood.since}, not of {was.since}."
        yield "since", what, f"Write `since: {stood.since}`."
    if was.key_ is not None and not key_stands:
        yield from _untrue_name(entity.name, was.key_, _without("key", was.class_), before, deployment)
    if was.class_ is not None and not class_stands:
        yield from _untrue_class(entity, was.class_, _without("class", was.key_), row, before)


def _without(word: str, other: str | None) -> str:
    return "Delete `was`." if other is None else f"Delete `{word}` from `was`."


def _untrue_name(name: str, key: str, do: str, before: Inventory, deployment: Deployment) -> Iterator[Said]:
    if key in deployment.entities:
        yield "key", f"`{name}` wasn't `{key}`: that is another entity of this file.", do
    elif name in before.entities and key not in before.entities and not before.is_first:
        yield "key", f"`{name}` is committed by this name, and was never `{key}`.", do
    elif name not in before.entities and key not in before.entities and not _missed(before, deployment):
        yield "key", f"`{name}` wasn't `{key}`: no entity is committed by this name.", do


def _missed(before: Inventory, deployment: Deployment) -> bool:
    """Whether an entity that is committed is gone without a successor, which is a finding of its own."""
    claimed = {entity.was.key_ for entity in deployment.entities.values() if entity.was is not None}
    gone = (row for name, row in before.entities.items() if name not in claimed and name not in deployment.entities)
    return any(row.state != "retired" for row in gone)


def _untrue_class(entity: Entity, class_: str, do: str, row: Committed | None, before: Inventory) -> Iterator[Said]:
    if row is None:
        yield "class", f"`{entity.name}` is new, and wasn't {class_}.", do
    elif entity.class_ == class_ and row.class_ == class_:
        yield "class", f"`{entity.name}` was {class_}, and is that still.", do
    elif row.class_ != class_ and not (before.is_first and row.class_ == entity.class_):
        right = do if row.class_ == entity.class_ else f"Write `class: {row.class_}`."
        yield "class", f"`{entity.name}` is committed as {row.class_}, not as {class_}.", right


def _forgotten(entity: Entity, was: Was, kept: Duration, as_of: date) -> Iterator[Diagnostic]:
    """What is committed of what it was, and isn't said any more. If it is that again, there is nothing to remember."""
    now = entity.was
    lost: dict[str, str | None] = {}
    if was.class_ not in (None, entity.class_, None if now is None else now.class_):
        lost["class"] = was.class_
    if was.key_ not in (None, entity.name, None if now is None else now.key_):
        lost["key"] = was.key_
    end = _end(was.since, kept)
    if lost and as_of < end:
        said = " and ".join(f"`{name}`" for name in lost.values())
        words = ", ".join(f"{word}: {name}" for word, name in lost.items())
        at: Path = ("entities", entity.name)
        yield _dropped(
            f"`{entity.name}` was {said} until {was.since}, and backups of that time are kept until {end}.",
            f"Put `was: {{ {words}, since: {was.since}, reference: {was.reference} }}` back until {end}.",
            at if now is None else (*at, "was"),
        )


def _writer(was: WriterWas, kept: Duration, deployment: Deployment, as_of: date) -> Iterator[Diagnostic]:
    row, end = deployment.replication, _end(was.since, kept)
    if row is None or was.writer == row.writer or as_of >= end:
        return
    if row.was is None or row.was.writer != was.writer:
        yield _dropped(
            f"{was.writer} wrote until {was.since}, and backups of that time are kept until {end}.",
            f"Put `was: {{ writer: {was.writer}, since: {was.since}, reference: {was.reference} }}` back until {end}.",
            ("replication",) if row.was is None else ("replication", "was"),
        )


def _dropped(what: str, do: str, at: Path) -> Diagnostic:
    why = "A restore would bring back what was purged or moved, and nothing would say that it has to go again."
    return Diagnostic(WAS_DROPPED, what, why, do, at, on_key=True)


def _end(since: date, kept: Duration) -> date:
    """The first day on which no backup is left of what was before `since`."""
    days = -(-kept.milliseconds // _DAY)
    return date.fromordinal(min(since.toordinal() + days, date.max.toordinal()))


RULE = Rule((WAS_UNTRUE, WAS_DROPPED), check)
