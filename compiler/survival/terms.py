"""How long each step takes, from noticing to the last one, and where that is said."""

from __future__ import annotations

from compiler.model.deployment import Deployment
from compiler.model.survival import Term
from compiler.world import times


def noticed(deployment: Deployment) -> Term:
    """Health checks fail until the region counts as down."""
    health = deployment.failover.health
    what = f"noticed, {health.failures} checks of {health.every}"
    return Term("noticed", what, deployment.failover.noticed, ("failover", "health"))


def traffic(deployment: Deployment) -> tuple[Term, ...]:
    """Visitors move by health checks and DNS alone."""
    return (
        noticed(deployment),
        Term("propagation", "DNS tells everybody", times.DNS_PROPAGATION.takes, ()),
        Term("ttl", "old answers run out", times.DNS_TTL.takes, ()),
    )


START = Term("start", "tasks start", times.TASK_START.takes, ())
STANDBY_INSTANCE = Term("standby", "the standby in another zone takes over", times.MULTI_AZ_FAILOVER.takes, ())
FILES_BEHIND = (Term("copy", "files not copied yet", times.REPLICATION_TIME_CONTROL.takes, ()),)
BACKUP_BEHIND = (Term("backup", "written since the daily backup", times.DAILY_BACKUP.takes, ()),)


def decide(deployment: Deployment) -> Term:
    """A person decides."""
    return Term("decide", "a person decides", deployment.failover.decide, ("failover", "decide"))


def promote(deployment: Deployment) -> Term:
    """A database is promoted, or restored."""
    return Term("promote", "the database is promoted or restored", deployment.failover.promote, ("failover", "promote"))


def behind(deployment: Deployment) -> tuple[Term, ...] | None:
    """How far a copy of rows may be behind before somebody is told; None where nobody is: no alarm, no promise."""
    unheard = deployment.observability.lag_unheard
    if unheard is None:
        return None
    above, rings, probe = unheard
    at = ("observability", "alarms", "replication_lag")
    return (
        Term("lag", "a copy may be behind", above, (*at, "above")),
        Term("alarm", "before it rings", rings, (*at, "for")),
        Term("probe", "since it was measured", probe, ("observability", "probe")),
    )
