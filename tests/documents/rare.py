"""What hardly any generated document says: for each code that chance seldom finds, a change of the shipped file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.places import Place, replaced, without
from systems import GONE, SHIPPED, changed


def _rule(path: str) -> dict[str, str]:
    return {"path": path, "edge": "30d", "browser": "7d"}


_LOG = {"copies": "everywhere", "stays_in": "system", "writes": "append", "holds": "none"}
_PEOPLE = {"copies": "everywhere", "stays_in": "system", "writes": "home", "holds": "personal"}
_HEALTH = {"copies": "home", "stays_in": "world", "writes": "home", "holds": "special"}
_NOTHING = {"zone_lost": "none", "region_lost": "none"}
_ANOTHER_HOME = {"place": "Frankfurt", "jurisdiction": "EU", "recovery": "none", "wave": "4"}
_AUCKLAND = {"place": "Auckland", "jurisdiction": "NZ", "recovery": "none", "wave": "4"}
_LONG_LOST = {"role": "recovery", "state": "lost", "since": "2026-06-01", "until": "2026-07-01", "reference": "INC-1"}
_ANYWHERE = {"routing.home.through": "cdn", "cdn.plan": "enterprise", "cdn.regional_services": ["EU", "US", "SG"]}
_OF_A_LOG = {"classes.log": _LOG, "objectives.log": _NOTHING, "entities.referential.class": "log"}
_WAS = {"class": "regional", "since": "2026-11-20", "reference": "DPIA-7"}
_IRELAND_LOST = {
    "place": "Ireland",
    "jurisdiction": "EU",
    "recovery": "eu-central-1",
    "wave": "3",
    "state": "lost",
    "since": "2026-11-01",
    "until": "2026-12-31",
    "reference": "INC-1",
}
_DATABASE = changed(SHIPPED, {})["database"]["main"]
_WORKER = changed(SHIPPED, {})["compute"]["api"]

BEFORE: dict[str, dict[str, Any]] = {
    "class-redefined": _OF_A_LOG,
    "seat-moved": {"regions.eu-west-1": _IRELAND_LOST},
    "was-dropped": {"entities.referential.was": _WAS},
}
"""By code: what else stood in the version before; in all others, nothing."""

RARE: dict[str, dict[str, Any]] = {
    "access-too-wide": {"security.allow.database": ["0.0.0.0/0"]},
    "acknowledge-code": {"acknowledge.0.code": "region-place"},
    "acknowledge-expired": {"acknowledge.0.expires": "2026-11-01"},
    "acknowledge-expiring": {"acknowledge.0.expires": "2026-11-30"},
    "acknowledge-too-long": {"acknowledge.0.expires": "2029-01-01"},
    "acknowledge-twice": {"acknowledge.2.path": "security.tls.app_to_cache"},
    "acknowledge-unused": {"acknowledge.0.path": "regions.us-west-2.state"},
    "acknowledge-value": {"acknowledge.0.accepts": "TLS1.3"},
    "addresses-short": {"network.pool": "10.0.0.0/14", "compute.api.tasks.max": "400"},
    "adequacy-unknown": {"privacy.transfers.SG": {"EU": {"safeguard": "adequacy", "document": "D-1"}}},
    "alarm-after-promise": {"observability.alarms.errors_5xx.for": "10m"},
    "alarm-by-mail": {"observability.alarms.region_down.notify": "ops"},
    "alarm-period-impossible": {"observability.alarms.errors_5xx.for": "90s"},
    "alarm-too-slow": {
        "objectives.global.region_lost.rpo": "3h",
        "objectives.regional.region_lost.rpo": "3h",
        "observability.alarms.replication_lag.for": "2h",
        "replication.longest_cut": "2h",
    },
    "append-mutable": _OF_A_LOG,
    "append-without-copies": {"classes.log": _LOG | {"copies": "home"}},
    "backup-daily-short": {"backup.daily": "7d"},
    "bucket-classes": {"entities.app_user.stores": ["database.main", "storage.documents"]},
    "budget-order": {"cost.budget.total": {"warn": "900 USD", "fail": "200 USD"}},
    "capacity-short": {"compute.api.tasks.peak": "9"},
    "cdn-caches-health": {"cdn.rules.0.path": "/health"},
    "cdn-caches-personal": _ANYWHERE | {"cdn.rules.0.path": "/*"},
    "cdn-edge-too-short": {"cdn.rules.0.edge": "1s"},
    "cdn-origin": {
        "compute.worker": _WORKER,
        "routing.api.to": "compute.api",
        "routing.home.to": "compute.api",
        "cdn.origin": "compute.worker",
    },
    "cdn-plan": {"cdn.metadata_boundary": "EU"},
    "cdn-rule-hidden": {"cdn.rules": [_rule("/*"), _rule("/assets/*")]},
    "cdn-rules-too-many": {"cdn.rules": [_rule(f"/{number}/*") for number in range(500)]},
    "class-changed": {"entities.referential.class": "regional"},
    "class-redefined": _OF_A_LOG | {"classes.log": _LOG | {"stays_in": "world"}},
    "column-looks-personal": {"entities.organization.columns": ["name", "email"]},
    "copies-exceed-bound": {"classes.log": _LOG | {"stays_in": "country"}},
    "copy-unknown": {"regions.ap-southeast-6": _AUCKLAND, "observability.alarms.cross_region_latency": GONE},
    "engine-too-old": {"database.main.engine": "postgres15"},
    "entity-deleted": {"entities.referential": GONE},
    "entity-moved": {"database.other": _DATABASE, "entities.referential.stores": ["database.other"]},
    "environment-deleted": {"environments.staging": GONE, "environments.production.after": GONE},
    "health-path-deep": {"failover.health.path": "/ready/database"},
    "immutable-changed": {"network.pool": "10.64.0.0/10"},
    "key-several-writers": _OF_A_LOG,
    "latency-flaps": {"observability.alarms.cross_region_latency.except.ap-southeast-1.us-east-1": "250ms"},
    "latency-pair": {"observability.alarms.cross_region_latency.except.us-east-1": {"ap-southeast-1": "300ms"}},
    "latency-promoted": {"observability.alarms.cross_region_latency.except.eu-west-1": {"us-east-1": "90ms"}},
    "latency-unknown": {"regions.ap-southeast-6": _AUCKLAND},
    "latency-unreachable": {"observability.alarms.cross_region_latency.above": "1ms"},
    "loss-overdue": {"regions.us-west-2": {"place": "Oregon", "jurisdiction": "US"} | _LONG_LOST},
    "name-carries-data": {"entities.annonce.columns": ["title", "offer_for_0612345678"]},
    "network-overlap": {"network.reserved": ["10.0.0.0/8"]},
    "parent-deleted-hard": {"entities.organization.delete": "hard"},
    "quota-exceeded": {"compute.api.tasks.max": "1200"},
    "recovery-abroad": {"regions.ap-southeast-1.recovery": "us-west-2"},
    "recovery-last": {
        "regions.eu-north-1": {"place": "Stockholm", "jurisdiction": "EU", "role": "recovery"},
        "regions.eu-west-1.recovery": "eu-north-1",
        "regions.eu-central-1.state": "retired",
    },
    "recovery-shared": {"regions.eu-central-1": _ANOTHER_HOME},
    "reference-abroad": {"entities.organization.class": "regional"},
    "reference-across-databases": {"database.other": _DATABASE, "entities.organization.stores": ["database.other"]},
    "rehearsal-future": {"failover.rehearsal.last": "2027-01-15"},
    "rehearsal-overdue": {"failover.rehearsal.last": "2026-01-01"},
    "release-control-plane": {"release.state": "us-east-1"},
    "route-no-host": {"routing.an_api": {"serves": ["global"], "steer": "latency"}},
    "route-two-layers": {"routing.api.through": "cdn"},
    "route-without-cdn": {"routing.home.through": "cdn", "cdn": "none"},
    "seat-moved": {"regions.eu-west-1": _IRELAND_LOST, "regions.eu-central-1.state": "decommissioning"},
    "settle-too-short": {"failover.settle": "1m"},
    "special-leaves": {"classes.health": _HEALTH},
    "state-future": {"regions.us-west-2.since": "2027-03-01"},
    "state-skipped": {"entities.annonce.state": "retired"},
    "store-deleted": {"storage": {}, "entities.document.stores": ["database.main"]},
    "store-unused": {"database.other": _DATABASE},
    "subject-unreachable": {"entities.app_user.subject": "organization_id"},
    "tasks-disordered": {"compute.api.tasks.min": "20"},
    "tls-unreachable": {"security.tls.app_to_cache": "TLS1.3"},
    "transfer-adequacy": {"privacy.transfers.EU.SG.safeguard": "adequacy"},
    "transfer-undeclared": {"privacy.transfers.EU.SG": GONE},
    "unique-several-writers": {
        "classes.people": _PEOPLE,
        "objectives.people": _NOTHING,
        "entities.app_user.class": "people",
    },
    "wal-exceeds-disk": {"replication.longest_cut": "7d"},
    "wal-implausible": {"cost.usage.wal": "1GB"},
    "was-dropped": {},
    "was-untrue": {"entities.referential.was": _WAS},
    "withheld-lost": {"entities.app_user.withheld": ["phone"]},
    "withheld-needed": {
        "classes.people": _PEOPLE,
        "objectives.people": _NOTHING,
        "entities.app_user.class": "people",
        "entities.app_user.withheld": ["home_region"],
    },
    "withheld-nothing": {"entities.document.withheld": ["file_name"]},
    "writer-moved": {"replication.writer": "us-east-1", "replication.successors": ["eu-west-1"]},
}
"""By code: what else stands at which paths of `atlas.yaml`."""


def rare(code: str) -> tuple[Any, Any]:
    """The shipped file as it was before, and with the change of a code."""
    return _changed(BEFORE.get(code, {})), _changed(RARE[code])


def _changed(changes: Mapping[str, Any]) -> Any:
    data = changed(SHIPPED, {})
    for text, value in changes.items():
        place = _place(text)
        data = without(data, place) if value is GONE else replaced(data, place, value)
    return data


def _place(text: str) -> Place:
    return tuple(int(word) if word.isdigit() else word for word in text.split("."))
