"""What is measured, how long logs are kept, and who is told of what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from compiler.frozen import frozen
from compiler.units import Duration, Share


@frozen
class Logs:
    """How long logs are kept."""

    keep: Duration


@frozen
class Notified:
    """An alarm that says only who is told."""

    notify: str


@frozen
class ErrorsAlarm:
    """The share of failed answers from which it rings."""

    above: Share
    for_: Duration
    notify: str


@frozen
class LagAlarm:
    """The replication lag from which it rings."""

    above: Duration
    for_: Duration
    notify: str


@frozen
class LatencyAlarm:
    """The time between two serving regions from which it rings; `except_` holds pairs with bounds of their own."""

    above: Duration
    measures: Literal["rtt", "warm", "cold"]
    except_: Mapping[str, Mapping[str, Duration]]
    for_: Duration
    notify: str


@frozen
class DriftAlarm:
    """How often drift is looked for."""

    every: Duration
    notify: str


@frozen
class Alarms:
    """What rings, from when, and for whom."""

    region_down: Notified
    errors_5xx: ErrorsAlarm
    replication_lag: LagAlarm | None
    cross_region_latency: LatencyAlarm | None
    drift: DriftAlarm
    others: Notified


@frozen
class Observability:
    """What is measured and who is told."""

    namespace: str
    logs: Logs
    probe: Duration
    alarms: Alarms

    @property
    def lag_unheard(self) -> tuple[Duration, Duration, Duration] | None:
        """How long a copy of rows may be behind before somebody is told: `above`, `for` and `probe`, which pass one
        after the other; None where nobody is."""
        alarm = self.alarms.replication_lag
        return None if alarm is None else (alarm.above, alarm.for_, self.probe)
