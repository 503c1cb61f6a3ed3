"""Law and place, and residency: where things are, what moves between them, and on which paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from documents.accepted import System
from invariants import formulas as f
from invariants.formulas import REGIONS, Cases

from compiler.emit.replication import emit
from compiler.model.flows import Flow, Mechanism


def partition(every: list[System]) -> Cases:
    """No country is under two laws; each region is in a place that the facts call so, under the law of its country."""
    for system in every:
        model = system.model
        listed = [country for row in model.jurisdictions.values() for country in row.countries]
        yield len(listed) == len(set(listed)) and not set(listed) & f.EEA, model.jurisdictions
        for row in model.regions.values():
            facts = REGIONS[row.id]
            yield row.country == facts["country"], row
            yield row.jurisdiction == f.law(model, facts["country"]), row
            yield row.place in facts["places"], row


def homes(every: list[System]) -> Cases:
    """A home has one law; it has one seat, or is declared to be down or not to be yet; no seat is two homes', nor may
    ever be; every recovery region is some home's; who is lost says since when, until when and why."""
    for system in every:
        model = system.model
        seats = [row.seat for row in model.homes if row.seat is not None]
        yield len(seats) == len(set(seats)), seats
        there = [row for row in model.homes if row.state in f.IN_WORLD]
        taking = [row.id for row in there] + [row.recovery for row in there if row.recovery]
        yield len(taking) == len(set(taking)), taking
        for row in model.homes:
            yield row.seat == f.seat(row, model), row
            yield row.seat is not None or row.state != "active", row
            if row.recovery and row.state in f.IN_WORLD:
                yield row.jurisdiction == model.regions[row.recovery].jurisdiction, row
        for row in model.regions.values():
            lost = row.state == "lost"
            yield not lost or None not in (row.since, row.until, row.reference), row
        written = system.laid.data["regions"]  # type: ignore[index, call-overload]
        for name, text in written.items():
            if text.get("role") == "recovery" and text.get("state") not in ("decommissioning", "retired"):
                yield name in [other.get("recovery") for other in written.values()], name


WHOLE = {
    Mechanism.REPLICA: "database",
    Mechanism.POINT_IN_TIME: "database",
    Mechanism.SNAPSHOT: "",
    Mechanism.FILE_COPY: "storage",
    Mechanism.FILE_VERSIONS: "storage",
}
"""Mechanisms that take along whatever a store holds."""


def completeness(every: list[System]) -> Cases:
    """What copies a store whole carries every class in it; every stream, and every subscription that is emitted, has
    its edge."""
    for system in every:
        model, flows = system.model, system.model.flows
        streams = {(flows.places[edge.from_].region, flows.places[edge.to].region) for edge in _by(system, "stream")}
        for edge in flows.edges:
            store = edge.from_.partition("/")[2].partition(":")[0]
            if edge.mechanism in WHOLE and store.startswith(WHOLE[edge.mechanism]):
                carried = {name for data in edge.data for name in flows.data[data].classes}
                yield carried == _kept(store, edge.from_, system), edge
        for publisher, subscriber in _subscriptions(system):
            yield (
                (model.regions[publisher].seat, model.regions[subscriber].seat) in streams,
                (publisher, subscriber),
            )


def _by(system: System, mechanism: str) -> list[Flow]:
    return [edge for edge in system.model.flows.edges if edge.mechanism.value == mechanism]


def _kept(store: str, place: str, system: System) -> set[str]:
    """The classes in a store of the home that a place is of; what one home keeps for all is nowhere else."""
    model = system.model
    region, _, home = place.partition("/")
    home = home.partition(":")[2] or region
    central = {name for name, row in model.classes.items() if row.writes == "single" and row.copies == "home"}
    holder = f.writer(f.copying(model), model)
    classes = f.classes_in(store, model)
    return classes if home == holder or holder is None else classes - central


def _subscriptions(system: System) -> Iterator[tuple[str, str]]:
    """Publisher and subscriber of every subscription that the emitted SQL makes."""
    known = {one.replace("-", "_"): one for one in system.model.regions}
    for artifact in emit(system.model):
        made = re.search(r"CREATE SUBSCRIPTION \w+?_((?:%s))_to_(\w+)" % "|".join(known), artifact.body.decode())  # noqa: UP031
        if made:
            yield known[made[1]], known[made[2]]


def containment(every: list[System]) -> Cases:
    """No edge crosses the line that any class it carries stays within, so no path of edges does."""
    for system in every:
        model, flows = system.model, system.model.flows
        for edge in flows.edges:
            ends = flows.places[edge.from_], flows.places[edge.to]
            for name in {name for data in edge.data for name in flows.data[data].classes}:
                yield f.together(*ends, model.classes[name].stays_in, model), (edge, name)


def coherence(every: list[System]) -> Cases:
    """A class is copied no farther than its rows may be; special data stays under its law; rows have a writer where
    one writes, and copies where all add; no entity says more than its class holds."""
    for system in every:
        model = system.model
        for row in model.classes.values():
            yield row.holds != "special" or row.stays_in in ("region", "country", "jurisdiction"), row
            yield row.writes != "append" or row.copies != "home", row
            laws = {home.jurisdiction for home in model.homes if home.state not in ("decommissioning", "retired")}
            yield row.copies != "everywhere" or len(laws) < 2 or row.stays_in in ("system", "world"), row
        for entity in f.living(model):
            row = model.classes[entity.class_]
            yield f.LEVELS.index(f.says(entity, copies=row.copies != "home")) <= f.LEVELS.index(row.holds), entity
        for name in {entity.class_ for entity in f.in_use(model)}:
            row = model.classes[name]
            yield row.writes != "single" or model.replication is not None, row
            for group in f.groups(row, model):
                for one, other in permutations(group, 2):
                    ends = model.regions[one.seat or ""], model.regions[other.seat or ""]
                    if row.writes != "single" or f.writer(group, model) == one.id:
                        yield _together(*ends, row.stays_in, system), (row, one.id, other.id)


def _together(one: object, other: object, bound: str, system: System) -> bool:
    """The same of regions, which are called `id` where places are called `region`."""
    line = {"region": "id"}.get(bound, bound)
    return bound in ("system", "world") or getattr(one, line) == getattr(other, line)


ASKING = {"gdpr": "EU", "uk_gdpr": "GB", "pdpa": "SG"}
"""Laws that ask for a paper, and where."""


def paper(every: list[System]) -> Cases:
    """Personal data that leaves a law which asks for a paper, for another one, has that paper; and none rests on a
    decision of the European Commission that isn't there."""
    for system in every:
        model, flows = system.model, system.model.flows
        for law, paper in model.privacy.transfers.get("EU", {}).items():
            there = [row.id for row in model.regions.values() if row.jurisdiction == law and row.state != "retired"]
            decided = [REGIONS[name]["adequacy"]["answer"] for name in there]
            yield paper.safeguard != "adequacy" or "no" not in decided, (law, paper)
        asking = {ASKING[regime] for regime in model.privacy.regimes if regime in ASKING}
        for edge in flows.edges:
            leaves, kept = flows.places[edge.from_].jurisdiction, flows.places[edge.to].jurisdiction
            personal = any(flows.data[name].holds != "none" for name in edge.data)
            if model.environment.data == "real" and personal and kept not in (leaves, None) and leaves in asking:
                yield str(kept) in model.privacy.transfers.get(str(leaves), {}), edge
                yield edge.basis is not None, edge
