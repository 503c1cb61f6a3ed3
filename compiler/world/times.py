"""How long steps take that nobody declares: DNS, tasks that start, standby instances, copies. The upper end of what a
source says, since a promise is kept by the slowest of them."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.frozen import frozen
from compiler.units import Duration
from compiler.world.sources import Confidence


@frozen
class Time:
    """One fact. `as_of` is a date as precise as it is known."""

    takes: Duration
    source: str
    as_of: str
    confidence: Confidence
    note: str


DNS_PROPAGATION = Time(
    Duration.parse("60s"),
    "github.com/awsdocs/amazon-route53-docs at b5a28eb, route-53-concepts.md",
    "2023-06-15",
    Confidence.MEDIUM,
    "Route 53's servers know of a change typically within 60 seconds; nothing is guaranteed.",
)
DNS_TTL = Time(
    Duration.parse("60s"),
    "github.com/awsdocs/elb-user-guide, how-elastic-load-balancing-works (2023)",
    "2023-06-15",
    Confidence.HIGH,
    "An alias record to a load balancer has a TTL of 60 seconds, which can't be set.",
)
TASK_START = Time(
    Duration.parse("180s"),
    "repost.aws/questions/QUjZAzJd27SZWxXM7MgyxOZw: 30 to 45 seconds or longer, without a bound",
    "2026-11",
    Confidence.MEDIUM,
    "From a decision to scale to a task that answers: placing it, pulling its image, its first health checks. Four "
    "times what is reported, since nobody promises anything.",
)
MULTI_AZ_FAILOVER = Time(
    Duration.parse("120s"),
    "github.com/awsdocs/amazon-rds-user-guide at f2e9ed3, Concepts.MultiAZSingleStandby.md",
    "2023-06-15",
    Confidence.HIGH,
    "A Multi-AZ instance fails over typically within 60 to 120 seconds.",
)
REPLICATION_TIME_CONTROL = Time(
    Duration.parse("15m"),
    "github.com/awsdocs/amazon-s3-userguide, replication-time-control.md",
    "2023-06-15",
    Confidence.HIGH,
    "99.99 % of the objects are copied within 15 minutes. Without Replication Time Control there is no bound.",
)
DAILY_BACKUP = Time(
    Duration.parse("1d"),
    "by definition: the time between two daily backups",
    "2026-11",
    Confidence.HIGH,
    "What is written just before the next backup is as old as this.",
)

TIMES: Mapping[str, Time] = {
    "dns-propagation": DNS_PROPAGATION,
    "dns-ttl": DNS_TTL,
    "task-start": TASK_START,
    "multi-az-failover": MULTI_AZ_FAILOVER,
    "replication-time-control": REPLICATION_TIME_CONTROL,
    "daily-backup": DAILY_BACKUP,
}
"""All of them, by the name that `atlas facts times` has for each."""
