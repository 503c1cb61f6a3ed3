"""The flow graph, mechanism by mechanism: the exact edges in the shipped system, or in a small change of it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from typing import Any

import pytest
from systems import ONE_REGION, PROJECT, THREE_LAWS, model

from compiler.diagnostic import dotted
from compiler.flows import FAMILIES
from compiler.flows.places import Way
from compiler.flows.scene import Scene, scene_of
from compiler.language.schema import FILE as SCHEMA
from compiler.model.flows import Flow, Flows, Mechanism
from compiler.report.explain import find

HOMES = ("ap-southeast-1", "eu-west-1", "us-east-1")
STANDBY = {"eu-west-1": "eu-central-1", "us-east-1": "us-west-2"}
EVERY = (*HOMES, *STANDBY.values())

GLOBAL = {"global in cache.main, database.main for 30d", "global in database.main", "global in database.main for 30d"}
FILES = {"regional in database.main, storage.documents for 5y"}
CACHED = {"global in cache.main, database.main for 30d", "regional in cache.main, database.main for 5y"}
REGIONAL = {*FILES, "regional in cache.main, database.main for 5y", "regional in database.main for 1y"}
ROWS = GLOBAL | REGIONAL


@dataclass(frozen=True)
class Case:
    """All edges of a mechanism, as `from > to`; what they carry together; and their causes, `*` being a region."""

    edges: frozenset[str]
    data: set[str]
    why: set[str]
    changes: Mapping[str, Any] = field(default_factory=dict)


def each(way: str, regions: Iterable[str]) -> frozenset[str]:
    """`compute > logs` in each region; `*` stands for the region where it isn't in front."""
    from_, to = way.split(" > ")
    return frozenset(f"{_at(region, from_)} > {_at(region, to)}" for region in regions)


def _at(region: str, thing: str) -> str:
    return thing.removeprefix("!") if thing.startswith("!") else f"{region}/{thing}"


def copies(way: str) -> frozenset[str]:
    """`vault > vault` from each home to where it recovers; `:` at the end names the home."""
    from_, to = way.split(" > ")
    named = {home: f"{standby}/{to}{home if to.endswith(':') else ''}" for home, standby in STANDBY.items()}
    return frozenset(f"{home}/{from_} > {named[home]}" for home in STANDBY)


REPLICAS = frozenset(f"{standby}/database.main:{home}" for home, standby in STANDBY.items())
THROUGH_CDN = {"routing.home.through": "cdn"}

