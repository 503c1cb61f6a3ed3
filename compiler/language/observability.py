"""`observability`: what is measured, how long logs are kept, and who is told of what."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.names import Contact, RegionRef
from compiler.language.scalars import Matching, Within
from compiler.units import Duration, Share

_Latency = Annotated[Duration, Within("1ms", "10s")]
_For = Annotated[Duration, Within("10s", "1d")]


class Logs(Block):
    """Application, load-balancer and database logs. They never leave the region where they are written."""

    keep: Annotated[Duration, Within("1d", "10y")] = key(
        "How long they are kept. CloudWatch knows fixed values only: 7d, 14d, 30d, 60d, 90d ...",
        example="30d",
        environment=True,
    )


class RegionDown(Block):
    """A region doesn't answer, as `failover.health` detects it."""

    notify: Contact = key("Who is told.", example="oncall", environment=True)


class Errors(Block):
    """The share of answers with an HTTP status of 500 or above."""

    above: Annotated[Share, Within("0.01%", "100%")] = key(
        "The share from which it rings.", example="5%", environment=True
    )
    for_: _For = key("How long it lasts before it rings.", written="for", example="5m", environment=True)
    notify: Contact = key("Who is told.", example="oncall", environment=True)


class ReplicationLag(Block):
    """How far a region's copy of global entities is behind the writer."""

    above: Annotated[Duration, Within("100ms", "1h")] = key(
        "The lag from which it rings.", example="10s", environment=True
    )
    for_: _For = key("How long it lasts before it rings.", written="for", example="30s", environment=True)
    notify: Contact = key("Who is told.", example="ops", environment=True)


class CrossRegionLatency(Block):
    """The time between two serving regions, measured by probes."""

    above: _Latency = key("The time from which it rings.", example="200ms", environment=True)
    measures: Literal["rtt", "warm", "cold"] = key(
        "What takes the time: one round trip (rtt), a request on an open connection (warm), a new connection (cold).",
        example="rtt",
    )
    except_: dict[RegionRef, dict[RegionRef, _Latency]] = key(
        "Pairs of regions with a bound of their own. Each pair is written once.",
        written="except",
        default={},
        example="{ ap-southeast-1: { us-east-1: 285ms } }",
        environment=True,
    )
    for_: _For = key("How long it lasts before it rings.", written="for", example="5m", environment=True)
    notify: Contact = key("Who is told.", example="ops", environment=True)


class DriftReport(Block):
    """The live system isn't what `generated/` says."""

    every: Annotated[Duration, Within("5m", "7d")] = key("How often it is looked for.", example="6h", environment=True)
    notify: Contact = key("Who is told.", example="ops", environment=True)


class Others(Block):
    """All other alarms: replication slots, storage, certificates."""

    notify: Contact = key("Who is told.", example="ops", environment=True)


class Alarms(Block):
    """What rings, from when, and for whom."""

    region_down: RegionDown = key("A region doesn't answer.", example="{ notify: oncall }")
    errors_5xx: Errors = key("The application answers with errors.", example="{ above: 5%, for: 5m, notify: oncall }")
    replication_lag: ReplicationLag | None = key(
        "A copy of global entities is behind. Required where `replication` isn't `none`.",
        default=None,
        absent="nothing is replicated",
        example="{ above: 10s, for: 30s, notify: ops }",
    )
    cross_region_latency: CrossRegionLatency | None = key(
        "Two regions are far from each other. Left out, nobody is told of it.",
        default=None,
        absent="not watched",
        example="{ above: 200ms, measures: rtt, for: 5m, notify: ops }",
    )
    drift: DriftReport = key("The live system was changed by hand.", example="{ every: 6h, notify: ops }")
    others: Others = key("All other alarms.", example="{ notify: ops }")


class Observability(Block):
    """What is measured and who is told."""

    namespace: Annotated[
        str, Matching(r"[A-Za-z][A-Za-z0-9]*", "a CloudWatch namespace: letters and digits", "AtlasCRM", 100)
    ] = key("The namespace of our own metrics in CloudWatch; the environment is added behind it.", example="AtlasCRM")
    logs: Logs = key("How long logs are kept.", example="{ keep: 30d }")
    probe: Annotated[Duration, Within("1s", "5m")] = key(
        "How often our own probes measure lag and latency. It counts in what a region's loss can cost.",
        default=Duration.parse("10s"),
        example="10s",
    )
    alarms: Alarms = key("What rings, from when, and for whom.", example="{ ... }")
