"""How a loss is noticed, what the way out of it depends on, and whether anybody has practised it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.model.failover import Failover
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives
from compiler.units import Duration
from compiler.world.quotas import allowed
from compiler.world.times import DNS_PROPAGATION, DNS_TTL

HEALTH_INTERVAL = Code("health-interval", "An interval that health checks don't have")
HEALTH_PATH_DEEP = Code("health-path-deep", "A health check of what regions share", Severity.WARNING)
SETTLE_TOO_SHORT = Code("settle-too-short", "Traffic that returns before it has left", Severity.WARNING)
DECIDE_NONE = Code("decide-none", "A decision without time for it")
REHEARSAL_NONE = Code("rehearsal-none", "A loss that was never practised", Severity.NOTE)
REHEARSAL_OVERDUE = Code("rehearsal-overdue", "A rehearsal that is overdue", Severity.WARNING)
REHEARSAL_FUTURE = Code("rehearsal-future", "A rehearsal that hasn't been yet")

_SHARED = re.compile(
    r"databases?|db|deep|dep(?:s|endency|endencies)|full|global|postgres(?:ql)?|read(?:y|yz|iness)|replicas?|replication"
    r"|shared|sql|upstream|writer"
)
"""Words in the path of a health check that asks more than whether the region's own service answers."""
_ABROAD = timedelta(days=1)
"""A day may have begun where somebody signs, and not yet where the file is judged."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The health check, the time before traffic returns, the time to decide, and the practice of all of it."""
    failover = deployment.failover
    yield from _interval(failover)
    if _another_takes_over(deployment):
        yield from _path(failover)
        yield from _settle(failover)
        yield from _decide(failover)
    yield from _rehearsal(deployment, context)


def _another_takes_over(deployment: Deployment) -> bool:
    """Whether anything can be done when a region is lost: another one answers, or one is there to recover in."""
    homes = [home for home in deployment.homes if home.answers]
    others = [deployment.regions[home.recovery] for home in homes if home.recovery is not None]
    return len(homes) > 1 or any(other.may_take_over for other in others)


def _interval(failover: Failover) -> Iterator[Diagnostic]:
    possible = [Duration(seconds * 1000) for seconds in allowed("route53.healthcheck.request_interval")]
    if failover.health.every not in possible:
        lines = [f"every: {interval}" for interval in possible]
        yield Diagnostic(
            HEALTH_INTERVAL,
            f"Route 53's health checkers can't ask every {failover.health.every}.",
            "They know two intervals, and the one that a check is made with stays: every promise counts with it.",
            f"Write {alternatives(lines, 'or')}.",
            ("failover", "health", "every"),
        )


def _path(failover: Failover) -> Iterator[Diagnostic]:
    path = failover.health.path
    said = [word for word in re.split(r"[^a-z0-9]+", path.lower()) if _SHARED.fullmatch(word)]
    if said:
        yield Diagnostic(
            HEALTH_PATH_DEEP,
            f"`{path}` sounds as if the health check asked for more than the region's own service: `{said[0]}`.",
            "What regions share, or copy from each other, fails in all of them at once: then every region counts as "
            "down, and traffic has nowhere to go.",
            "Ask a path that answers as long as the service itself runs, such as `/health`, and let an alarm watch "
            "the rest.",
            ("failover", "health", "path"),
        )


def _settle(failover: Failover) -> Iterator[Diagnostic]:
    noticed, spread, kept = failover.noticed, DNS_PROPAGATION.takes, DNS_TTL.takes
    leaves = Duration(sum(part.milliseconds for part in (noticed, spread, kept)))
    if failover.settle < leaves:
        yield Diagnostic(
            SETTLE_TOO_SHORT,
            f"Traffic would return after {failover.settle}, and takes {leaves} to leave: {noticed} until a loss is "
            f"noticed, {spread} until DNS knows, {kept} until visitors ask again.",
            "A region that comes and goes would take its visitors along, over and over.",
            f"Write `settle: {leaves}` or more; 10m is usual.",
            ("failover", "settle"),
        )


def _decide(failover: Failover) -> Iterator[Diagnostic]:
    if not failover.decide.milliseconds:
        yield Diagnostic(
            DECIDE_NONE,
            "Nobody decides within `0s`, and databases are promoted by people only.",
            "Every rto that needs a promotion would be promised without the time in which somebody wakes up, looks and "
            "decides.",
            "Write the time that it takes from the page to the decision, as in `decide: 10m`.",
            ("failover", "decide"),
        )


def _rehearsal(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    rehearsal, promote = deployment.failover.rehearsal, deployment.failover.promote
    path = ("failover", "rehearsal", "last")
    if rehearsal.last is None:
        if _another_takes_over(deployment):
            yield Diagnostic(
                REHEARSAL_NONE,
                f"The loss of a region was never practised: `promote: {promote}` is a guess.",
                "Every rto that needs a promotion counts on it.",
                "Practise it in staging, write the day here, and the time that it took as `promote`.",
                path,
            )
    elif rehearsal.last - context.as_of > _ABROAD:
        yield Diagnostic(
            REHEARSAL_FUTURE,
            f"{rehearsal.last} is after today, {context.as_of}.",
            "`last` tells when a loss was really practised: promises rest on the time that it took.",
            "Write the day of the last rehearsal, or `last: none`.",
            path,
        )
    elif context.as_of - rehearsal.last > timedelta(milliseconds=rehearsal.every.milliseconds):
        days = (context.as_of - rehearsal.last).days
        yield Diagnostic(
            REHEARSAL_OVERDUE,
            f"The loss of a region was last practised {days} days ago, and `every: {rehearsal.every}` is declared.",
            f"What nobody has done lately takes longer than `promote: {promote}`, on which every rto with a promotion "
            "counts.",
            "Practise it, write the day here, and the time that it took as `promote`.",
            path,
        )


RULE = Rule(
    (
        HEALTH_INTERVAL,
        HEALTH_PATH_DEEP,
        SETTLE_TOO_SHORT,
        DECIDE_NONE,
        REHEARSAL_NONE,
        REHEARSAL_OVERDUE,
        REHEARSAL_FUTURE,
    ),
    check,
)
