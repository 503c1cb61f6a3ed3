"""Whether those that take over can carry the load, and whether AWS sells such tasks."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.frozen import frozen
from compiler.model.compute import Service
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives
from compiler.units import Cpu, Size
from compiler.world.quotas import fargate_cpus, fargate_memory

CAPACITY_SHORT = Code(
    "capacity-short", "A survivor that can't carry the load", acknowledgeable=True, less_is_worse=True
)
TASKS_DISORDERED = Code("tasks-disordered", "More tasks than the most")
TASK_SIZE_IMPOSSIBLE = Code("task-size-impossible", "A size of task that AWS doesn't sell")


@frozen
class Load:
    """What a region would have to carry: the load of `own` homes that it serves already, and that of the one that is
    lost."""

    region: str
    lost: str
    own: int

    @property
    def homes(self) -> int:
        return self.own + 1


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every service: its size, its numbers among each other, and the worst that one lost region asks of another."""
    del context
    for service in deployment.compute.values():
        yield from _size(service)
        tasks = service.tasks
        above = [name for name in ("peak", "standby", "min") if getattr(tasks, name) > tasks.max]
        if above:
            yield _disordered(service, above)
        elif (load := worst(service, deployment)) is not None and load.homes * tasks.peak > tasks.max:
            yield _short(service, load)


def worst(service: Service, deployment: Deployment) -> Load | None:
    """The most that one region has to carry after another one is lost; None where nothing takes over for anything.

    Visitors of a home's own name go to its recovery region alone. Those of a name that leads to the nearest region
    (`latency`, `geolocation`) may all have the same one next: nothing parts them evenly. One region is lost at a time;
    one that is declared lost already is seated elsewhere, and counts there.
    """
    seats = {home.id: home.seat for home in deployment.homes if home.answers and home.seat is not None}
    leads = [route for route in deployment.routing.values() if route.to == f"compute.{service.name}"]
    anywhere = any(route.steer != "home" for route in leads)
    found = []
    for lost in sorted(set(seats.values())):
        hit = [home for home, seat in seats.items() if seat == lost]
        takers = {other for home in hit if (other := deployment.regions[home].standby) is not None}
        takers |= {seat for seat in seats.values() if seat != lost} if anywhere else set()
        found += [Load(taker, lost, sum(seat == taker for seat in seats.values())) for taker in sorted(takers)]
    return max(found, key=lambda load: load.homes, default=None)


def _short(service: Service, load: Load) -> Diagnostic:
    tasks = service.tasks
    needed = load.homes * tasks.peak
    return Diagnostic(
        CAPACITY_SHORT,
        f"If {load.lost} is lost, {load.region} needs {needed} tasks of `{service.name}` at the highest load, and "
        f"`max` is {tasks.max}.",
        f"{load.own * tasks.peak} are for those that it serves already, and all of {load.lost} may come to it: what "
        "can't carry them goes down as well.",
        f"Write `max: {needed}`, or acknowledge it with `accepts: {tasks.max}`.",
        ("compute", service.name, "tasks", "max"),
        value=str(tasks.max),
    )


def _disordered(service: Service, above: list[str]) -> Diagnostic:
    most = max(getattr(service.tasks, name) for name in above)
    said = alternatives([f"{name}: {getattr(service.tasks, name)}" for name in above], "and")
    return Diagnostic(
        TASKS_DISORDERED,
        f"`{service.name}` has {said}, and {service.tasks.max} tasks at most.",
        "`max` bounds all others: what is asked above it never starts.",
        f"Write `max: {most}` or more, or lower the other{'s' if len(above) > 1 else ''}.",
        ("compute", service.name, "tasks", "max"),
    )


def _size(service: Service) -> Iterator[Diagnostic]:
    task = service.task
    memory = fargate_memory(task.cpu)
    if task.memory in memory:
        return
    what = f"No Fargate task has {task.cpu}."
    if memory:
        what = f"No Fargate task of {task.cpu} has {task.memory}: it has {memory[0]} to {memory[-1]}, in fixed steps."
    cpu, size = next_size(task.cpu, task.memory)
    yield Diagnostic(
        TASK_SIZE_IMPOSSIBLE,
        what,
        "AWS sells fixed pairs and refuses all others, which is found out when the service is built.",
        f"Write `task: {{ cpu: {cpu}, memory: {size}, architecture: {task.architecture} }}`.",
        ("compute", service.name, "task", "memory" if memory else "cpu"),
    )


def next_size(cpu: Cpu, memory: Size) -> tuple[Cpu, Size]:
    """The smallest size that has at least as much of both, by power first; the largest of all if none has."""
    sizes = [(power, size) for power in fargate_cpus() for size in fargate_memory(power)]
    return next((one for one in sizes if one[0] >= cpu and one[1] >= memory), sizes[-1])


RULE = Rule((CAPACITY_SHORT, TASKS_DISORDERED, TASK_SIZE_IMPOSSIBLE), check)
