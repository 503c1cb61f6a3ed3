"""Who writes and who serves: a role goes from one region to another only when somebody says so, and one copy stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.deployment import Deployment
from compiler.model.inventory import Inventory, Writers
from compiler.model.regions import Region
from compiler.model.replication import Replication
from compiler.rules.rule import Context, Rule

WRITER_MOVED = Code("writer-moved", "Another region would write, and nothing says so", Severity.REFUSAL)
SEAT_MOVED = Code("seat-moved", "A home would leave the region that serves it", Severity.REFUSAL)
RECOVERY_LAST = Code("recovery-last", "The last copies of a home would be given up", Severity.REFUSAL)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """What is committed, against what the file says now. On a first compile there is nothing to compare with."""
    before = context.committed.get(deployment.environment.name)
    if before is None:
        return
    if deployment.replication is not None and before.writers is not None:
        yield from _writer(before.writers, deployment.replication, deployment, context)
    for region in deployment.regions.values():
        yield from _seat(region, before, deployment)
        yield from _copies(region, before, deployment)


def _writer(
    before: Writers, replication: Replication, deployment: Deployment, context: Context
) -> Iterator[Diagnostic]:
    """Both orders, by the states of today: what a state has changed, the state has said. A `was` that stood before is
    about another move."""
    former, order = before.order, (replication.writer, *replication.successors)
    said, stood = replication.was, before.was
    is_new = said is not None and (stood is None or (said.writer, said.since) != (stood.writer, stood.since))
    stated = said.writer if said is not None and is_new else None
    for group in _groups(deployment):
        was, now = (_first(names, group, deployment) for names in (former, order))
        if was in (None, now, stated) or now is None:
            continue
        yield Diagnostic(
            WRITER_MOVED,
            f"{now} would write instead of {was}, which is there and can write.",
            f"Until {was} has stopped and {now} has its last row, both would write: rows would be lost, or collide.",
            f"Write `was: {{ writer: {was}, since: {context.as_of}, reference: ... }}` under `replication`, with the "
            "decision behind the move.",
            ("replication", "writer" if former[:1] != order[:1] else "successors"),
            on_key=former[:1] == order[:1],
        )
        return


def _groups(deployment: Deployment) -> Iterator[Collection[str]]:
    """The homes that have one writer together: all of them, and those of each jurisdiction where a class is so."""
    homes = [region for region in deployment.homes if region.may_write]
    yield {home.id for home in homes}
    used = {entity.class_ for entity in deployment.entities.values() if entity.state == "active"}
    rows = (deployment.classes[name] for name in used)
    if any(row.writes == "single" and row.copies == "jurisdiction" for row in rows):
        for law in sorted({home.jurisdiction for home in homes}):
            yield {home.id for home in homes if home.jurisdiction == law}


def _first(order: Sequence[str], group: Collection[str], deployment: Deployment) -> str | None:
    return next((name for name in order if name in group and name in deployment.regions), None)


def _seat(region: Region, before: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    """A home that another region serves: it may only go back to a region that was rebuilt and is active, or be wound
    up. Where the region that serves it is lost, too, that has been said."""
    row = before.regions.get(region.id)
    seat = None if row is None else row.seat
    other = None if seat is None else deployment.regions.get(seat)
    if row is None or other is None or seat in (region.id, region.seat) or other.state == "lost":
        return
    back = region.state == "active" and row.state in ("joining", "lost")
    if region.role != "serving" or not region.stays or back:
        return
    would, do, at = _leaves(region, other)
    yield Diagnostic(
        SEAT_MOVED,
        f"{other.id} serves {region.id} since that was lost, and {would}.",
        f"What was written since then is in {other.id} alone: customers would find rows of an earlier day, or none.",
        f"{do} until {region.id} is active again.",
        ("regions", *at),
    )


def _leaves(region: Region, seat: Region) -> tuple[str, str, Path]:
    """How a home leaves its seat, in words; what keeps it there; and where the wrong word stands."""
    if region.recovery != seat.id:
        instead = f"{region.seat} would serve it instead" if region.seat else "nobody would serve it any more"
        return instead, f"Write `recovery: {seat.id}`", (region.id, "recovery")
    if seat.state != "active":
        return f"would be {seat.state}", f"Write `state: active` in {seat.id}", (seat.id, "state")
    return "it would serve itself before it is back", "Leave the day of `until` in its row", (region.id, "state")


def _copies(region: Region, before: Inventory, deployment: Deployment) -> Iterator[Diagnostic]:
    """A recovery region that is retired, while homes of its jurisdiction have copies nowhere else yet."""
    row = before.regions.get(region.id)
    if row is None or row.role != "recovery" or row.state == "retired" or region.state != "retired":
        return
    for home in deployment.homes:
        other = home.recovery
        if home.jurisdiction != region.jurisdiction or other is None or not home.exists:
            continue
        if other not in before.regions or before.regions[other].state != "active":
            yield Diagnostic(
                RECOVERY_LAST,
                f"{region.id} would be retired, and {other}, where {home.id} recovers now, isn't committed as active.",
                f"What is retired may be destroyed: until {other} has copies, what {region.id} kept are the last ones.",
                f"Write `state: decommissioning` in {region.id} until {other} is committed as active.",
                ("regions", region.id, "state"),
            )
            return


RULE = Rule((WRITER_MOVED, SEAT_MOVED, RECOVERY_LAST), check)
