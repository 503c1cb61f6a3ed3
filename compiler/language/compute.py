"""`compute`: services on ECS Fargate behind a load balancer."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.scalars import Count, Within
from compiler.units import Cpu, Share, Size


class Task(Block):
    """The size of one task. AWS sells fixed pairs of processing power and memory."""

    cpu: Annotated[Cpu, Within("0.25 vCPU", "16 vCPU")] = key(
        "Its processing power.", example="2 vCPU", environment=True
    )
    memory: Annotated[Size, Within("512MB", "120GB")] = key("Its memory.", example="4GB", environment=True)
    architecture: Literal["x86", "arm"] = key("The processor that its image is built for.", example="x86")


class Tasks(Block):
    """How many tasks run."""

    min: Annotated[int, Count(0, 5000)] = key("Always, in a serving region.", example="2", environment=True)
    peak: Annotated[int, Count(1, 5000)] = key(
        "Needed for the load of the region's own customers at its highest.", example="4", environment=True
    )
    max: Annotated[int, Count(1, 5000)] = key(
        "At most, also while it carries another region.", example="10", environment=True
    )
    standby: Annotated[int, Count(0, 5000)] = key("Always, in a recovery region.", example="4", environment=True)


class Service(Block):
    """A service, running in every serving region and standing by in every recovery region."""

    task: Task = key("The size of one task.", example="{ cpu: 2 vCPU, memory: 4GB, architecture: x86 }")
    tasks: Tasks = key("How many run.", example="{ min: 2, peak: 4, max: 10, standby: 4 }", environment=True)
    spot: Annotated[Share, Within("0%", "100%")] = key(
        "The share of the tasks above `min` that run on spare capacity, which AWS may take back within minutes.",
        default=Share.parse("0%"),
        example="50%",
        environment=True,
    )
    port: Annotated[int, Count(1024, 65535)] = key("The port on which it listens.", default=8080)
