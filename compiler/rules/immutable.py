"""What can't change once something is deployed: all that is in the world was made with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.model.inventory import Inventory
from compiler.model.inventory import Region as Committed
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed

IMMUTABLE_CHANGED = Code("immutable-changed", "What can't change once it is deployed", Severity.REFUSAL)

_GONE = ("planned", "retired")
"""States of a region of which there is nothing in the world."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """What is committed, against what the file says now. On a first compile there is nothing to compare with."""
    before = context.committed.get(deployment.environment.name)
    built = {} if before is None else {name: row for name, row in before.regions.items() if row.state not in _GONE}
    if before is None or not built:
        return
    yield from _roles(built, deployment)
    if not before.is_first:
        yield from _system(before, deployment)
        yield from _account(before, deployment)
        yield from _addresses(built, deployment)
        yield from _tables(before, deployment)


def _tables(before: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    """Another name is another table: the rows stay in the old one, which nothing would guard any more, or which another
    entity would take over with a class of its own. A renamed entity says what it was."""
    taken = {(row.database, row.table): name for name, row in before.entities.items() if row.state not in _GONE}
    for entity in deployment.entities.values():
        table = f"{entity.schema}.{entity.table}"
        known = before.former(entity, deployment.entities)
        holder = taken.get((entity.database, table))
        if known is None and holder is not None:
            yield _table(
                entity.name, f"`{table}` is committed as the table of `{holder}`, and would be `{entity.name}`'s"
            )
        elif known is not None and known[1].table not in (None, table) and known[0] == entity.name:
            yield _table(entity.name, f"`{entity.name}` is committed in `{known[1].table}`, not in `{table}`")


def _table(name: str, what: str) -> Diagnostic:
    return Diagnostic(
        IMMUTABLE_CHANGED,
        f"{what}.",
        "The rows stay where they are: whose they are, and where they may go, would be said of another table.",
        "Write `table:` as it was; rename a table together with its entity, by `was: { key: ... }`.",
        ("entities", name),
        on_key=True,
    )


def _roles(built: Mapping[str, Committed], deployment: Deployment) -> Iterator[Diagnostic]:
    for name, row in built.items():
        now = deployment.regions.get(name)
        if now is not None and now.role != row.role:
            yield Diagnostic(
                IMMUTABLE_CHANGED,
                f"{name} is committed as a {row.role} region, and would be a {now.role} region.",
                "Rows are at home in it: they would have no home any more, and nobody would serve them."
                if row.role == "serving"
                else "What is in it are copies of other homes: it would serve customers of its own from them.",
                f"Write `role: {row.role}`. For another role, remove it by its states, and add it anew.",
                ("regions", name, "role"),
            )


def _system(before: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    if before.system != deployment.system:
        yield Diagnostic(
            IMMUTABLE_CHANGED,
            f"The system is committed as {before.system}, and would be {deployment.system}.",
            "All names begin with it: databases and buckets would be made anew, and those with data left behind.",
            f"Write `system: {before.system}`.",
            ("system",),
        )


def _account(before: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    now = deployment.environment
    if before.account != now.account:
        yield Diagnostic(
            IMMUTABLE_CHANGED,
            f"`{now.name}` is committed in the account {before.account}, and would be in {now.account}.",
            "Everything would be made anew there, and what has the data would be left behind in the old account.",
            f'Write `account: "{before.account}"`; for another account add another environment, and move the data.',
            ("environments", now.name, "account"),
        )


def _addresses(built: Mapping[str, Committed], deployment: Deployment) -> Iterator[Diagnostic]:
    there = {name: deployment.regions[name] for name in built if name in deployment.regions}
    moved = [name for name, row in there.items() if str(row.network.cidr) != built[name].cidr]
    if moved:
        first = there[moved[0]]
        yield Diagnostic(
            IMMUTABLE_CHANGED,
            f"The range of {listed(moved, most=3)} would be another one: {built[first.id].cidr} becomes "
            f"{first.network.cidr} in {first.id}.",
            "A network keeps its range for life: it would be made anew, and the databases in it as well.",
            "Write the former `pool` again; regions that are added take their ranges from it.",
            ("network", "pool"),
        )


RULE = Rule((IMMUTABLE_CHANGED,), check)
