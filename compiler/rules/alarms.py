"""Whether each alarm can be made as it is declared, rings in time, and reaches somebody; and how long logs are kept."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives
from compiler.units import Duration
from compiler.world.quotas import allowed, quota

LOGS_KEEP = Code("logs-keep-impossible", "A time for logs that CloudWatch doesn't have")
ALARM_PERIOD = Code("alarm-period-impossible", "A time that no alarm can look at")
ALARM_TOO_SLOW = Code("alarm-too-slow", "An alarm that rings when it is too late")
ALARM_AFTER_PROMISE = Code("alarm-after-promise", "An alarm that rings after a promise is broken", Severity.NOTE)
ALARM_BY_MAIL = Code("alarm-by-mail", "A lost region that is told by e-mail", Severity.WARNING, acknowledgeable=True)

_AT: Path = ("observability", "alarms")
_DAY = 86_400_000
_LONGEST = Duration.parse("10y")
"""The language takes no longer `keep`, so that none is advised."""
_TIMES = [Duration(seconds * 1000) for seconds in range(10, 86_401, 10)]


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Logs, then every alarm by the time it takes, then the one that a person must hear."""
    del context
    yield from _logs(deployment)
    yield from _periods(deployment)
    yield from _cut(deployment)
    yield from _zone(deployment)
    yield from _heard(deployment)


def _logs(deployment: Deployment) -> Iterator[Diagnostic]:
    keep = deployment.observability.logs.keep
    possible = [Duration(days * _DAY) for days in allowed("logs.retention_days")]
    if keep not in possible:
        near = [max((one for one in possible if one < keep), default=None)]
        near.append(min((one for one in possible if keep < one <= _LONGEST), default=None))
        lines = [f"keep: {one.milliseconds // _DAY}d" for one in near if one is not None]
        yield Diagnostic(
            LOGS_KEEP,
            f"CloudWatch can't keep logs for {keep}.",
            "It knows fixed times only, and what isn't one of them would be refused: the logs would be kept for ever.",
            f"Write {alternatives(lines, 'or')}.",
            ("observability", "logs", "keep"),
        )


def _periods(deployment: Deployment) -> Iterator[Diagnostic]:
    alarms, probe = deployment.observability.alarms, deployment.observability.probe
    counted = Duration(allowed("alb.metric_interval")[0] * 1000)
    timed = [("errors_5xx", alarms.errors_5xx.for_, counted, "load balancers count errors every")]
    if alarms.replication_lag is not None:
        timed.append(("replication_lag", alarms.replication_lag.for_, probe, "probes measure it every"))
    if alarms.cross_region_latency is not None:
        timed.append(("cross_region_latency", alarms.cross_region_latency.for_, probe, "probes measure it every"))
    for name, for_, finest, measured in timed:
        if not _can_be_looked_at(for_, finest):
            yield Diagnostic(
                ALARM_PERIOD,
                f"No alarm can look at {for_}: {measured} {finest}, and CloudWatch looks at 10s, 20s, 30s or whole "
                "minutes, and at several of them in a row.",
                "Another time than the one that was decided would be set, or the alarm would never have a value.",
                f"Write {alternatives([f'for: {near}' for near in _near(for_, finest)], 'or')}.",
                (*_AT, name, "for"),
            )


def _can_be_looked_at(for_: Duration, finest: Duration) -> bool:
    """Whether some number of CloudWatch's periods, none of them without a value, is exactly this long."""
    whole, rest = divmod(for_.milliseconds, 1000)
    period = quota("cloudwatch.alarm_period")
    several = any(1000 * one >= finest.milliseconds and whole % one == 0 for one in period.allowed)
    return not rest and (several or (for_ >= finest and period.admits(whole)))


def _near(for_: Duration, finest: Duration) -> list[Duration]:
    """The nearest times that an alarm can look at, below and above."""
    possible = [time for time in _TIMES if _can_be_looked_at(time, finest)]
    return [time for time in possible if time < for_][-1:] + [time for time in possible if time > for_][:1]


def _cut(deployment: Deployment) -> Iterator[Diagnostic]:
    unheard = deployment.observability.lag_unheard
    if unheard is None or deployment.replication is None:
        return
    cut = deployment.replication.longest_cut
    rings = Duration(sum(part.milliseconds for part in unheard))
    if rings >= cut and not _breaks_a_promise(rings, deployment):
        yield Diagnostic(
            ALARM_TOO_SLOW,
            f"A region that is cut off would be told of after {rings}, and after {cut} its copy must be made anew.",
            "`above`, `for` and the time between two probes pass first; then nobody can do anything but copy it all.",
            "Write a shorter time here, or a longer `replication.longest_cut`, so that people have time in between.",
            (*_AT, "replication_lag", "for" if unheard[1] > unheard[0] else "above"),
        )


def _breaks_a_promise(rings: Duration, deployment: Deployment) -> bool:
    """Whether it is the sum of a promise that is broken, which is a finding of its own."""
    promised = (promise.region_lost for promise in deployment.objectives.values())
    return any(promise is not None and promise.rpo < rings for promise in promised)


def _zone(deployment: Deployment) -> Iterator[Diagnostic]:
    errors = deployment.observability.alarms.errors_5xx
    promised = [one.zone_lost.rto for one in deployment.objectives.values() if one.zone_lost is not None]
    if promised and errors.for_ > min(promised):
        yield Diagnostic(
            ALARM_AFTER_PROMISE,
            f"Errors are told of after {errors.for_}, and a lost zone is promised to be survived within "
            f"{min(promised)}: nobody hears of it before the promise is broken.",
            "What recovers by itself needs nobody; what doesn't needs somebody in time.",
            f"Write `for: {min(promised)}` or less.",
            (*_AT, "errors_5xx", "for"),
        )


def _heard(deployment: Deployment) -> Iterator[Diagnostic]:
    told = deployment.observability.alarms.region_down.notify
    if told not in deployment.pagers and _waits_for_a_person(deployment):
        yield Diagnostic(
            ALARM_BY_MAIL,
            f"`region_down` tells `{told}`, which is an e-mail address, and somebody is to decide within "
            f"{deployment.failover.decide}.",
            "E-mail wakes nobody; and an address gets none at all until somebody has clicked on the link in the first.",
            "Name a contact that is `pagerduty`; or acknowledge it, if somebody reads this address day and night.",
            (*_AT, "region_down", "notify"),
        )


def _waits_for_a_person(deployment: Deployment) -> bool:
    """Whether a promise about a lost region counts on a promotion: not where any home may write, and go on."""
    homes = [home for home in deployment.homes if home.answers]
    others = len(homes) > 1 or any(home.recovery is not None for home in homes)
    return others and any(
        promise.region_lost is not None and deployment.classes[name].writes != "append"
        for name, promise in deployment.objectives.items()
        if name in deployment.classes
    )


RULE = Rule((LOGS_KEEP, ALARM_PERIOD, ALARM_TOO_SLOW, ALARM_AFTER_PROMISE, ALARM_BY_MAIL), check)