EXPECTED: Mapping[Mechanism, Case] = {
    Mechanism.ROWS: Case(each("home > database.main", HOMES), ROWS, {"database.main"}),
    Mechanism.REPLICA: Case(copies("database.main > database.main:"), ROWS, {"database.main.recovers_by"}),
    Mechanism.STREAM: Case(
        frozenset(f"eu-west-1/database.main > {home}/database.main" for home in ("ap-southeast-1", "us-east-1")),
        GLOBAL,
        {"replication.writer"},
    ),
    Mechanism.REMOTE_WRITE: Case(
        frozenset(f"{home}/compute > eu-west-1/database.main" for home in ("ap-southeast-1", "us-east-1")),
        GLOBAL,
        {"replication.writer"},
    ),
    Mechanism.POINT_IN_TIME: Case(each("database.main > point-in-time", HOMES), ROWS, {"backup.point_in_time"}),
    Mechanism.POINT_IN_TIME_COPY: Case(copies("point-in-time > point-in-time"), ROWS, {"database.main.recovers_by"}),
    Mechanism.SNAPSHOT: Case(each("database.main > vault", HOMES), ROWS, {"backup.daily"}),
    Mechanism.SNAPSHOT_COPY: Case(copies("vault > vault"), ROWS, {"database.main.recovers_by"}),
    Mechanism.FILES: Case(each("home > storage.documents", HOMES), FILES, {"storage.documents"}),
    Mechanism.FILE_VERSIONS: Case(
        each("storage.documents > storage.documents", HOMES), FILES, {"storage.documents.old_versions"}
    ),
    Mechanism.FILE_COPY: Case(
        copies("storage.documents > storage.documents:"), FILES, {"storage.documents.recovers_by"}
    ),
    Mechanism.CACHE: Case(each("compute > cache.main", EVERY), CACHED, {"cache.main"}),
    Mechanism.CACHE_BACKUP: Case(
        each("cache.main > cache-backups", EVERY), CACHED, {"cache.main.content"}, {"cache.main.content": "state"}
    ),
    Mechanism.LOGS: Case(each("compute > logs", EVERY), {"logs"}, {"observability.logs"}),
    Mechanism.LOG_SUBSCRIPTION: Case(each("logs > metrics", EVERY), {"logs"}, {"observability.alarms"}),
    Mechanism.LOAD_BALANCER_LOGS: Case(
        each("compute > load-balancer-logs", EVERY), {"load balancer logs"}, {"observability.logs"}
    ),
    Mechanism.FIREWALL_LOGS: Case(each("compute > firewall-logs", EVERY), {"firewall logs"}, {"observability.logs"}),
    Mechanism.DATABASE_LOGS: Case(
        each("database.main > database-logs", HOMES)
        | {f"{one} > {one.split('/')[0]}/database-logs" for one in REPLICAS},
        {"logs of database.main"},
        {"observability.logs"},
    ),
    Mechanism.DATABASE_INSIGHTS: Case(
        each("database.main > database-insights", HOMES)
        | {f"{one} > {one.split('/')[0]}/database-insights" for one in REPLICAS},
        {"insights of database.main"},
        {"database.main"},
    ),
    Mechanism.TRACES: Case(each("compute > traces", EVERY), {"traces"}, {"compute"}),
    Mechanism.METRICS: Case(
        each("compute > metrics", EVERY) | each("compute > !us-east-1/health", EVERY),
        {"metrics"},
        {"observability.namespace", "failover.health"},
    ),
    Mechanism.ALARM: Case(each("metrics > topics", EVERY), {"alarm texts"}, {"observability.alarms"}),
    Mechanism.E_MAIL: Case(each("topics > !contacts.ops", EVERY), {"alarm texts"}, {"contacts.ops"}),
    Mechanism.PAGER: Case(each("topics > !contacts.oncall", EVERY), {"alarm texts"}, {"contacts.oncall"}),
    Mechanism.EDGE: Case(each("compute > !cloudflare", EVERY), ROWS, {"routing.home.through"}, THROUGH_CDN),
    Mechanism.EDGE_CACHE: Case(each("compute > !cloudflare", EVERY), {"assets"}, {"cdn.rules"}),
    Mechanism.EDGE_LOGS: Case(each("compute > !cloudflare", EVERY), {"edge logs"}, {"cdn.metadata_boundary"}),
    Mechanism.IMAGES: Case(each("!github > images", EVERY), {"images"}, {"release.repository"}),
    Mechanism.SECRETS: Case(each("secrets > secrets", EVERY), {"secrets"}, {"database"}),
    Mechanism.SECRETS_COPY: Case(
        frozenset(f"eu-west-1/secrets > {home}/secrets" for home in ("ap-southeast-1", "us-east-1")),
        {"logins to database.main"},
        {"database.main"},
    ),
    Mechanism.KEYS: Case(each("keys > keys", EVERY), {"keys"}, {"security.key_rotation"}),
    Mechanism.STATE: Case(
        each("!github > state", EVERY) | {"github > eu-central-1/global-state"},
        {"state"},
        {"regions.*", "release.state"},
    ),
    Mechanism.PLANS: Case(
        each("state > !github", EVERY) | {"eu-central-1/global-state > github"}, {"plans"}, {"release.repository"}
    ),
    Mechanism.DRIFT_REPORTS: Case(each("settings > !github", EVERY), {"drift reports"}, {"observability.alarms.drift"}),
    Mechanism.CI: Case(each("settings > !github", EVERY), {"settings"}, {"release.repository"}),
    Mechanism.OPERATORS: Case(each("database.main > operators", HOMES), ROWS, {"security.allow.database"}),
    Mechanism.SUPPORT: Case(each("compute > operators", EVERY), ROWS, {"security.allow.admin"}),
    Mechanism.FAILOVER: Case(copies("compute > compute"), ROWS, {"regions.*.recovery"}),
}


@cache
def _flows(changes: tuple[tuple[str, Any], ...]) -> Flows:
    return model(dict(changes)).flows


def of(mechanism: Mechanism) -> tuple[Flow, ...]:
    """The edges of a mechanism in the system of its case."""
    flows = _flows(tuple(EXPECTED[mechanism].changes.items()))
    return tuple(flow for flow in flows.edges if flow.mechanism is mechanism)


def test_no_mechanism_lacks_a_case() -> None:
    assert set(EXPECTED) == set(Mechanism)


@pytest.mark.parametrize("mechanism", Mechanism, ids=str)
def test_the_edges_of(mechanism: Mechanism) -> None:
    found, case = of(mechanism), EXPECTED[mechanism]
    assert {f"{flow.from_} > {flow.to}" for flow in found} == case.edges
    assert len(found) == len(case.edges)
    assert {name for flow in found for name in flow.data} == case.data
    assert {dotted(tuple("*" if part in EVERY else part for part in flow.why)) for flow in found} == case.why


