"""Services: ECS Fargate behind a load balancer, in every serving region, and standing by in every recovery region."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from compiler.model.source import Computed
from compiler.units import Cpu, Share, Size


@dataclass(frozen=True, slots=True)
class Task:
    """The size of one task."""

    cpu: Cpu
    memory: Size
    architecture: Literal["x86", "arm"]


@dataclass(frozen=True, slots=True)
class Tasks:
    """How many run: always, at the load's highest, at most, and standing by in a recovery region."""

    min: int
    peak: int
    max: int
    standby: int


@dataclass(frozen=True, slots=True)
class Service:
    """One service."""

    name: Annotated[str, Computed("its key")]
    task: Task
    tasks: Tasks
    spot: Share
    port: int
