"""Back within what time, losing how much, for each class and failure."""

from __future__ import annotations

from typing import Annotated

from compiler.frozen import frozen
from compiler.model.source import Computed, Filled
from compiler.units import Duration


@frozen
class Objective:
    """Back within `rto` (reads within `read_rto`), losing the writes of `rpo` at most."""

    rto: Duration
    rpo: Duration
    read_rto: Annotated[Duration, Filled("rto")]


@frozen
class Objectives:
    """What is promised about one class; None where nothing is."""

    class_: Annotated[str, Computed("its key")]
    zone_lost: Objective | None
    region_lost: Objective | None
