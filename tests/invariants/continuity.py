"""Continuity: what is promised of a loss, where names lead, how far things are from each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from documents.accepted import System
from documents.judged import AS_OF
from invariants import formulas as f
from invariants.formulas import REGIONS, Cases
from survival.brute_force import Cell, cells, losses

from compiler.model.flows import Mechanism
from compiler.model.observability import LatencyAlarm
from compiler.model.survival import Outcome, Term, total
from compiler.units import Duration
from compiler.world.latency import latency as distance


def objectives_and_capacity(every: list[System]) -> Cases:
    """What is promised of a lost zone or region is what a search over a small world comes to; and whoever takes over
    carries both loads. A declared loss suspends the promises of its home until its day."""
    for system in every:
        for loss in _zones_and_regions(system):
            for (data, home), cell in cells(system.body, _zones(system), frozenset([loss])).items():
                yield from _promises(system, loss, data, home, cell)
        for service in system.model.compute.values():
            most = f.most_homes_after_a_loss(service.name, system.model)
            answered = system.is_answered("capacity-short", "compute", service.name, "tasks", "max")
            yield most * service.tasks.peak <= service.tasks.max or answered, service


def _zones(system: System) -> dict[str, list[str]]:
    return {name: REGIONS[name]["zones"][: system.model.network.zones] for name in system.model.regions}


def _zones_and_regions(system: System) -> list[str]:
    every = losses(system.body, _zones(system))
    return [loss for loss in every if loss.startswith(("zone:", "region:"))]


def _promises(system: System, loss: str, data: str, home: str, cell: Cell) -> Iterator[tuple[bool, object]]:
    """What comes of each promise of the class about such a loss."""
    failure, _, thing = loss.partition(":")
    class_ = data.partition(" in ")[0]
    promised = getattr(system.model.objectives[class_], f"{failure}_lost")
    if promised is None or _is_suspended(system, home, thing):
        return
    back = None if None in (cell.reads_after, cell.writes_after) else max(cell.reads_after or 0, cell.writes_after or 0)
    alone = system.is_answered("recovery-none", "regions", home, "recovery") and back is None
    got = {"rto": back, "rpo": cell.gone}
    if promised.read_rto != promised.rto:
        got["read_rto"] = cell.reads_after
    at = ("objectives", class_, f"{failure}_lost")
    for word, seconds in got.items():
        kept = seconds is not None and seconds * 1000 <= getattr(promised, word).milliseconds
        follows = cell.writes_after is None and system.is_answered("objective-unmet", *at, "rto")
        answered = follows or alone or system.is_answered("objective-unmet", *at, word)
        yield kept or answered, (loss, data, home, word, cell)


def matrix(every: list[System]) -> Cases:
    """Cell by cell, of each lost zone and region, wherever anybody is left who reads. What nobody notices isn't in the
    matrix."""
    for system in every:
        before = cells(system.body, _zones(system), frozenset())
        for loss in _zones_and_regions(system):
            outcomes = [one for one in system.model.survival.outcomes if str(one.lost[0]) == loss]
            seen = {(one.data, one.home): _cell(one) for one in outcomes}
            for key, cell in cells(system.body, _zones(system), frozenset([loss])).items():
                is_so = cell.reads_by is None or seen.get(key, before[key]) == cell
                yield is_so, (system.name, loss, key, cell, seen.get(key))


def _cell(one: Outcome) -> Cell:
    reads, writes = ((back.by, _seconds(back.terms)) if back else (None, None) for back in (one.reads, one.writes))
    return Cell(*reads, *writes, None if one.gone is None else _seconds(one.gone))


def _seconds(terms: tuple[Term, ...]) -> int:
    return -(-total(terms).milliseconds // 1000)


def _is_suspended(system: System, home: str, thing: str) -> bool:
    away = [row for row in system.model.homes if row.state in ("lost", "joining") and row.until and row.until >= AS_OF]
    return any(row.id == home or row.seat == thing for row in away)


def no_control_plane(every: list[System]) -> Cases:
    """Without the control planes of us-east-1, nobody notices anything; and what moves visitors asks nobody."""
    for system in every:
        for outcome in system.model.survival.outcomes:
            yield outcome.lost[0].failure != "control-planes", outcome
            if outcome.reads and outcome.lost[0].failure == "region":
                moved = [term.name for term in outcome.reads.terms]
                restored = "promote" in moved
                yield restored or set(moved) <= {"noticed", "propagation", "ttl", "start", "standby"}, outcome
        yield f.is_outside_control_planes(system.model), system.model.release


def answers(every: list[System]) -> Cases:
    """Wherever a name leads, every row that it may answer with is there; one layer steers it, and the CDN's plan has
    what is asked of it."""
    for system in every:
        model = system.model
        there = _classes_by_region(system)
        used = {entity.class_ for entity in f.in_use(model)}
        central = {name for name, row in model.classes.items() if (row.copies, row.writes) == ("home", "single")}
        for route in model.routing.values():
            for home in f.visited(model):
                missing = (set(route.serves) & used) - there[home.seat or ""]
                waiting = f.waiting(home, model) | (central if route.steer == "home" else set())
                yield missing <= waiting, (route, home, missing)
            steered = route.steer != "home" and len(f.visited(model)) > 1
            yield not (route.through == "cdn" and steered), route
            yield route.through == "direct" or model.cdn is not None, route
        if model.cdn is not None:
            asked = model.cdn.regional_services or model.cdn.metadata_boundary
            yield not asked or model.cdn.plan == "enterprise", model.cdn
            yield model.cdn.origin in {route.to for route in model.routing.values()}, model.cdn


def _classes_by_region(system: System) -> defaultdict[str, set[str]]:
    """What databases of each region hold, by the edges that bring it there."""
    flows = system.model.flows
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in flows.edges:
        if edge.mechanism in (Mechanism.ROWS, Mechanism.STREAM):
            found[flows.places[edge.to].region or ""].update(
                name for row in edge.data for name in flows.data[row].classes
            )
    return found


TRIPS = {"rtt": 1, "warm": 1, "cold": 3}


def latency(every: list[System]) -> Cases:
    """A bound between two homes is more than the distance allows, and than the median; no pair is written twice."""
    for system in every:
        alarm = system.model.observability.alarms.cross_region_latency
        if alarm is None:
            continue
        written = [frozenset((one, other)) for one, row in alarm.except_.items() for other in row]
        yield len(written) == len(set(written)), alarm
        for one, other in combinations(f.visited(system.model), 2):
            path, bound = _bound(alarm, one.id, other.id)
            known = distance(str(one.seat), str(other.seat))
            assert known is not None
            trips = TRIPS[alarm.measures]
            above = bound.milliseconds >= known.floor * trips
            above &= known.median is None or bound.milliseconds > known.median * trips
            at = ("observability", "alarms", "cross_region_latency", *path)
            yield above or system.is_answered("latency-unreachable", *at), (one.id, other.id, bound)


def _bound(alarm: LatencyAlarm, one: str, other: str) -> tuple[tuple[str, ...], Duration]:
    for first, second in ((one, other), (other, one)):
        if second in alarm.except_.get(first, {}):
            return ("except", first, second), alarm.except_[first][second]
    return ("above",), alarm.above
