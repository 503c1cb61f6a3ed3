"""Each mechanism sent abroad: by a line of the file, which is found; or by a key that there isn't, which is refused.
And by hand, in the model: whatever draws such an edge one day, it is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flows.test_flows import EXPECTED, of
from shipped import Seen, seen
from systems import ONE_REGION, model

from compiler.diagnostic import Diagnostic
from compiler.model.deployment import Deployment
from compiler.model.flows import Mechanism
from compiler.rules.residency import check
from compiler.rules.rule import Context

Edits = tuple[tuple[str, str], ...]

_PINNED = "copies: home, stays_in: country, writes: home, holds: personal"
_OBJECTIVES = "objectives:                   # a class each."


def of_class(name: str, answers: str, entity: str) -> Edits:
    """An entity in a class of its own."""
    return (
        ("\nentities:  ", f"\nclasses:\n  {name}: {{ {answers} }}\n\nentities:  "),
        (_OBJECTIVES, f"{_OBJECTIVES}\n  {name}: {{ zone_lost: none, region_lost: none }}\n#"),
        *_with_class(name, entity),
    )


def _with_class(name: str, entity: str) -> Edits:
    line = {
        "activity_log": "  activity_log:\n    class: regional",
        "document": "  document:                                     # contracts, identity papers, diagnostics\n"
        "    class: regional",
    }[entity]
    return ((line, line.replace("regional", name)),)


IRELAND = "place: Ireland,   jurisdiction: EU, recovery: eu-central-1, wave: 3"
LOST = ((IRELAND, f"{IRELAND}, state: lost, since: 2026-11-01, until: 2026-12-01, reference: INC-1"),)
BY_BACKUP = (("    recovers_by: replica  ", "    recovers_by: backup  "),)
BY_NOTHING = (("    recovers_by: replica  ", "    recovers_by: none  "),)
LONDON = (
    (IRELAND, IRELAND.replace("eu-central-1", "eu-west-2")),
    (
        "\n  eu-central-1:   { place: Frankfurt, jurisdiction: EU, role: recovery }",
        "\n  eu-west-2: { place: London, jurisdiction: GB, role: recovery }",
    ),
    ("  state: eu-central-1 ", "  state: eu-west-1 "),
)
BOUNDARY = (
    ("  plan: pro\n", "  plan: enterprise\n  metadata_boundary: US\n"),
    ("      US: { safeguard: standard_clauses, document: SCC-US }\n", ""),
)
CODES = ("residency-crossed", "transfer-undeclared", "recovery-abroad")
"""What says that something goes where it may not."""

BAD: Mapping[Mechanism, tuple[Edits, list[Seen]]] = {
    Mechanism.ROWS: (
        (*LOST, *of_class("pinned", _PINNED, "activity_log")),
        [Seen("residency-crossed", "replica")],
    ),
    Mechanism.REPLICA: (of_class("pinned", _PINNED, "activity_log"), [Seen("residency-crossed", "replica")]),
    Mechanism.POINT_IN_TIME_COPY: (
        (*BY_BACKUP, *of_class("pinned", _PINNED, "activity_log")),
        [Seen("residency-crossed", "backup")],
    ),
    Mechanism.SNAPSHOT_COPY: (
        (*BY_BACKUP, *of_class("pinned", _PINNED, "activity_log")),
        [Seen("residency-crossed", "backup")],
    ),
    Mechanism.FILES: (
        (*LOST, *of_class("pinned", _PINNED, "document")),
        [Seen("residency-crossed", "copy"), Seen("residency-crossed", "replica")],
    ),
    Mechanism.FILE_COPY: (
        (*BY_NOTHING, *of_class("pinned", _PINNED, "document")),
        [Seen("residency-crossed", "copy")],
    ),
    Mechanism.REMOTE_WRITE: (
        of_class("central", "copies: home, stays_in: jurisdiction, writes: single, holds: personal", "activity_log"),
        [Seen("residency-crossed", "single")],
    ),
    Mechanism.SECRETS_COPY: (
        of_class(
            "shared", "copies: jurisdiction, stays_in: jurisdiction, writes: home, holds: personal", "activity_log"
        ),
        [Seen("residency-crossed", "main")],
    ),
    Mechanism.EDGE: ((("steer: home }  ", "steer: home, through: cdn }  "),), [Seen("residency-crossed", "cdn")]),
    Mechanism.EDGE_LOGS: (BOUNDARY, [Seen("transfer-undeclared", "EU")]),
    Mechanism.FAILOVER: (LONDON, [Seen("recovery-abroad", "eu-west-2")]),
}
"""A line of the file that sends it abroad, and what a reader sees first."""

_LOGS, _OTHERS, _ALLOW = "  logs: { keep: 30d }", "    others:          { notify: ops }", "admin: [203.0.113.0/24], "
REFUSED: Mapping[Mechanism, tuple[str, str, str]] = {
    Mechanism.STREAM: ("  longest_cut: 6h ", "  copies_in: [ap-northeast-1]\n  longest_cut: 6h ", "copies_in"),
    Mechanism.POINT_IN_TIME: ("point_in_time: 14d,", "point_in_time: 14d, moments_in: us-east-1,", "moments_in"),
    Mechanism.SNAPSHOT: ("daily: 35d }", "daily: 35d, vault: us-east-1 }", "vault"),
    Mechanism.FILE_VERSIONS: ("old_versions: 30d }", "old_versions: 30d, versions_in: us-east-1 }", "versions_in"),
    Mechanism.CACHE: (
        "content: disposable }",
        "content: disposable, global_datastore: us-east-1 }",
        "global_datastore",
    ),
    Mechanism.CACHE_BACKUP: ("content: disposable }", "content: state, snapshots: us-east-1 }", "snapshots"),
    Mechanism.LOGS: (_LOGS, "  logs: { keep: 30d, region: us-east-1 }", "region"),
    Mechanism.LOG_SUBSCRIPTION: (_LOGS, "  logs: { keep: 30d, subscriber: logs.example }", "subscriber"),
    Mechanism.LOAD_BALANCER_LOGS: ("    spot: 0% ", "    access_logs: us-east-1\n    spot: 0% ", "access_logs"),
    Mechanism.FIREWALL_LOGS: ("\n  tls:\n", "\n  firewall_logs: us-east-1\n  tls:\n", "firewall_logs"),
    Mechanism.DATABASE_LOGS: ("    reserved: none\n", "    reserved: none\n    logs_in: us-east-1\n", "logs_in"),
    Mechanism.DATABASE_INSIGHTS: ("    reserved: none\n", "    reserved: none\n    insights: us-east-1\n", "insights"),
    Mechanism.TRACES: (_LOGS, f"{_LOGS}\n  traces: us-east-1\n#", "traces"),
    Mechanism.METRICS: (_LOGS, f"{_LOGS}\n  dimensions: [client_name]\n#", "dimensions"),
    Mechanism.ALARM: (_OTHERS, _OTHERS.replace("ops }", "ops, region: us-east-1 }"), "region"),
    Mechanism.E_MAIL: (_OTHERS, _OTHERS.replace("ops }", "ops, text: client_name }"), "text"),
    Mechanism.PAGER: ("{ notify: oncall }  ", "{ notify: oncall, text: client_name }  ", "text"),
    Mechanism.EDGE_CACHE: ("browser: 7d }", "browser: 7d, kept_in: US }", "kept_in"),
    Mechanism.IMAGES: ("  bake: 10m\n", "  bake: 10m\n  registry: us-east-1\n", "registry"),
    Mechanism.SECRETS: ("\n  tls:\n", "\n  secret_replicas: [us-east-1]\n  tls:\n", "secret_replicas"),
    Mechanism.KEYS: ("\n  tls:\n", "\n  multi_region_keys: true\n  tls:\n", "multi_region_keys"),
    Mechanism.STATE: (IRELAND, f"{IRELAND}, terraform_in: us-east-1", "terraform_in"),
    Mechanism.PLANS: ("  bake: 10m\n", "  bake: 10m\n  plans: us-east-1\n", "plans"),
    Mechanism.DRIFT_REPORTS: ("{ every: 6h, notify: ops }", "{ every: 6h, notify: ops, rows: 10 }", "rows"),
    Mechanism.CI: ("  bake: 10m\n", "  bake: 10m\n  runners: us-east-1\n", "runners"),
    Mechanism.OPERATORS: (_ALLOW, f"{_ALLOW}bastion: us-east-1, ", "bastion"),
    Mechanism.SUPPORT: (_ALLOW, f"{_ALLOW}support_tool: [198.51.100.0/24], ", "support_tool"),
}
"""A key that would send it abroad, or put rows into it. There is none."""


def test_every_mechanism_is_sent_abroad_in_one_way_or_the_other() -> None:
    assert set(BAD) | set(REFUSED) == set(Mechanism)
    assert set(BAD) & set(REFUSED) == set()


@pytest.mark.parametrize("mechanism", BAD, ids=str)
def test_a_line_that_sends_it_abroad_is_found_where_it_stands(mechanism: Mechanism, tmp_path: Path) -> None:
    edits, expected = BAD[mechanism]
    assert [one for one in seen(tmp_path, *edits) if one.code in CODES and one.environment is None] == expected


@pytest.mark.parametrize("mechanism", REFUSED, ids=str)
def test_a_key_that_would_send_it_abroad_is_refused(mechanism: Mechanism, tmp_path: Path) -> None:
    old, new, key = REFUSED[mechanism]
    assert Seen("key-unknown", key) in seen(tmp_path, (old, new))


def found(deployment: Deployment) -> list[Diagnostic]:
    return list(check(deployment, Context(date(2026, 11, 22), {})))


@pytest.mark.parametrize("mechanism", Mechanism, ids=str)
def test_rows_that_it_would_take_abroad_are_found_in_the_model(mechanism: Mechanism) -> None:
    deployment = model(dict(EXPECTED[mechanism].changes))
    edge = of(mechanism)[0]
    from_, _ = deployment.flows.ends(edge)
    abroad = "us-east-1/compute" if from_.jurisdiction == "SG" else "ap-southeast-1/compute"
    sent = replace(edge, to=abroad, data=("regional in database.main for 1y",))
    altered = replace(deployment, flows=replace(deployment.flows, edges=(sent,)))
    assert [(one.code.id, one.path) for one in found(altered)] == [("residency-crossed", edge.why)]


def test_what_is_copied_between_homes_of_two_countries_stays_in_its_own() -> None:
    changes = {
        "regions": {
            "eu-central-1": {"place": "Frankfurt", "jurisdiction": "EU", "recovery": "none", "wave": "1"},
            "eu-north-1": {"place": "Stockholm", "jurisdiction": "EU", "recovery": "none", "wave": "2"},
        },
        "classes": {"shared": {"copies": "everywhere", "stays_in": "country", "writes": "home", "holds": "none"}},
        "objectives.shared": {"zone_lost": "none", "region_lost": "none"},
        "entities.workshop.class": "shared",
        "replication": {"writer": "eu-central-1", "successors": [], "ids": "uuidv7", "longest_cut": "6h"},
        "observability.alarms.replication_lag": {"above": "10s", "for": "30s", "notify": "owner"},
    }
    (one,) = found(model(changes, of=ONE_REGION))
    assert one.path == ("classes", "shared", "copies")
    assert one.what.startswith("`workshop` stays in its country, and replication takes it from eu-central-1 (DE)")
