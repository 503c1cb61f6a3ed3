"""What PostgreSQL and RDS have to offer for what is declared: versions, disks, instance classes."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.database import Database
from compiler.model.deployment import Deployment
from compiler.model.replication import Publication
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed
from compiler.units import Size
from compiler.world.prices import offered

ENGINE_TOO_OLD = Code("engine-too-old", "A PostgreSQL too old for what is declared")
DISK_IMPOSSIBLE = Code("disk-impossible", "A disk that AWS can't make")
INSTANCE_UNKNOWN = Code(
    "instance-unknown", "Instances that a region may not have", Severity.WARNING, acknowledgeable=True
)

_GB = Size.parse("1GB").bytes
_LEAST_GROWTH = 10
"""In percent. (RDS user guide, USER_PIOPS.Autoscaling, read 2026-11.)"""
_LARGEST = Size.parse("64TB")
_ASK = {
    "database": "rds describe-orderable-db-instance-options --engine postgres --db-instance-class",
    "cache": "elasticache describe-reserved-cache-nodes-offerings --cache-node-type",
}
"""What tells whether a region has a class: nothing where it hasn't."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every database that is there."""
    del context
    for database in deployment.database.values():
        if database.state != "retired":
            yield from _engine(database, deployment)
            yield from _disk(database)
    yield from _instances(deployment)


def _engine(database: Database, deployment: Deployment) -> Iterator[Diagnostic]:
    needed, what, why = max(_needs(database, deployment), default=(0, "", ""))
    if database.major < needed:
        yield Diagnostic(
            ENGINE_TOO_OLD,
            f"{what}, which needs PostgreSQL {needed}: `database.{database.name}` has `{database.engine}`.",
            why,
            f"Write `engine: postgres{needed}`.",
            ("database", database.name, "engine"),
        )


def _needs(database: Database, deployment: Deployment) -> Iterator[tuple[int, str, str]]:
    """Versions that something declared needs, what it is, and what would happen with an older one. (PostgreSQL release
    notes: `origin` since 16, `failover` of slots since 17.)"""
    replication = deployment.replication
    for publication in replication.publications if replication else ():
        if publication.database != database.name:
            continue
        ways = {(stream.publisher, stream.subscriber) for stream in publication.streams}
        if any((there, back) in ways for back, there in ways):
            yield (
                16,
                f"Class `{publication.class_}` is copied both ways between homes",
                "An older one sends every row back to where it came from, and copying stops at the first of them.",
            )
        if (home := _promoted(publication, database, deployment)) is not None:
            yield (
                17,
                f"An rpo is promised for class `{publication.class_}` when {home} is lost, and a replica takes over",
                "An older one loses the other regions' places in the log: what they hadn't read yet never arrives.",
            )


def _promoted(publication: Publication, database: Database, deployment: Deployment) -> str | None:
    """A home that others copy from, if its replica would take over and a promise counts on that: now, or as soon as its
    recovery region has joined or is rebuilt. Nobody changes versions on such a day."""
    promised = deployment.objectives.get(publication.class_)
    if database.recovers_by != "replica" or promised is None or promised.region_lost is None:
        return None
    for stream in publication.streams:
        row = deployment.regions[stream.publisher]
        other = deployment.regions.get(row.recovery) if row.recovery else None
        if other is not None and other.stays:
            return row.id
    return None


def _disk(database: Database) -> Iterator[Diagnostic]:
    start, limit = database.storage.start, database.storage.limit
    at = ("database", database.name, "storage")
    parts = [(key, size) for key, size in (("start", start), ("limit", limit)) if size.bytes % _GB]
    for key, size in parts:
        yield Diagnostic(
            DISK_IMPOSSIBLE,
            f"`{key}: {size}` isn't a number of whole GB.",
            "AWS makes disks in whole GB and refuses this one when it is built.",
            f"Write `{key}: {Size(-(-size.bytes // _GB) * _GB)}`.",
            (*at, key),
        )
    if parts or start == limit:
        return
    least = Size(-(-start.bytes * (100 + _LEAST_GROWTH) // 100 // _GB) * _GB)
    if limit < least:
        grows = f"`limit: {least}` or more, or " if least <= _LARGEST else ""
        yield Diagnostic(
            DISK_IMPOSSIBLE,
            f"A disk that starts with {start} can't grow up to {limit}.",
            "AWS never shrinks a disk, and lets it grow by a tenth at least.",
            f"Write {grows}`limit: {start}` for a disk that doesn't grow.",
            (*at, "limit"),
        )


def _instances(deployment: Deployment) -> Iterator[Diagnostic]:
    """Every class of instance, of databases and caches, in every region that has one: what has a price is offered."""
    paths: dict[str, Path] = {}
    unknown: dict[str, set[str]] = {}
    for path, instance, recovers in _used(deployment):
        for row in deployment.regions.values():
            there = row.role == "serving" or recovers
            if there and row.exists and offered(instance, row.id) is None:
                paths.setdefault(instance, path)
                unknown.setdefault(instance, set()).add(row.id)
    for instance, regions in unknown.items():
        yield Diagnostic(
            INSTANCE_UNKNOWN,
            f"Whether AWS has {instance} in {listed(sorted(regions), most=4)} isn't known: Atlas has no price there.",
            "Not every region has every class, and that is found out when the first one is built.",
            f"`aws {_ASK[str(paths[instance][0])]} {instance} --region {min(regions)}` tells; "
            "acknowledge what it told.",
            paths[instance],
        )


def _used(deployment: Deployment) -> Iterator[tuple[Path, str, bool]]:
    """Where each class is written, and whether recovery regions have one too: a replica, or what a backup becomes."""
    for name, database in deployment.database.items():
        if database.state != "retired":
            yield ("database", name, "instance"), database.instance, database.recovers_by != "none"
    for name, cache in deployment.cache.items():
        if cache.state != "retired":
            yield ("cache", name, "instance"), cache.instance, True


RULE = Rule((ENGINE_TOO_OLD, DISK_IMPOSSIBLE, INSTANCE_UNKNOWN), check)
