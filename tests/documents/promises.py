"""Promises of a generated document: objectives, alarms, papers, backups, money."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import Any

from documents.author import Author
from documents.ground import Ground
from documents.tables import Tables

_ENOUGH = {"rto": "20d", "rpo": "20d"}
_OBJECTIVES = (
    {"rto": "6h", "rpo": "1d", "read_rto": "5h"},
    {"rto": "5m", "rpo": "1m"},
    {"rto": "45m", "rpo": "15m"},
    {"rto": "2m", "rpo": "0s"},
)


def promises(author: Author, ground: Ground, tables: Tables, *, replicated: bool) -> dict[str, Any]:
    """What people sign."""
    return {
        "privacy": _privacy(author, ground),
        "objectives": _objectives(author, tables),
        "backup": _backup(author),
        "observability": _observability(author, ground, replicated=replicated),
        "cost": _cost(author),
    }


def contacts(author: Author) -> dict[str, str]:
    """Always the four that are named elsewhere."""
    people = {name: f"{name}@company.example" for name in ("dpo", "security", "ops")}
    return {**people, "oncall": author.one("pagerduty", "oncall@company.example")}


def _privacy(author: Author, ground: Ground) -> dict[str, Any]:
    laws = sorted(set(ground.laws.values()))
    transfers: dict[str, dict[str, Any]] = {}
    for leaves, kept in permutations(laws, 2):
        if author.rashly(True, False):
            paper = {"safeguard": author.rashly("standard_clauses", "adequacy", "consent"), "document": f"SCC-{kept}"}
            transfers.setdefault(leaves, {})[author.rashly(kept, "XX")] = paper
    processors = {
        "aws": {"task": "hosting", "agreement": "DPA-AWS"},
        "cloudflare": {"task": "static assets", "agreement": "DPA-CF"},
        "pagerduty": {"task": "paging", "agreement": "DPA-PD"},
    }
    return {
        "controller": "Company",
        "regimes": author.rashly(["gdpr", "uk_gdpr", "dpdp", "pdpa", "ccpa"], [], ["gdpr"], ["hipaa"]),
        "transfers": transfers,
        "processors": {name: row for name, row in processors.items() if author.rashly(True, False)},
    }


def _objectives(author: Author, tables: Tables) -> dict[str, Any]:
    """Careful authors promise what almost any system keeps, or nothing."""
    rows = {}
    for name in author.slip(author.rashly(tables.used, [*tables.used, "global"]), tables.used[1:]):
        rows[name] = {
            "zone_lost": author.one("none", author.rashly(_ENOUGH, *_OBJECTIVES)),
            "region_lost": author.one("none", author.rashly("none", _ENOUGH, *_OBJECTIVES)),
        }
        if author.rashly(False, True):
            rows[name]["zone_lost"] = {"rto": "5m", "rpo": "1m", "read_rto": "1h"}
    return rows


def _backup(author: Author) -> dict[str, str]:
    return author.rashly(
        author.one({"point_in_time": "14d", "daily": "35d"}, {"point_in_time": "7d", "daily": "1y"}),
        {"point_in_time": "14d", "daily": "7d"},
        {"point_in_time": "36h", "daily": "35d"},
    )


def _observability(author: Author, ground: Ground, *, replicated: bool) -> dict[str, Any]:
    alarms: dict[str, Any] = {
        "region_down": {"notify": author.rashly("oncall", "dpo")},
        "errors_5xx": {"above": "5%", "for": author.rashly(author.one("5m", "1m"), "90s", "1d"), "notify": "oncall"},
        "drift": {"every": author.rashly(author.one("6h", "1d"), "7m"), "notify": "ops"},
        "others": {"notify": "ops"},
    }
    if author.slip(replicated, not replicated) or author.rashly(False, True):
        above, long = author.rashly(("10s", "1m"), ("100ms", "10s"), ("1h", "1d"), ("1s", "25s"))
        alarms["replication_lag"] = {"above": above, "for": long, "notify": "ops"}
    if author.rarely(2):
        alarms["cross_region_latency"] = _latency(author, ground)
    row = {
        "namespace": "Company",
        "logs": {"keep": author.rashly(author.one("30d", "14d"), "31d")},
        "probe": author.rashly(author.one("10s", "30s"), "5m", "1s"),
        "alarms": alarms,
    }
    return author.keep(row, "probe")


def _latency(author: Author, ground: Ground) -> dict[str, Any]:
    row: dict[str, Any] = {
        "above": author.rashly("5s", "200ms", "1ms"),
        "measures": author.one("rtt", "warm", "cold"),
        "for": author.rashly("5m", "10s", "1d"),
        "notify": "ops",
    }
    pairs = list(
        combinations(author.slip(author.rashly(ground.homes, list(ground.regions)), [*ground.homes, "eu-west-1"]), 2)
    )
    if pairs and author.rarely(2):
        one, other = author.one(*pairs)
        row["except"] = {one: {author.rashly(other, one): author.rashly("6s", "1ms")}}
        if author.rashly(False, True):
            row["except"][other] = {one: "6s"}
    return row


def _cost(author: Author) -> dict[str, Any]:
    enough = {"warn": "90000000 USD", "fail": "99000000 USD"}
    short = ({"warn": "100 USD", "fail": "200 USD"}, {"warn": "900 USD", "fail": "200 USD"})
    return {
        "budget": {"total": author.rashly(enough, *short), "per_region": author.rashly(enough, *short)},
        "usage": {
            "internet_out": author.one("1TB", "0MB"),
            "nat": "100GB",
            "replicated": author.one("5GB", "0MB"),
            "wal": author.rashly(author.one("50GB", "20GB..60GB"), "1GB", "90TB"),
            "logs": "50GB",
            "files": author.one("100GB..300GB", "0MB"),
        },
    }
