"""Machines and money: names, addresses, TLS, disks, budgets; what is apart, and who answers for what."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import timedelta

from documents.accepted import System, gaps
from documents.judged import AS_OF
from invariants import formulas as f
from invariants.formulas import Cases

from compiler.emit.replication import emit
from compiler.model.flows import Mechanism

LIMITS = {
    "alb": 32, "target_group": 32, "database": 63, "cache": 40, "bucket": 63, "state_bucket": 63,
    "failover_watcher": 64, "task_role": 64, "cluster": 255, "service": 255, "dashboard": 255, "log_group": 512,
    "database_secret": 512, "key": 256, "topic": 256, "backup_vault": 50,
}  # fmt: skip
"""Characters of names of AWS."""
UNIQUE_EVERYWHERE = ("bucket", "state_bucket")


def names_and_addresses(every: list[System]) -> Cases:
    """Every name fits, and no two things of a kind have one; no two networks share an address."""
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


def _kind(key: str) -> str:
    return key if key in LIMITS else next(kind for kind in sorted(LIMITS, reverse=True) if key.startswith(f"{kind}_"))


BEST = {"app_to_cache": "TLS1.2", "health_checker_to_alb": "TLS1.2"}


def tls(every: list[System]) -> Cases:
    """No hop is below the minimum, unless somebody answers for it; none promises more than there is."""
    for system in every:
        tls = system.model.security.tls
        for hop in (row.name for row in fields(tls) if row.name != "minimum"):
            accepted = getattr(tls, hop)
            yield accepted >= tls.minimum or system.is_answered("tls-below-minimum", "security", "tls", hop), hop
            if hop == "health_checker_to_alb" or (hop in BEST and system.model.cache):
                yield accepted <= BEST[hop], hop


MONTH, DAY = 730 * 3_600_000, 86_400_000
LOG_DAYS = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)


def disks_and_backups(every: list[System]) -> Cases:
    """The log of the longest cut takes a third of a disk at most; backups and logs are kept for times that exist."""
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


def money(every: list[System]) -> Cases:
    """Each warning comes before its error."""
    for system in every:
        budget = system.model.cost.budget
        yield budget.total.warn <= budget.total.fail, budget
        yield budget.per_region.warn <= budget.per_region.fail, budget


SECRET = re.compile(
    r"AKIA[0-9A-Z]{16}|-----BEGIN|gh[pousr]_[A-Za-z0-9]{36}|xox[bp]-|eyJ[A-Za-z0-9_-]{20}|password=\S{3}"
)


def isolation(every: list[System]) -> Cases:
    """A region's state stays in it, and that of all isn't in us-east-1; environments share no account, no domain and no
    edge; waves part the regions; nothing that is emitted looks like a secret."""
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


def acknowledgements(every: list[System]) -> Cases:
    """Each is of a gap that is there, by its very path, until a day within 400 days."""
    for file in {id(system.file): system.file for system in every}.values():
        at_loss = any(row.until for model in file.understood.models.values() for row in model.regions.values())
        for one in next(iter(file.understood.models.values())).acknowledge:
            yield at_loss or (one.code, one.path) in gaps(file), one
            yield AS_OF <= one.expires <= AS_OF + timedelta(days=400), one
            yield "*" not in one.path, one
