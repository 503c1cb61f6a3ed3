"""What holds data isn't removed by leaving it out: it goes through its states, one committed step after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.deployment import Deployment
from compiler.model.inventory import Inventory, inventory_of
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed

REGION_DELETED = Code("region-deleted", "A region is gone from the file, not from the world", Severity.REFUSAL)
ENTITY_DELETED = Code("entity-deleted", "An entity is gone from the file, not from the world", Severity.REFUSAL)
STORE_DELETED = Code("store-deleted", "A store is gone from the file, not from the world", Severity.REFUSAL)
ENVIRONMENT_DELETED = Code(
    "environment-deleted", "An environment is gone from the file, not from the world", Severity.REFUSAL
)
STATE_SKIPPED = Code("state-skipped", "A state was left out", Severity.REFUSAL)

_GONE = ("planned", "retired")
"""States from which something may be struck out: there is nothing of it in the world."""

_NEXT: Mapping[str, tuple[str, ...]] = {
    "planned": ("joining", "active"),
    "joining": ("active", "decommissioning"),
    "active": ("lost", "decommissioning"),
    "lost": ("joining", "decommissioning"),
    "decommissioning": ("retired", "active"),
    "retired": (),
}
"""The life of a region; entities and stores know fewer of the same words."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Everything that was committed, against what the file says now."""
    before = context.committed.get(deployment.environment.name)
    if before is None:
        return
    now = inventory_of(deployment)
    yield from _regions(before, now, deployment)
    yield from _entities(before, now, deployment)
    yield from _stores(before, now)


def deleted_environments(context: Context, declared: Collection[str]) -> Iterator[Diagnostic]:
    """Committed environments that the file doesn't have any more, while something of them is in the world."""
    for name, before in context.committed.items():
        alive = [region for region, row in before.regions.items() if row.state not in _GONE]
        if name not in declared and alive:
            yield Diagnostic(
                ENVIRONMENT_DELETED,
                f"`{name}` is gone from the file, but not from the world.",
                f"It has {listed(alive, most=3)}: all that is in them would be orphaned.",
                f"Put `{name}` back, and take its regions through decommissioning and retired first.",
                ("environments",),
                on_key=True,
            )


def _regions(before: Inventory, now: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    for name, row in before.regions.items():
        if name in now.regions:
            yield from _step(("regions", name), name, row.state, now.regions[name].state)
        elif row.state not in _GONE:
            yield Diagnostic(
                REGION_DELETED,
                f"{name} is gone from {deployment.environment.name}, but not from the world.",
                "Its databases, backups and keys would be orphaned: nobody would watch over them, or delete them.",
                f"Put {name} back with `state: decommissioning`; once applied, `state: retired`; then delete it.",
                ("regions",),
                on_key=True,
            )


def _entities(before: Inventory, now: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    renamed = {entity.was.key_ for entity in deployment.entities.values() if entity.was is not None}
    for name, row in before.entities.items():
        if name in now.entities:
            yield from _step(("entities", name), name, row.state, now.entities[name].state)
        elif row.state not in _GONE and name not in renamed:
            yield Diagnostic(
                ENTITY_DELETED,
                f"`{name}` is gone from the file, but its table isn't gone from the databases.",
                "Its rows would stay without a class: nothing would keep them at home, export them or erase them.",
                f"Put it back with `state: decommissioning`, then `state: retired`, then delete it. "
                f"If it was renamed, write `was: {{ key: {name}, since: ..., reference: ... }}` in the new entry.",
                ("entities",),
                on_key=True,
            )


def _stores(before: Inventory, now: Inventory) -> Iterator[Diagnostic]:
    for name, row in before.stores.items():
        section, _, thing = name.partition(".")
        if name in now.stores:
            yield from _step((section, thing), name, row.state, now.stores[name].state)
        elif row.holds_data and row.state not in _GONE:
            yield Diagnostic(
                STORE_DELETED,
                f"`{name}` is gone from the file, but not from the world.",
                "Terraform would be told to destroy what holds data.",
                f"Put `{thing}` back with `state: decommissioning`; once that is applied, `state: retired`; "
                "then delete it.",
                (section,),
                on_key=True,
            )


def _step(path: Path, name: str, before: str, now: str) -> Iterator[Diagnostic]:
    if now != before and now not in _NEXT.get(before, ()):
        allowed = " or ".join(f"`state: {state}`" for state in _NEXT.get(before, ())) or "deleting the entry"
        yield Diagnostic(
            STATE_SKIPPED,
            f"`{name}` was {before} and can't become {now} in one step.",
            "Each state has its own steps in the world; one that is left out is never done.",
            f"From {before} the way goes on with {allowed}. Commit and apply each step.",
            (*path, "state"),
        )


RULE = Rule((ENVIRONMENT_DELETED, REGION_DELETED, ENTITY_DELETED, STORE_DELETED, STATE_SKIPPED), check)
