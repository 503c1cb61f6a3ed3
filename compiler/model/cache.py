"""Caches: one of each name in every serving region."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.database import StoreState
from compiler.model.source import Computed


@frozen
class Cache:
    """ElastiCache. `classes` are the classes of the entities that it holds parts of."""

    name: Annotated[str, Computed("its key")]
    engine: Literal["redis7", "valkey8"]
    instance: str
    nodes: int
    content: Literal["disposable", "state"]
    state: StoreState
    classes: Annotated[tuple[str, ...], Computed("entities.*.stores and entities.*.class")]
