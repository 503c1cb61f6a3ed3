"""`objectives`: back within what time, losing how much, for each class and failure."""

from typing import Annotated

from compiler.language.block import Block, key
from compiler.language.scalars import OrNone, Within
from compiler.units import Duration

_Back = Annotated[Duration, Within("1s", "30d")]


class Objective(Block):
    """A promise about one failure."""

    rto: _Back = key("Recovery time objective: reads and writes are back within this time.", example="5m")
    rpo: Annotated[Duration, Within("0s", "30d")] = key(
        "Recovery point objective: at most the writes of this long are lost.", example="1m"
    )
    read_rto: _Back | None = key(
        "Reads are back within this time, where they are back earlier than writes.",
        default=None,
        absent="as rto",
        example="5m",
    )


class Objectives(Block):
    """What is promised about one class. `none` promises nothing, openly."""

    zone_lost: Annotated[Objective | None, OrNone()] = key(
        "When one availability zone is lost.", example="{ rto: 5m, rpo: 1m }"
    )
    region_lost: Annotated[Objective | None, OrNone()] = key(
        "When a whole region is lost.", example="{ rto: 45m, rpo: 15m }"
    )
