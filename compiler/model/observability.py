"""What is measured, how long logs are kept, and who is told of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from compiler.units import Duration, Share


@dataclass(frozen=True, slots=True)
class Logs:
    """How long logs are kept."""

    keep: Duration


@dataclass(frozen=True, slots=True)
class Notified:
    """An alarm that says only who is told."""

    notify: str


@dataclass(frozen=True, slots=True)
class ErrorsAlarm:
    """The share of failed answers from which it rings."""

    above: Share
    for_: Duration
    notify: str


@dataclass(frozen=True, slots=True)
class LagAlarm:
    """The replication lag from which it rings."""

    above: Duration
    for_: Duration
    notify: str


@dataclass(frozen=True, slots=True)
class LatencyAlarm:
    """The time between two serving regions from which it rings; `except_` holds pairs with bounds of their own."""

    above: Duration
    measures: Literal["rtt", "warm", "cold"]
    except_: Mapping[str, Mapping[str, Duration]]
    for_: Duration
    notify: str


@dataclass(frozen=True, slots=True)
class DriftAlarm:
    """How often drift is looked for."""

    every: Duration
    notify: str


@dataclass(frozen=True, slots=True)
class Alarms:
    """What rings, from when, and for whom."""

    region_down: Notified
    errors_5xx: ErrorsAlarm
    replication_lag: LagAlarm | None
    cross_region_latency: LatencyAlarm | None
    drift: DriftAlarm
    others: Notified


@dataclass(frozen=True, slots=True)
class Observability:
    """What is measured and who is told."""

    namespace: str
    logs: Logs
    probe: Duration
    alarms: Alarms
