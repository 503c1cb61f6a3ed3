"""`replication`: which region writes what is copied to all, and who comes after it."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.names import Paper, RegionRef
from compiler.language.scalars import Date, Within
from compiler.units import Duration


class ReplicationWas(Block):
    """The writer before the move that is going on."""

    writer: RegionRef = key("The former writer.", example="eu-west-1")
    since: Date = key("The day of the move.", example="2026-11-01")
    reference: Paper = key("The decision behind it.", example="CHG-31")


class Replication(Block):
    """PostgreSQL logical replication of every class that is copied between homes."""

    writer: RegionRef = key(
        "The serving region that writes the classes with one writer (`writes: single`).",
        example="eu-west-1",
        environment=True,
    )
    successors: list[RegionRef] = key(
        "Who writes after the writer and its recovery region are lost, in this order. A person decides; `[]`: nobody.",
        example="[us-east-1]",
        environment=True,
    )
    ids: Literal["uuidv7", "uuidv4", "snowflake"] = key(
        "How the application makes keys, so that nothing collides after a promotion.", example="uuidv7"
    )
    longest_cut: Annotated[Duration, Within("1m", "7d")] = key(
        "How long a region may be cut off before its copy must be made anew: the writer keeps its log this long.",
        example="6h",
        environment=True,
    )
    was: ReplicationWas | None = key(
        "The former writer, while a planned move is going on.", default=None, absent="no move is going on"
    )
