"""Services: ECS Fargate behind a load balancer, in every serving region, and standing by in every recovery region."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed
from compiler.units import Cpu, Share, Size


@frozen
class Task:
    """The size of one task."""

    cpu: Cpu
    memory: Size
    architecture: Literal["x86", "arm"]


@frozen
class Tasks:
    """How many run: always, at the load's highest, at most, and standing by in a recovery region."""

    min: int
    peak: int
    max: int
    standby: int


@frozen
class Service:
    """One service."""

    name: Annotated[str, Computed("its key")]
    task: Task
    tasks: Tasks
    spot: Share
    port: int
