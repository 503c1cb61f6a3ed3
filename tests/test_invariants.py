"""The 25 invariants of the language, as formulas over accepted systems: generated ones, the shipped file, companies'.

A gap that somebody answers for, or that is only reported, is where one instance of a promise may be broken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from itertools import combinations, islice, permutations
from pathlib import Path
from typing import Any

import formulas as f
import pytest
import yaml
from documents.accepted import Step, System, gaps, steps, systems
from documents.judged import AS_OF
from survival.brute_force import Cell, cells, losses

from compiler.emit import EMITTERS
from compiler.emit.replication import emit
from compiler.model.deployment import Deployment
from compiler.model.entities import Column, Entity
from compiler.model.flows import Flow, Mechanism
from compiler.model.observability import LatencyAlarm
from compiler.model.regions import Region
from compiler.model.replication import Publication
from compiler.model.survival import Outcome, Term, total
from compiler.units import Duration
from compiler.world.latency import latency

PROJECT = Path(__file__).parents[1]
REGIONS = {file.stem: yaml.safe_load(file.read_text()) for file in (PROJECT / "regions").glob("*-*-*.yaml")}

Cases = Iterable[tuple[bool, object]]


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> list[System]:
    """Every environment of every accepted file."""
    return systems(tmp_path_factory.mktemp("accepted"), 150)


@pytest.fixture(scope="module")
def next_ones(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Accepted files with the accepted version before them."""
    return steps(tmp_path_factory.mktemp("steps"), 100)


def holds(cases: Cases, least: int = 20) -> None:
    """Each case holds; and there are enough of them for that to mean something."""
    every = 0
    for is_so, about in cases:
        assert is_so, about
        every += 1
    assert every >= least, f"only {every} cases"


def test_there_are_enough_systems(every: list[System], next_ones: list[Step]) -> None:
    assert len({id(system.file) for system in every}) >= 60
    assert len({id(step.after.file) for step in next_ones}) >= 30


# Law and place


def test_01_partition(every: list[System]) -> None:
    """No country is under two laws; each region is in a place that the facts call so, under the law of its country."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model = system.model
            listed = [country for row in model.jurisdictions.values() for country in row.countries]
            yield len(listed) == len(set(listed)) and not set(listed) & set(f.EEA), model.jurisdictions
            for row in model.regions.values():
                facts = REGIONS[row.id]
                yield row.country == facts["country"], row
                yield row.jurisdiction == f.law(model, facts["country"]), row
                yield row.place in facts["places"], row

    holds(cases(), 500)


def test_02_homes(every: list[System]) -> None:
    """A home has one law; it has one seat, or is declared to be down or not to be yet; no seat is two homes', nor may
    ever be; every recovery region is some home's; who is lost says since when, until when and why."""

    def cases() -> Iterator[tuple[bool, object]]:
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

    holds(cases(), 500)


# Residency

WHOLE = {
    Mechanism.REPLICA: "database",
    Mechanism.POINT_IN_TIME: "database",
    Mechanism.SNAPSHOT: "",
    Mechanism.FILE_COPY: "storage",
    Mechanism.FILE_VERSIONS: "storage",
}
"""Mechanisms that take along whatever a store holds."""


def test_03_completeness(every: list[System]) -> None:
    """What copies a store whole carries every class in it; every stream, and every subscription that is emitted, has
    its edge."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model, flows = system.model, system.model.flows
            streams = {
                (flows.places[edge.from_].region, flows.places[edge.to].region) for edge in _by(system, "stream")
            }
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

    holds(cases(), 500)


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


def test_04_containment(every: list[System]) -> None:
    """No edge crosses the line that any class it carries stays within, so no path of edges does."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model, flows = system.model, system.model.flows
            for edge in flows.edges:
                ends = flows.places[edge.from_], flows.places[edge.to]
                for name in {name for data in edge.data for name in flows.data[data].classes}:
                    yield f.together(*ends, model.classes[name].stays_in, model), (edge, name)

    holds(cases(), 2000)


