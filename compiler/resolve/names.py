"""What things are called: one rule, and a short form where the limit of the thing asks for it.

Long: `<system>-<environment>-<kind>-<thing>-<region>`, as in `atlas-crm-production-cluster-us-east-1`.
Short: the region by its short code, as in `atlas-crm-production-alb-apse1`. Where even that is too long, the
middle gives way to six digits of a hash of the long form, so that a name always exists, is always the same, and
never meets another one's.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from compiler.world.limits import NameLimit, check_name, name_limit

_DIGEST = 6

OF_A_REGION = {
    "alb": ("alb", "alb"),
    "cluster": ("cluster", "ecs-cluster"),
    "dashboard": ("", "cloudwatch-dashboard"),
    "failover_watcher": ("failover-watcher", "lambda-function"),
    "backup_vault": ("backup", "backup-vault"),
    "key": ("key", "kms-alias"),
    "state_bucket": ("state", "s3-bucket"),
}
"""Things that every region has one of: key in the model -> (kind in the name, id of the limit)."""

OF_A_THING = {
    "compute": (
        ("service", "service", "ecs-service"),
        ("target_group", "", "target-group"),
        ("task_role", "task", "iam-role"),
        ("log_group", "logs", "log-group"),
    ),
    "database": (("database", "db", "rds-instance"), ("database_secret", "db", "secret")),
    "cache": (("cache", "cache", "elasticache-replication-group"),),
    "storage": (("bucket", "files", "s3-bucket"),),
    "contacts": (("topic", "notify", "sns-topic"),),
}
"""Things that a region has one of for each name in a section: (key in the model, kind in the name, id of the limit)."""

_PARTITION_WIDE = ("s3-bucket",)
"""Limits whose names are unique over all accounts of AWS: the account's id belongs to the name."""


def names(stem: str, account: str, region: str, short: str, sections: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """All names of one region, sorted by key. `stem` is `<system>-<environment>`; `sections` are the things' names."""

    def made(kind: str, thing: str, limit: str) -> str:
        parts = (stem, kind, thing.replace("_", "-"))
        tail = f"-{account}" if limit in _PARTITION_WIDE else ""
        return fitting([p for p in parts if p], region, short, tail, name_limit(limit))

    found = {key: made(kind, "", limit) for key, (kind, limit) in OF_A_REGION.items()}
    for section, kinds in OF_A_THING.items():
        for thing in sections[section]:
            found |= {f"{key}_{thing}": made(kind, thing, limit) for key, kind, limit in kinds}
    return dict(sorted(found.items()))


def fitting(parts: Iterable[str], region: str, short: str, tail: str, limit: NameLimit) -> str:
    """The long form if it fits `limit`, else the short form, else the short form with its middle hashed away."""
    head = "-".join(parts)
    prefix = "alias/" if limit.id == "kms-alias" else ""
    long = f"{prefix}{head}-{region}{tail}"
    for candidate in (long, f"{prefix}{head}-{short}{tail}"):
        if check_name(limit, candidate) is None:
            return candidate
    digest = hashlib.sha256(long.encode()).hexdigest()[:_DIGEST]
    end = f"-{short}-{digest}{tail}"
    return prefix + re.sub(r"-+$", "", head[: limit.max - len(prefix) - len(end)]) + end
