"""What holds data isn't removed by leaving it out: it goes through its states, one committed step after the other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.frozen import frozen
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


@frozen
class Declared:
    """The names that the file declares in one environment. None where nobody knows: a section is missing or broken.

    `listed` are the regions that the environment lists, None where it has all; `former` are the names that entities
    had before; `stores` are the names in `database`, `storage` and `cache`, by section.
    """

    environment: str
    regions: Collection[str] | None
    listed: Collection[str] | None
    entities: Collection[str] | None
    former: Mapping[str, str]
    stores: Mapping[str, Collection[str] | None]


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every state that was committed, against the one that the file says now."""
    before = context.committed.get(deployment.environment.name)
    if before is None:
        return
    now = inventory_of(deployment)
    for name, region in now.regions.items():
        if name in before.regions:
            yield from _step(("regions", name), name, before.regions[name].state, region.state)
    for name, entity in now.entities.items():
        if name in before.entities:
            yield from _step(("entities", name), name, before.entities[name].state, entity.state)
    for name, store in now.stores.items():
        if name in before.stores:
            yield from _step(tuple(name.split(".")), name, before.stores[name].state, store.state)


def deleted_environments(
    committed: Mapping[str, Inventory], declared: Collection[str] | None
) -> Iterator[tuple[Path, Diagnostic]]:
    """Committed environments that the file doesn't have any more, while something of them is in the world."""
    for name, before in committed.items():
        alive = [region for region, row in before.regions.items() if row.state not in _GONE]
        if declared is not None and name not in declared and alive:
            yield (
                ("environments", name),
                Diagnostic(
                    ENVIRONMENT_DELETED,
                    f"`{name}` is gone from the file, but not from the world.",
                    f"It has {listed(alive, most=3)}: all that is in them would be orphaned.",
                    f"Put `{name}` back, and take its regions through decommissioning and retired first.",
                    ("environments",),
                    on_key=True,
                ),
            )


def deleted(before: Inventory, now: Declared) -> Iterator[tuple[Path, Diagnostic]]:
    """What was committed in one environment and isn't declared any more: its path, as it was, and the finding."""
    yield from _regions(before, now)
    yield from _entities(before, now)
    yield from _stores(before, now)


def _regions(before: Inventory, now: Declared) -> Iterator[tuple[Path, Diagnostic]]:
    if now.regions is None:
        return
    why = "Its databases, backups and keys would be orphaned: nobody would watch over them, or delete them."
    for name in (name for name, row in before.regions.items() if row.state not in _GONE):
        if name not in now.regions:
            what = f"{name} is gone from the file, but not from the world."
            do = f"Put {name} back with `state: decommissioning`; once applied, `state: retired`; then delete it."
            yield ("regions", name), Diagnostic(REGION_DELETED, what, why, do, ("regions",), on_key=True)
        elif now.listed is not None and name not in now.listed:
            at: Path = ("environments", now.environment, "regions")
            what = f"{name} is gone from `{now.environment}`, but not from the world."
            do = (
                f"Put {name} back into the list, and override `regions.{name}.state: decommissioning` here; once "
                "applied, `retired`; then take it out of the list."
            )
            yield ("regions", name), Diagnostic(REGION_DELETED, what, why, do, at, on_key=True)


def _entities(before: Inventory, now: Declared) -> Iterator[tuple[Path, Diagnostic]]:
    if now.entities is None:
        return
    # An entity that was there before under its own name can't be the one that was renamed.
    renamed = {former for former, name in now.former.items() if name not in before.entities}
    for name, row in before.entities.items():
        if name not in now.entities and row.state not in _GONE and name not in renamed:
            yield (
                ("entities", name),
                Diagnostic(
                    ENTITY_DELETED,
                    f"`{name}` is gone from the file, but its table isn't gone from the databases.",
                    "Its rows would stay without a class: nothing would keep them at home, export them or erase them.",
                    f"Put it back with `state: decommissioning`, then `state: retired`, then delete it. "
                    f"If it was renamed, write `was: {{ key: {name}, since: ..., reference: ... }}` in the new entry.",
                    ("entities",),
                    on_key=True,
                ),
            )


def _stores(before: Inventory, now: Declared) -> Iterator[tuple[Path, Diagnostic]]:
    for name, row in before.stores.items():
        section, _, thing = name.partition(".")
        names = now.stores.get(section)
        if names is not None and thing not in names and row.holds_data and row.state not in _GONE:
            yield (
                (section, thing),
                Diagnostic(
                    STORE_DELETED,
                    f"`{name}` is gone from the file, but not from the world.",
                    "Terraform would be told to destroy what holds data.",
                    f"Put `{thing}` back with `state: decommissioning`; once that is applied, `state: retired`; "
                    "then delete it.",
                    (section,),
                    on_key=True,
                ),
            )


def _step(path: Path, name: str, before: str, now: str) -> Iterator[Diagnostic]:
    if now != before and now not in _NEXT.get(before, ()):
        following = (state for state in _NEXT.get(before, ()) if state != "lost" or path[0] == "regions")
        allowed = " or ".join(f"`state: {state}`" for state in following) or "deleting the entry"
        yield Diagnostic(
            STATE_SKIPPED,
            f"`{name}` was {before} and can't become {now} in one step.",
            "Each state has its own steps in the world; one that is left out is never done.",
            f"From {before} the way goes on with {allowed}. Commit and apply each step.",
            (*path, "state"),
        )


RULE = Rule((ENVIRONMENT_DELETED, REGION_DELETED, ENTITY_DELETED, STORE_DELETED, STATE_SKIPPED), check)