def test_the_page_explains_each_mechanism_once_and_names_keys_that_there_are() -> None:
    page = (PROJECT / "docs" / "flows.md").read_text(encoding="utf-8")
    rows = [line.strip("|").split(" | ") for line in page.partition("## Mechanisms")[2].splitlines() if "| `" in line]
    assert [row[0].strip(" `") for row in rows] == [mechanism.value for mechanism in Mechanism]
    schema = json.loads(SCHEMA.read_bytes())
    for row, mechanism in zip(rows, Mechanism, strict=True):
        keys = re.findall(r"`([^`]+)`", row[4])
        assert [key for key in keys if find(schema, tuple(key.split("."))) is None] == []
        caused = {dotted(tuple("*" if part in EVERY else part for part in flow.why)) for flow in of(mechanism)}
        assert all(any(fnmatch(why, f"{key}*") for key in keys) for why in caused), mechanism


def test_a_paper_stands_on_what_is_personal_and_leaves_its_jurisdiction() -> None:
    flows = model().flows
    bases = {(flow.mechanism.value, flow.to): flow.basis.document for flow in flows.edges if flow.basis}
    assert bases == {
        ("edge-logs", "cloudflare"): "DPA-CF",
        ("stream", "ap-southeast-1/database.main"): "SCC-SG",
        ("stream", "us-east-1/database.main"): "SCC-US",
    }


def test_where_tls_ends_inside_what_passes_the_cdn_stays_inside() -> None:
    flows = model({"routing.home.through": "cdn"}, of=THREE_LAWS).flows
    ends = {flow.from_: flows.places[flow.to] for flow in flows.edges if flow.mechanism is Mechanism.EDGE}
    assert {from_: (to.id, to.jurisdiction, to.country) for from_, to in ends.items()} == {
        "ap-south-1/compute": ("cloudflare/IN", "IN", "IN"),
        "ap-south-2/compute": ("cloudflare/IN", "IN", "IN"),
        "eu-central-1/compute": ("cloudflare/EU", "EU", None),
        "eu-west-1/compute": ("cloudflare/EU", "EU", None),
        "eu-west-2/compute": ("cloudflare/GB", "GB", "GB"),
    }


def test_a_boundary_of_a_declared_jurisdiction_is_in_its_law() -> None:
    changes = {
        "jurisdictions": {"AMERICA": {"countries": ["US", "CA"]}},
        "regions.us-east-1.jurisdiction": "AMERICA",
        "regions.us-west-2.jurisdiction": "AMERICA",
        "cdn.metadata_boundary": "US",
        "cdn.plan": "enterprise",
    }
    place = model(changes).flows.places["cloudflare/US"]
    assert (place.country, place.jurisdiction) == ("US", "AMERICA")


def test_health_is_measured_in_virginia_also_of_a_firm_that_is_not_there() -> None:
    place = model(of=ONE_REGION).flows.places["us-east-1/health"]
    assert (place.region, place.country, place.jurisdiction) == ("us-east-1", "US", "US")


def test_without_a_cdn_a_name_or_somebody_let_in_there_is_no_such_edge() -> None:
    flows = model({"routing": {}, "cdn": "none", "security.allow": {"admin": [], "database": []}}).flows
    gone = set(Mechanism) - {flow.mechanism for flow in flows.edges}
    assert gone == {
        Mechanism.EDGE,
        Mechanism.EDGE_CACHE,
        Mechanism.EDGE_LOGS,
        Mechanism.LOAD_BALANCER_LOGS,
        Mechanism.FIREWALL_LOGS,
        Mechanism.OPERATORS,
        Mechanism.SUPPORT,
        Mechanism.FAILOVER,
        Mechanism.CACHE_BACKUP,
    }


def test_central_data_is_kept_and_written_at_one_home() -> None:
    central = {"copies": "home", "stays_in": "world", "writes": "single", "holds": "personal"}
    deployment = model(
        {"classes.central": central, "objectives.central": _NOTHING, "entities.activity_log.class": "central"}
    )
    ways = {
        (flow.mechanism.value, flow.from_, flow.to)
        for flow in deployment.flows.edges
        if "central in database.main for 1y" in flow.data and flow.mechanism in (Mechanism.ROWS, Mechanism.REMOTE_WRITE)
    }
    assert ways == {
        ("rows", "eu-west-1/home", "eu-west-1/database.main"),
        ("remote-write", "us-east-1/compute", "eu-west-1/database.main"),
        ("remote-write", "ap-southeast-1/compute", "eu-west-1/database.main"),
    }


_NOTHING = {"zone_lost": "none", "region_lost": "none"}


def test_a_bucket_that_recovers_by_backup_is_in_the_vaults() -> None:
    flows = model({"storage.documents.recovers_by": "backup"}).flows
    vaults = {
        f"{flow.from_} > {flow.to}" for flow in flows.edges if flow.why == ("storage", "documents", "recovers_by")
    }
    assert vaults == {
        *each("storage.documents > vault", HOMES),
        *copies("vault > vault"),
    }


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__module__.rpartition(".")[2])
def test_every_family_draws_something(family: Callable[[Scene], Iterator[Way]]) -> None:
    assert len(FAMILIES) == len(set(FAMILIES))
    assert any(way.data for way in family(scene_of(model(THROUGH_CDN))))