def test_05_coherence(every: list[System]) -> None:
    """A class is copied no farther than its rows may be; special data stays under its law; rows have a writer where
    one writes, and copies where all add; no entity says more than its class holds."""

    def cases() -> Iterator[tuple[bool, object]]:
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

    holds(cases(), 1000)


def _together(one: object, other: object, bound: str, system: System) -> bool:
    """The same of regions, which are called `id` where places are called `region`."""
    line = {"region": "id"}.get(bound, bound)
    return bound in ("system", "world") or getattr(one, line) == getattr(other, line)


ASKING = {"gdpr": "EU", "uk_gdpr": "GB", "pdpa": "SG"}
"""Laws that ask for a paper, and where."""


def test_06_paper(every: list[System]) -> None:
    """Personal data that leaves a law which asks for a paper, for another one, has that paper; and none rests on a
    decision of the European Commission that isn't there."""

    def cases() -> Iterator[tuple[bool, object]]:
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

    holds(cases())


# Writing


def test_07_one_writer(every: list[System]) -> None:
    """Where one home writes for a group, it is the first of the succession that can; and the application of no other
    home has the right to."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model = system.model
            granted = _granted(system)
            for publication in _publications(system):
                row = model.classes[publication.class_]
                if row.writes == "single":
                    for group in f.groups(row, model):
                        homes = {home.id for home in group}
                        right = {f.writer(group, model)} - {None}
                        yield set(publication.writers) & homes == right, (publication, group)
                        yield not (homes & set(f.writing(model))) or bool(right), (publication, group)
                        yield granted[publication.database, publication.writer_role] & homes == right, publication

    holds(cases(), 200)


def _publications(system: System) -> tuple[Publication, ...]:
    return system.model.replication.publications if system.model.replication else ()


def _granted(system: System) -> defaultdict[tuple[str, str], set[str]]:
    """By database and role: the homes whose SQL gives the role to the application."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for artifact in emit(system.model):
        _, _, *place = artifact.path.split("/")
        for role in re.findall(r"GRANT (\w+_writer) TO atlas_application;", artifact.body.decode()):
            found[place[1], role].add(place[0])
    return found


def test_08_many_writers(every: list[System]) -> None:
    """Where every home writes, each sends to each, and nothing that came from another; by a version that can; no two of
    them can give a row the same key, or a column that is unique; rows that all add are never deleted."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model = system.model
            for publication in _publications(system):
                row = model.classes[publication.class_]
                if row.writes == "single":
                    continue
                pairs = {pair for group in f.groups(row, model) for pair in permutations((one.id for one in group), 2)}
                yield {(one.publisher, one.subscriber) for one in publication.streams} == pairs, publication
                yield not pairs or model.database[publication.database].major >= 16, publication
                for entity in (model.entities[name] for name in publication.entities):
                    unique = {column.name for column in entity.columns if column.unique and column.travels}
                    yield unique <= set(entity.key_), entity
                    yield f.is_kept_apart(entity, model), entity
                    yield row.writes != "append" or entity.delete == "never", entity
            for artifact in emit(model):
                if "/60_subscribe_" in artifact.path and _is_new(model, artifact.path):
                    yield "origin = none" in artifact.body.decode(), artifact.path

    holds(cases(), 200)


def _is_new(model: Deployment, path: str) -> bool:
    """Whether the database is of a version that knows origins."""
    return model.database[path.split("/")[3]].major >= 16


def test_09_columns(every: list[System]) -> None:
    """What travels is said column by column, and by it each row can be found; what is withheld doesn't travel, and is
    only withheld where a promotion loses nothing by it."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            for entity in f.in_use(system.model):
                row = system.model.classes[entity.class_]
                travelling = {column.name for column in entity.columns if column.travels}
                withheld = {column.name for column in entity.columns if column.withheld}
                if row.copies == "home":
                    yield not travelling and not withheld, entity
                else:
                    yield set(entity.key_) <= travelling, entity
                    yield not travelling & withheld, entity
                    yield not withheld or row.writes == "home", entity
                    yield travelling | withheld == {column.name for column in entity.columns}, entity

    holds(cases(), 300)


