"""`cache`: ElastiCache in every serving region."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.scalars import Count, Matching
from compiler.language.storage import StoreState

CacheInstance = Annotated[str, Matching(r"cache\.[a-z0-9]+\.[a-z0-9]+", "an ElastiCache node type", "cache.r6g.large")]


class Cache(Block):
    """A cache that never leaves its region."""

    engine: Literal["redis7", "valkey8"] = key("The engine and its major version.", example="redis7")
    instance: CacheInstance = key("The node type.", example="cache.r6g.large", environment=True)
    nodes: Annotated[int, Count(1, 6)] = key(
        "Nodes in each region; from 2 on, one stands by in another zone.", example="2", environment=True
    )
    content: Literal["disposable", "state"] = key(
        "Whether its loss only costs time (disposable) or loses something (state).", example="disposable"
    )
    state: StoreState = key(
        "Where it is in its life. A cache that holds state is removed by going through decommissioning and retired.",
        default="active",
    )
