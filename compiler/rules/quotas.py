"""What AWS allows of a thing, against what is declared: in the worst region, since all are built alike."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.units import Cpu
from compiler.world.quotas import Quota, quota

QUOTA_EXCEEDED = Code("quota-exceeded", "More than AWS allows unasked", Severity.WARNING, acknowledgeable=True)
QUOTA_ACCOUNT = Code("quota-account", "More than an account may have at first", Severity.NOTE)


@frozen
class Count:
    """How many of what the quota bounds one region has, as `said`, and the value that asks for most of them."""

    quota: Quota
    number: int
    said: str
    path: Path


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every quota that a file can exceed. Others have room for all regions that there are: a test says so."""
    del context
    for count in (*_instances(deployment), *_targets(deployment)):
        if count.number > count.quota.most:
            yield Diagnostic(
                QUOTA_EXCEEDED,
                f"A region would have {count.said}, and AWS allows {count.quota.most} {count.quota.unit}.",
                "What is above a quota isn't started, and that is found out on the day when it is needed.",
                "Ask for more in Service Quotas, in every region, and acknowledge it with "
                f"`accepts: {count.number}` once it is granted.",
                count.path,
                value=str(count.number),
            )
    for count in _power(deployment):
        if count.number > count.quota.most:
            yield Diagnostic(
                QUOTA_ACCOUNT,
                f"A region would have {count.said} at most, and a new account may have {count.quota.most}.",
                "What is above a quota isn't started, and that is found out when a region takes over for another one.",
                "Ask for as many in Service Quotas, in every region, before they are needed.",
                count.path,
            )


def _instances(deployment: Deployment) -> Iterator[Count]:
    """Database instances: those of the region's own home, and replicas of the homes that recover in it."""
    rows = [row for row in deployment.database.values() if row.state != "retired"]
    replicas = sum(row.recovers_by == "replica" for row in rows)
    regions = [
        len(rows) * (row.role == "serving") + replicas * len(row.recovers) for row in deployment.regions.values()
    ]
    most = max(regions, default=0)
    yield Count(quota("rds.instances_per_region"), most, f"{most} database instances", ("database",))


def _targets(deployment: Deployment) -> Iterator[Count]:
    """Tasks behind the load balancer of a region."""
    reached = {route.to.partition(".")[2] for route in deployment.routing.values()}
    services = [row for name, row in deployment.compute.items() if name in reached]
    if services:
        tasks = sum(row.tasks.max for row in services)
        largest = max(services, key=lambda row: row.tasks.max)
        path = ("compute", largest.name, "tasks", "max")
        yield Count(quota("alb.targets_per_alb"), tasks, f"{tasks} tasks behind its load balancer", path)


def _power(deployment: Deployment) -> Iterator[Count]:
    """Processing power of all tasks of a region, in whole vCPUs."""
    services = list(deployment.compute.values())
    if services:
        units = sum(row.tasks.max * row.task.cpu.units for row in services)
        largest = max(services, key=lambda row: row.tasks.max * row.task.cpu.units)
        power = Cpu(-(-units // 1024) * 1024)
        path = ("compute", largest.name, "tasks", "max")
        yield Count(quota("fargate.on_demand_vcpu"), power.units // 1024, f"{power} of tasks", path)


RULE = Rule((QUOTA_EXCEEDED, QUOTA_ACCOUNT), check)