def test_10_references(every: list[System]) -> None:
    """Wherever a row is, the row that it points to is there too, in the same database; and it stays, even as a copy."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model = system.model
            for entity, column in _references(system):
                child, parent = model.classes[entity.class_], model.entities[column.references or ""]
                yield entity.database == parent.database, (entity, column)
                if child.copies == "home" or column.travels:
                    yield f.reach(child, model) <= f.reach(model.classes[parent.class_], model), (entity, column)
                yield not f.orphans(entity, parent, model), (entity, parent)

    holds(cases(), 100)


def _references(system: System) -> Iterator[tuple[Entity, Column]]:
    for entity in f.living(system.model):
        for column in entity.columns:
            if column.references and system.model.entities[column.references].state != "retired":
                yield entity, column


def test_11_subject(every: list[System]) -> None:
    """Whatever says something about a person leads to a column that tells who that is."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            for entity in f.living(system.model):
                if entity.personal:
                    *_, last = islice(f.chain(entity, system.model), 20)
                    columns = {column.name: column for column in last.columns}
                    yield last.subject in columns and columns[last.subject].references is None, entity

    holds(cases(), 100)


# Continuity


def test_12_objectives_and_capacity(every: list[System]) -> None:
    """What is promised of a lost zone or region is what a search over a small world comes to; and whoever takes over
    carries both loads. A declared loss suspends the promises of its home until its day."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            for loss in _zones_and_regions(system):
                for (data, home), cell in cells(system.body, _zones(system), frozenset([loss])).items():
                    yield from _promises(system, loss, data, home, cell)
            for service in system.model.compute.values():
                most = f.most_homes_after_a_loss(service.name, system.model)
                answered = system.is_answered("capacity-short", "compute", service.name, "tasks", "max")
                yield most * service.tasks.peak <= service.tasks.max or answered, service

    holds(cases(), 500)


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


def test_the_matrix_is_what_a_search_over_a_small_world_finds(every: list[System]) -> None:
    """Cell by cell, of each lost zone and region, wherever anybody is left who reads. What nobody notices isn't in the
    matrix."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            before = cells(system.body, _zones(system), frozenset())
            for loss in _zones_and_regions(system):
                outcomes = [one for one in system.model.survival.outcomes if str(one.lost[0]) == loss]
                seen = {(one.data, one.home): _cell(one) for one in outcomes}
                for key, cell in cells(system.body, _zones(system), frozenset([loss])).items():
                    is_so = cell.reads_by is None or seen.get(key, before[key]) == cell
                    yield is_so, (system.name, loss, key, cell, seen.get(key))

    holds(cases(), 1000)


def _cell(one: Outcome) -> Cell:
    reads, writes = ((back.by, _seconds(back.terms)) if back else (None, None) for back in (one.reads, one.writes))
    return Cell(*reads, *writes, None if one.gone is None else _seconds(one.gone))


