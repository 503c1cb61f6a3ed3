"""The machine of a generated document: stores, services, names, network, failover, the CDN and who may reach what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.author import Author
from documents.ground import Ground
from documents.tables import Tables

_TASKS = (
    {"min": "2", "peak": "4", "max": "40", "standby": "4"},
    {"min": "1", "peak": "1", "max": "10", "standby": "1"},
    {"min": "0", "peak": "2", "max": "20", "standby": "0"},
)
_TOO_FEW = (
    {"min": "2", "peak": "4", "max": "5", "standby": "3"},
    {"min": "20", "peak": "4", "max": "10", "standby": "4"},
    {"min": "1", "peak": "900", "max": "4000", "standby": "1"},
)


def machine(author: Author, ground: Ground, tables: Tables) -> dict[str, Any]:
    """Every section but those that say who, where, which data and what is promised."""
    services = author.some(("api", "worker"), 1)
    names = _routing(author, services, ground, tables)
    reached = sorted({row.get("to", f"compute.{services[0]}") for row in names.values()})
    return {
        "network": _network(author),
        "release": _release(author, ground),
        "storage": {name: _bucket(author) for name in tables.stores("storage")},
        "cache": {name: _cache(author) for name in tables.stores("cache")},
        "compute": {name: _service(author) for name in services},
        "database": {name: _database(author, tables) for name in tables.stores("database") or ["main"]},
        "replication": _replication(author, ground, tables),
        "routing": names,
        "failover": _failover(author),
        "cdn": _cdn(author, author.rashly(reached, [f"compute.{name}" for name in services]), ground),
        "security": _security(author),
    }


def _network(author: Author) -> dict[str, Any]:
    row: dict[str, Any] = {
        "pool": author.likely("10.0.0.0/10", "172.16.0.0/12", "10.192.0.0/14"),
        "zones": author.rashly(author.one("2", "1"), "3", "6"),
        "nat": author.one("per_zone", "one", "none"),
    }
    if author.rarely():
        row["reserved"] = [author.rashly("192.168.0.0/16", "10.0.0.0/9", "172.16.0.0/16")]
    return row


def _release(author: Author, ground: Ground) -> dict[str, Any]:
    away = [name for name in ground.standing if name != "us-east-1"]
    return {
        "repository": "owner/platform",
        "state": author.rashly(author.one(*away), *ground.regions) if away else next(iter(ground.regions)),
        "bake": author.one("10m", "1h"),
        "errors_below": author.one("1%", "0.5%"),
    }


def _bucket(author: Author) -> dict[str, Any]:
    row = {
        "recovers_by": author.one("copy", "backup", "none"),
        "tiering": author.one("standard", "intelligent"),
        "old_versions": author.rashly(author.one("30d", "1y"), "36h"),
        "state": author.likely("active", "decommissioning", "retired"),
    }
    return author.keep(row, "tiering", "state")


def _cache(author: Author) -> dict[str, Any]:
    row = {
        "engine": author.one("redis7", "valkey8"),
        "instance": author.rashly("cache.r6g.large", "cache.t9.huge"),
        "nodes": author.one("2", "1", "3"),
        "content": author.rashly(author.likely("disposable", "state"), "state"),
        "state": "active",
    }
    return author.keep(row, "state")


def _service(author: Author) -> dict[str, Any]:
    cpu, memory = author.rashly(
        author.one(("2 vCPU", "4GB"), ("0.5 vCPU", "1GB")), ("2 vCPU", "1GB"), ("3 vCPU", "8GB")
    )
    row = {
        "task": {"cpu": cpu, "memory": memory, "architecture": author.one("x86", "arm")},
        "tasks": author.rashly(author.one(*_TASKS), *_TOO_FEW),
        "spot": author.one("0%", "50%"),
        "port": author.one("8080", "3000"),
    }
    return author.keep(row, "spot", "port")


def _database(author: Author, tables: Tables) -> dict[str, Any]:
    row = {
        "engine": author.rashly(author.one("postgres17", "postgres18"), "postgres15", "postgres16"),
        "instance": author.rashly("db.r6g.xlarge", "db.t9.nano"),
        "multi_az": author.one("true", "false"),
        "storage": author.rashly(
            author.one({"start": "200GB", "limit": "1TB"}, {"start": "64TB", "limit": "64TB"}),
            {"start": "20GB", "limit": "21GB"},
            {"start": "100.5GB", "limit": "500GB"},
            {"start": "200GB", "limit": "100GB"},
        ),
        "recovers_by": author.one("replica", "backup", "none"),
        "reserved": author.one("none", "1y"),
        "state": author.likely("active", "active", "decommissioning"),
    }
    return author.keep(row, "state")


def _replication(author: Author, ground: Ground, tables: Tables) -> Any:
    """Rows that are copied need it; where none is, it may be declared all the same."""
    if not tables.copied and not author.rarely():
        return "none"
    order = author.some(ground.writing or ground.homes, 1, 3)
    wrong = [author.one(*ground.regions)] if ground.regions else []
    row: dict[str, Any] = {
        "writer": author.rashly(order[0], *ground.homes),
        "successors": author.slip(author.rashly(order[1:], [*order[1:], order[0]]), wrong),
        "ids": author.one("uuidv7", "uuidv4", "snowflake"),
        "longest_cut": author.rashly(author.one("1d", "12h"), "1m", "7d"),
    }
    if author.rarely(8):
        row["was"] = {"writer": author.one(*ground.homes), "since": "2026-11-02", "reference": "CHG-31"}
    return author.slip(row, "none")


def _routing(author: Author, services: list[str], ground: Ground, tables: Tables) -> dict[str, Any]:
    """The nearest region answers with what every region has, a name for each home with the rest."""
    several = len(ground.homes) > 1
    wide = [name for name in tables.used if tables.answers(name)["copies"] == "everywhere" or not several]
    narrow = [name for name in tables.used if name not in wide]
    rows: dict[str, Any] = {}
    if wide or author.rarely():
        steer = author.one("latency", "geolocation")
        rows["near"] = {"serves": author.rashly(author.some(wide), tables.used), "steer": steer}
    if narrow or author.rarely(3):
        rows["home"] = {"serves": author.some(tables.used), "steer": "home"}
    if author.rashly(False, True):
        name = author.one("other", "cdn", "a_name")
        rows[name] = {"serves": author.some(tables.used), "steer": author.one("latency", "geolocation", "home")}
    for row in rows.values():
        row["to"] = f"compute.{author.one(*services)}"
        if len(services) == 1 and author.rarely(2):
            del row["to"]
        if author.rarely():
            row["through"] = author.rashly("direct", "cdn")
    return rows


def _failover(author: Author) -> dict[str, Any]:
    last = author.rashly(author.one("none", "2026-10-01"), "2026-01-01", "2027-01-01")
    return {
        "health": {
            "path": author.rashly("/health", "/ready/database", "/"),
            "every": author.rashly(author.one("10s", "30s"), "20s"),
            "failures": author.one("3", "1", "10"),
        },
        "settle": author.rashly(author.one("10m", "1h"), "1m"),
        "decide": author.rashly(author.one("10m", "1h"), "0s"),
        "promote": author.one("15m", "4h"),
        "rehearsal": {"every": author.one("90d", "1y"), "last": last},
    }


def _cdn(author: Author, origins: list[str], ground: Ground) -> Any:
    if not origins or author.rarely(2):
        return "none"
    plan = author.one("enterprise", "pro", "free")
    rules = [{"path": "/assets/*", "edge": "30d", "browser": "7d"}, {"path": "/*", "edge": "1m", "browser": "0s"}]
    row: dict[str, Any] = {
        "plan": plan,
        "origin": author.one(*origins),
        "rules": author.rashly(rules[: author.one(0, 1)], rules, rules[1:], rules[::-1]),
    }
    if author.rashly(plan, "enterprise") == "enterprise" and author.rarely(2):
        laws = sorted(set(ground.laws.values()))
        row["regional_services"] = author.rashly(author.some(laws), ["XX"], ["EUU"])
        row["metadata_boundary"] = author.one("EU", "US", "none")
    return row


def _security(author: Author) -> dict[str, Any]:
    """Two hops can't do better than TLS 1.2: where the minimum is higher, that is a gap to answer for."""
    lowest: Mapping[str, str] = {"app_to_cache": "TLS1.2", "health_checker_to_alb": "TLS1.2"}
    tls = author.rashly(
        author.one({"minimum": "TLS1.3", **lowest}, {"minimum": "TLS1.2"}),
        {"minimum": "TLS1.3"},
        {"minimum": "TLS1.2", "visitor_to_cdn": "TLS1.3", "app_to_database": "TLS1.3"},
        {"minimum": "TLS1.3", **lowest, "visitor_to_alb": "TLS1.2"},
    )
    row = {
        "tls": tls,
        "allow": {"admin": author.rashly([], ["203.0.113.0/24"], ["0.0.0.0/0"]), "database": []},
        "key_rotation": author.one("365d", "90d"),
    }
    return author.keep(row, "key_rotation")
