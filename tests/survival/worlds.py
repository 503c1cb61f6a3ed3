"""Systems of up to six regions, made at random from the shipped one: other regions, states, stores and figures."""

from __future__ import annotations

import random
from typing import Any

from systems import GONE

LAWS = {
    "EU": {"eu-west-1": "Ireland", "eu-central-1": "Frankfurt", "eu-north-1": "Stockholm", "eu-west-3": "Paris"},
    "US": {"us-east-1": "Virginia", "us-west-2": "Oregon", "us-east-2": "Ohio"},
    "SG": {"ap-southeast-1": "Singapore"},
    "JP": {"ap-northeast-1": "Tokyo", "ap-northeast-3": "Osaka"},
}
AWAY = {"since": "2026-11-01", "until": "2026-12-31", "reference": "INC-1"}

UNWATCHED: dict[str, Any] = {
    "replication": "none",
    "entities": {"dossier": {"class": "regional", "personal": {}, "columns": ["state"]}},
    "objectives": {"regional": {"zone_lost": {"rto": "5m", "rpo": "1m"}, "region_lost": {"rto": "1h", "rpo": "1m"}}},
    "routing": {"home": {"serves": ["regional"], "steer": "home"}},
    "observability.alarms.replication_lag": GONE,
}
"""The shipped file with rows that are copied to recovery regions only, and nobody told how far behind they are."""


def changes(seed: int) -> dict[str, Any]:
    """What to change in the shipped file, by dotted path; the same for the same seed."""
    some = random.Random(seed)
    regions = _regions(some)
    serving = [name for name, row in regions.items() if row.get("role") != "recovery"]
    some.shuffle(serving)
    answer = some.choice(["latency", "geolocation", "home"])
    return {
        "environments": {"production": {"account": "222222222222"}},
        "acknowledge": [],
        "observability.alarms.cross_region_latency.except": {},
        "release.state": next(iter(regions)),
        "regions": regions,
        "network.zones": some.choice(["1", "2", "3"]),
        "replication.writer": serving[0],
        "replication.successors": serving[1 : some.randrange(4)],
        "database.main.recovers_by": some.choice(["replica", "replica", "backup", "none"]),
        "database.main.multi_az": some.choice(["true", "false"]),
        "storage.documents.recovers_by": some.choice(["copy", "backup", "none"]),
        "cache.main.content": some.choice(["disposable", "state"]),
        "cache.main.nodes": some.choice(["1", "2"]),
        "compute.api.tasks": {"min": some.choice("0123"), "peak": "4", "max": "10", "standby": some.choice("0345")},
        "routing": {"api": {"serves": ["global"], "steer": answer}, "home": {"serves": ["regional"], "steer": "home"}},
        "failover.health.failures": some.choice(["1", "3", "10"]),
        "failover.decide": some.choice(["0s", "10m"]),
        "observability.probe": some.choice(["1s", "10s", "1m"]),
        "classes": some.choice([{}, _NEAR, _ANYWHERE]),
        "entities.annonce.class": "regional",
        **some.choice([{}, {"cdn": "none"}]),
    }


_NEAR = {"near": {"copies": "jurisdiction", "stays_in": "jurisdiction", "writes": "single", "holds": "none"}}
_ANYWHERE = {"anywhere": {"copies": "everywhere", "stays_in": "world", "writes": "append", "holds": "none"}}


def with_entity(found: dict[str, Any]) -> dict[str, Any]:
    """The same with an entity of the class that was added, if one was."""
    for name in found["classes"]:
        entity = {"class": name, "personal": {}, "columns": ["label"], "delete": "never"}
        served = [*found["routing"]["api"]["serves"], name]
        found = found | {
            "entities.extra": entity,
            f"objectives.{name}": {"zone_lost": "none", "region_lost": "none"},
            "routing.api.serves": served,
        }
    return found


def _regions(some: random.Random) -> dict[str, Any]:
    """One to four serving regions, some with a recovery region of their own law, six regions at most."""
    found: dict[str, Any] = {}
    for law in some.sample(list(LAWS), some.randint(1, 4)):
        names = list(LAWS[law])
        some.shuffle(names)
        home, *others = names
        recovery = others.pop() if others and some.random() < 0.7 and len(found) < 5 else None
        found[home] = _serving(some, law, home, recovery)
        if recovery:
            state = some.choice(["active", "active", "active", "joining", "planned"])
            found[recovery] = {"place": LAWS[law][recovery], "jurisdiction": law, "role": "recovery", "state": state}
        if others and some.random() < 0.4 and len(found) < 6:
            found[others[0]] = _serving(some, law, others[0], None)
    return dict(list(found.items())[:6]) if _whole(list(found.items())[:6]) else found


def _whole(rows: list[tuple[str, Any]]) -> bool:
    names = {name for name, _ in rows}
    return all(row.get("recovery", "none") in {*names, "none"} for _, row in rows)


def _serving(some: random.Random, law: str, name: str, recovery: str | None) -> dict[str, Any]:
    state = some.choice(["active", "active", "active", "joining", "lost", "away", "planned", "decommissioning"])
    row = {"place": LAWS[law][name], "jurisdiction": law, "recovery": recovery or "none", "wave": "1"}
    if state == "away":
        return row | {"state": "joining"} | AWAY
    return row | {"state": state} | (AWAY if state == "lost" else {})
