"""What a running system says by itself: logs, traces and figures. All of it stays in the region where it is made, but
for what Route 53 measures."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Path
from compiler.flows.places import Way, at, in_region, of
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism, Place
from compiler.model.regions import Region
from compiler.world.control_planes import HEALTH_CHECK_METRICS

_LOGS: Path = ("observability", "logs")


def ways(scene: Scene) -> Iterator[Way]:
    """Of services in every region where they run, and of databases wherever there is one."""
    keep = scene.deployment.observability.logs.keep
    logs, traces = scene.made("logs", scene.rows, keep=keep), scene.made("traces", scene.rows)
    requests = scene.made("load balancer logs", scene.served(), keep=keep)
    blocked = scene.made("firewall logs", scene.served(), keep=keep)
    for region in scene.running:
        services, figures = at(region, "compute"), at(region, "metrics")
        written = at(region, "logs")
        yield Way((logs,), Mechanism.LOGS, services, written, _LOGS)
        yield Way((logs,), Mechanism.LOG_SUBSCRIPTION, written, figures, ("observability", "alarms"))
        yield Way((traces,), Mechanism.TRACES, services, at(region, "traces"), ("compute",))
        yield from _figures(scene, region, services, figures)
        if scene.deployment.routing:
            yield Way((requests,), Mechanism.LOAD_BALANCER_LOGS, services, at(region, "load-balancer-logs"), _LOGS)
            yield Way((blocked,), Mechanism.FIREWALL_LOGS, services, at(region, "firewall-logs"), _LOGS)
    yield from _databases(scene)


def _figures(scene: Scene, region: Region, services: Place, figures: Place) -> Iterator[Way]:
    """Their dimensions are names of this file: a region, a service, a database."""
    metrics = scene.made("metrics")
    yield Way((metrics,), Mechanism.METRICS, services, figures, ("observability", "namespace"))
    watched = in_region(HEALTH_CHECK_METRICS.region, "health", scene.deployment)
    yield Way((metrics,), Mechanism.METRICS, at(region, "compute"), watched, ("failover", "health"))


def _databases(scene: Scene) -> Iterator[Way]:
    """A physical replica writes logs of its own, where it is."""
    keep = scene.deployment.observability.logs.keep
    for seat in scene.seats.values():
        for row, _ in scene.databases(seat):
            thing = f"database.{row.name}"
            about = scene.within(thing)
            logs = scene.made(f"logs of {thing}", about, (thing,), keep)
            insights = scene.made(f"insights of {thing}", about, (thing,))
            for region in filter(None, (seat.at, seat.standby if row.recovers_by == "replica" else None)):
                source = of(seat.home, region, thing)
                yield Way((logs,), Mechanism.DATABASE_LOGS, source, at(region, "database-logs"), _LOGS)
                kept = at(region, "database-insights")
                yield Way((insights,), Mechanism.DATABASE_INSIGHTS, source, kept, ("database", row.name))