def _seconds(terms: tuple[Term, ...]) -> int:
    return -(-total(terms).milliseconds // 1000)


def _is_suspended(system: System, home: str, thing: str) -> bool:
    away = [row for row in system.model.homes if row.state in ("lost", "joining") and row.until and row.until >= AS_OF]
    return any(row.id == home or row.seat == thing for row in away)


def test_13_no_control_plane(every: list[System]) -> None:
    """Without the control planes of us-east-1, nobody notices anything; and what moves visitors asks nobody."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            for outcome in system.model.survival.outcomes:
                yield outcome.lost[0].failure != "control-planes", outcome
                if outcome.reads and outcome.lost[0].failure == "region":
                    moved = [term.name for term in outcome.reads.terms]
                    restored = "promote" in moved
                    yield restored or set(moved) <= {"noticed", "propagation", "ttl", "start", "standby"}, outcome
            yield f.is_outside_control_planes(system.model), system.model.release

    holds(cases(), 500)


def test_14_answers(every: list[System]) -> None:
    """Wherever a name leads, every row that it may answer with is there; one layer steers it, and the CDN's plan has
    what is asked of it."""

    def cases() -> Iterator[tuple[bool, object]]:
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

    holds(cases(), 500)


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


def test_15_latency(every: list[System]) -> None:
    """A bound between two homes is more than the distance allows, and than the median; no pair is written twice."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            alarm = system.model.observability.alarms.cross_region_latency
            if alarm is None:
                continue
            written = [frozenset((one, other)) for one, row in alarm.except_.items() for other in row]
            yield len(written) == len(set(written)), alarm
            for one, other in combinations(f.visited(system.model), 2):
                path, bound = _bound(alarm, one.id, other.id)
                known = latency(str(one.seat), str(other.seat))
                assert known is not None
                trips = TRIPS[alarm.measures]
                above = bound.milliseconds >= known.floor * trips
                above &= known.median is None or bound.milliseconds > known.median * trips
                at = ("observability", "alarms", "cross_region_latency", *path)
                yield above or system.is_answered("latency-unreachable", *at), (one.id, other.id, bound)

    holds(cases())


def _bound(alarm: LatencyAlarm, one: str, other: str) -> tuple[tuple[str, ...], Duration]:
    for first, second in ((one, other), (other, one)):
        if second in alarm.except_.get(first, {}):
            return ("except", first, second), alarm.except_[first][second]
    return ("above",), alarm.above


# Machines and money

LIMITS = {
    "alb": 32, "target_group": 32, "database": 63, "cache": 40, "bucket": 63, "state_bucket": 63,
    "failover_watcher": 64, "task_role": 64, "cluster": 255, "service": 255, "dashboard": 255, "log_group": 512,
    "database_secret": 512, "key": 256, "topic": 256, "backup_vault": 50,
}  # fmt: skip
"""Characters of names of AWS."""
UNIQUE_EVERYWHERE = ("bucket", "state_bucket")


def test_16_names_and_addresses(every: list[System]) -> None:
    """Every name fits, and no two things of a kind have one; no two networks share an address."""

    def cases() -> Iterator[tuple[bool, object]]:
        for file in {id(system.file): system.file for system in every}.values():
            models = file.understood.models.values()
            kinds = [
                [(_kind(key), name) for row in model.regions.values() for key, name in row.names.items()]
                for model in models
            ]
            for names in kinds:
                yield len(names) == len(set(names)), names
                yield all(len(name) <= LIMITS[kind] for kind, name in names), names
            shared = [pair for names in kinds for pair in names if pair[0] in UNIQUE_EVERYWHERE]
            yield len(shared) == len(set(shared)), shared
            for model in models:
                ranges = [row.network.cidr for row in model.regions.values()]
                yield f.disjoint(ranges), ranges
                yield all(f.disjoint([one, other]) for one in ranges for other in model.network.reserved), ranges
                yield all(one.subnet_of(model.network.pool) for one in ranges), ranges
                for row in model.regions.values():
                    subnets = [net for zone in row.network.zones for net in (zone.public, zone.application, zone.data)]
                    yield f.disjoint(subnets) and all(net.subnet_of(row.network.cidr) for net in subnets), row.network

    holds(cases(), 500)


def _kind(key: str) -> str:
    return key if key in LIMITS else next(kind for kind in sorted(LIMITS, reverse=True) if key.startswith(f"{kind}_"))


BEST = {"app_to_cache": "TLS1.2", "health_checker_to_alb": "TLS1.2"}


def test_17_tls(every: list[System]) -> None:
    """No hop is below the minimum, unless somebody answers for it; none promises more than there is."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            tls = system.model.security.tls
            for hop in (row.name for row in fields(tls) if row.name != "minimum"):
                accepted = getattr(tls, hop)
                yield accepted >= tls.minimum or system.is_answered("tls-below-minimum", "security", "tls", hop), hop
                if hop == "health_checker_to_alb" or (hop in BEST and system.model.cache):
                    yield accepted <= BEST[hop], hop

    holds(cases(), 500)


MONTH, DAY = 730 * 3_600_000, 86_400_000
LOG_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)


def test_18_disks_and_backups(every: list[System]) -> None:
    """The log of the longest cut takes a third of a disk at most; backups and logs are kept for times that exist."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model = system.model
            if model.replication is not None:
                cut, written = model.replication.longest_cut.milliseconds, model.cost.usage.wal.high.bytes
                for name in {row.database for row in model.replication.publications if row.streams}:
                    enough = written * cut * 3 <= model.database[name].storage.start.bytes * MONTH
                    yield enough or system.is_answered("wal-exceeds-disk", "database", name, "storage", "start"), name
            moments, days = (kept.milliseconds for kept in (model.backup.point_in_time, model.backup.daily))
            yield DAY <= moments <= 35 * DAY and moments <= days and not (moments % DAY or days % DAY), model.backup
            yield model.observability.logs.keep.milliseconds in [count * DAY for count in LOG_DAYS], model.observability

    holds(cases(), 200)


def test_19_money(every: list[System]) -> None:
    """Each warning comes before its error."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            budget = system.model.cost.budget
            yield budget.total.warn <= budget.total.fail, budget
            yield budget.per_region.warn <= budget.per_region.fail, budget

    holds(cases(), 200)


SECRET = re.compile(
    r"AKIA[0-9A-Z]{16}|-----BEGIN|gh[pousr]_[A-Za-z0-9]{36}|xox[bp]-|eyJ[A-Za-z0-9_-]{20}|password=\S{3}"
)


def test_20_isolation(every: list[System]) -> None:
    """A region's state stays in it, and that of all isn't in us-east-1; environments share no account, no domain and no
    edge; waves part the regions; nothing that is emitted looks like a secret."""

    def cases() -> Iterator[tuple[bool, object]]:
        for system in every:
            model, flows = system.model, system.model.flows
            yield f.is_outside_control_planes(model), model.release
            yield model.regions[model.release.state].state in ("joining", "active", "lost"), model.release
            for edge in flows.edges:
                if edge.mechanism is Mechanism.STATE and edge.why[0] == "regions":
                    yield flows.places[edge.to].region == edge.why[1], edge
            regions = {place.region for place in flows.places.values() if place.id.partition("/")[2] != "health"}
            yield regions <= {*model.regions, None}, regions
            released = [name for wave in model.release.waves for name in wave]
            built = {name for name, row in model.regions.items() if row.state in ("joining", "active")}
            yield len(released) == len(set(released)) and set(released) <= built, released
            yield {home.id for home in model.homes if home.id in built} <= set(released), released
            yield not any(SECRET.search(artifact.body.decode()) for artifact in emit(model)), model.environment
        for file in {id(system.file): system.file for system in every}.values():
            models = list(file.understood.models.values())
            yield len({model.environment.account for model in models}) == len(models), file
            yield len({model.domain for model in models}) == len(models), file

    holds(cases(), 1000)


def test_21_acknowledgements(every: list[System]) -> None:
    """Each is of a gap that is there, by its very path, until a day within 400 days."""

    def cases() -> Iterator[tuple[bool, object]]:
        for file in {id(system.file): system.file for system in every}.values():
            at_loss = any(row.until for model in file.understood.models.values() for row in model.regions.values())
            for one in next(iter(file.understood.models.values())).acknowledge:
                yield at_loss or (one.code, one.path) in gaps(file), one
                yield AS_OF <= one.expires <= AS_OF + timedelta(days=400), one
                yield "*" not in one.path, one

    holds(cases(), 200)


# Change

REGION_STEPS = {
    ("planned", "joining"), ("planned", "active"), ("joining", "active"), ("joining", "decommissioning"),
    ("active", "lost"), ("active", "decommissioning"), ("lost", "joining"), ("lost", "decommissioning"),
    ("decommissioning", "retired"), ("decommissioning", "active"),
}  # fmt: skip
STEPS = {("active", "decommissioning"), ("decommissioning", "retired"), ("decommissioning", "active")}


def test_22_steps(next_ones: list[Step]) -> None:
    """What exists goes from state to state, and is only left out when nothing of it is there, or by another name."""

    def cases() -> Iterator[tuple[bool, object]]:
        for step in next_ones:
            before, now = step.before.model, step.after.model
            for name, region in before.regions.items():
                yield _may_become(region, now.regions.get(name), REGION_STEPS, ("retired", "planned")), region
            renamed = {row.was.key_: row for row in now.entities.values() if row.was}
            for name, entity in before.entities.items():
                yield _may_become(entity, now.entities.get(name) or renamed.get(name), STEPS, ("retired",)), entity
            for section in ("database", "storage"):
                for name, store in getattr(before, section).items():
                    yield _may_become(store, getattr(now, section).get(name), STEPS, ("retired",)), store
            for name, model in step.before.file.understood.models.items():
                gone = all(row.state in ("retired", "planned") for row in model.regions.values())
                yield gone or name in step.after.file.understood.models, name

    holds(cases(), 300)


def _may_become(old: Any, new: Any, steps: set[tuple[str, str]], may_go: tuple[str, ...]) -> bool:
    if new is None:
        return old.state in may_go
    return old.state == new.state or (old.state, new.state) in steps


def test_23_stated(next_ones: list[Step]) -> None:
    """A class, a database or a writer that is another one says what it was; no home leaves its seat unsaid."""

    def cases() -> Iterator[tuple[bool, object]]:
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

    holds(cases(), 300)


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


def test_24_memory_and_last_copy(next_ones: list[Step]) -> None:
    """What was is remembered while a backup could bring it back; who serves a home or has its last copies stays."""

    def cases() -> Iterator[tuple[bool, object]]:
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

    holds(cases(), 300)


def _given_up(step: Step) -> Iterator[Region]:
    """Recovery regions that are retired by this step."""
    for row in step.before.model.regions.values():
        now = step.after.model.regions.get(row.id)
        if row.role == "recovery" and row.state != "retired" and now is not None and now.state == "retired":
            yield row


def test_25_immutable(next_ones: list[Step]) -> None:
    """The system's name, its accounts, and the role and the addresses of a region that is there never change."""

    def cases() -> Iterator[tuple[bool, object]]:
        for step in next_ones:
            before, now = step.before.model, step.after.model
            there = [row for row in before.regions.values() if row.state not in ("planned", "retired")]
            yield not there or before.system == now.system, now.system
            yield not there or before.environment.account == now.environment.account, now.environment
            for old in (row for row in there if row.id in now.regions):
                row = now.regions[old.id]
                yield (old.role, old.network.cidr, old.short) == (row.role, row.network.cidr, row.short), (old, row)

    holds(cases(), 200)


# What waits for a part of Atlas that isn't there yet

WAITING = {
    3: ("terraform", "every artifact against the edges; here: whole stores, streams, and the SQL that subscribes"),
    13: ("failover", "every action of what is emitted, and where its watcher runs; here: every sum of the matrix"),
    14: ("failover", "a simulation of DNS over all states of health; here: whatever region a name can lead to"),
    16: ("terraform", "names over all roots; here: every name of the model, of all environments"),
    19: ("cost", "the estimate against its budget; here: the order of the two limits"),
    20: ("terraform", "secrets in what is emitted; here: in the SQL"),
}
"""Invariant: the emitter that will let the rest of it be tested, what that is, and what is tested here."""


def test_each_invariant_is_tested_and_what_waits_is_not_there_yet() -> None:
    named = sorted(int(name[5:7]) for name in globals() if re.match(r"test_\d\d_", name))
    assert named == list(range(1, 26))
    emitted = {emitter.name for emitter in EMITTERS}
    assert not emitted & {part for part, _ in WAITING.values()}, "test the rest of these invariants now"
