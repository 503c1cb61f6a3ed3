"""Change: an accepted file, and the next accepted version of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from documents.accepted import Step
from documents.judged import AS_OF
from invariants import formulas as f
from invariants.formulas import Cases

from compiler.model.entities import Entity
from compiler.model.regions import Region

_REGION_STEPS = {
    ("planned", "joining"), ("planned", "active"), ("joining", "active"), ("joining", "decommissioning"),
    ("active", "lost"), ("active", "decommissioning"), ("lost", "joining"), ("lost", "decommissioning"),
    ("decommissioning", "retired"), ("decommissioning", "active"),
}  # fmt: skip
_STEPS = {("active", "decommissioning"), ("decommissioning", "retired"), ("decommissioning", "active")}


def steps(next_ones: list[Step]) -> Cases:
    """What exists goes from state to state, and is only left out when nothing of it is there, or by another name."""
    for step in next_ones:
        before, now = step.before.model, step.after.model
        for name, region in before.regions.items():
            yield _may_become(region, now.regions.get(name), _REGION_STEPS, ("retired", "planned")), region
        renamed = {row.was.key_: row for row in now.entities.values() if row.was}
        for name, entity in before.entities.items():
            yield _may_become(entity, now.entities.get(name) or renamed.get(name), _STEPS, ("retired",)), entity
        for section in ("database", "storage"):
            for name, store in getattr(before, section).items():
                yield _may_become(store, getattr(now, section).get(name), _STEPS, ("retired",)), store
        for name, model in step.before.file.understood.models.items():
            gone = all(row.state in ("retired", "planned") for row in model.regions.values())
            yield gone or name in step.after.file.understood.models, name


def _may_become(old: Any, new: Any, steps: set[tuple[str, str]], may_go: tuple[str, ...]) -> bool:
    if new is None:
        return old.state in may_go
    return old.state == new.state or (old.state, new.state) in steps


def stated(next_ones: list[Step]) -> Cases:
    """A class, a database or a writer that is another one says what it was; no home leaves its seat unsaid."""
    for step in next_ones:
        before, now = step.before.model, step.after.model
        for entity, old in _same_entities(step):
            was = entity.was.class_ if entity.was else None
            answers = before.classes[old.class_]
            yield old.state == "retired" or old.class_ in (entity.class_, was), (old, entity)
            yield was in (None, old.class_) or (old.was is not None and was == old.was.class_), (old, entity)
            yield old.state == "retired" or old.database == entity.database, (old, entity)
            yield old.state == "retired" or now.classes.get(old.class_, answers) == answers, answers
        if before.replication and now.replication:
            former = replace(now, replication=before.replication)  # what a state changes, the state has said
            first, then = (f.writer(f.copying(now), model) for model in (former, now))
            was_writer = now.replication.was.writer if now.replication.was else None
            yield None in (first, then) or then == first or was_writer == first, now.replication
        for home in now.homes:
            seat = before.regions[home.id].seat if home.id in before.regions else None
            yield seat in (None, home.seat) or _is_said(home, str(seat), step), home


def _is_said(home: Region, seat: str, step: Step) -> bool:
    """Whether a state of now says that a home leaves its seat: its own region, or the one that serves it, is lost; it
    is wound up; or it is back in its own region, which was rebuilt."""
    was, now = step.before.model.regions[home.id], step.after.model.regions
    wound_up = home.state in ("planned", "decommissioning", "retired")
    lost = seat in now and now[seat].state == "lost"
    away_again = seat == home.id and home.state in ("lost", "joining")
    back = home.state == "active" and was.state in ("joining", "lost")
    return wound_up or lost or away_again or (back and home.seat == home.id)


def _same_entities(step: Step) -> Iterator[tuple[Entity, Entity]]:
    """Entities with what they were in the version before, by the name that they had."""
    before, now = step.before.model.entities, step.after.model.entities
    for name, entity in now.items():
        former = entity.was.key_ if entity.was else None
        old = former if name not in before and former is not None and former not in now else name
        if old in before:
            yield entity, before[old]


def memory_and_last_copy(next_ones: list[Step]) -> Cases:
    """What was is remembered while a backup could bring it back; who serves a home or has its last copies stays."""
    for step in next_ones:
        before, now = step.before.model, step.after.model
        longest = max(before.backup.daily, now.backup.daily, before.backup.point_in_time)
        for entity, old in _same_entities(step):
            gone = old.was is not None and old.was.since + timedelta(milliseconds=longest.milliseconds) <= AS_OF
            for word, is_ in (("class_", entity.class_), ("key_", entity.name)):
                was, says = (getattr(row.was, word) if row.was else None for row in (old, entity))
                yield gone or was in (None, is_, says), (old, entity)
        for region in now.regions.values():
            seats = [home.seat for home in now.homes if home.id != region.id]
            yield region.state not in ("decommissioning", "retired") or region.id not in seats, region
        for old_one in _given_up(step):
            instead = {home.recovery for home in now.homes if home.jurisdiction == old_one.jurisdiction} - {None}
            yield (
                all(name in before.regions and before.regions[name].state == "active" for name in instead),
                old_one,
            )


def _given_up(step: Step) -> Iterator[Region]:
    """Recovery regions that are retired by this step."""
    for row in step.before.model.regions.values():
        now = step.after.model.regions.get(row.id)
        if row.role == "recovery" and row.state != "retired" and now is not None and now.state == "retired":
            yield row


def immutable(next_ones: list[Step]) -> Cases:
    """The system's name, its accounts, and the role and the addresses of a region that is there never change."""
    for step in next_ones:
        before, now = step.before.model, step.after.model
        there = [row for row in before.regions.values() if row.state not in ("planned", "retired")]
        yield not there or before.system == now.system, now.system
        yield not there or before.environment.account == now.environment.account, now.environment
        for old in (row for row in there if row.id in now.regions):
            row = now.regions[old.id]
            yield (old.role, old.network.cidr, old.short) == (row.role, row.network.cidr, row.short), (old, row)
