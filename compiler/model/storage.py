"""Buckets: one of each name in every serving region."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.database import StoreState
from compiler.model.source import Computed
from compiler.units import Duration


@frozen
class Bucket:
    """An S3 bucket. `classes` are the classes of the entities that it holds files of."""

    name: Annotated[str, Computed("its key")]
    recovers_by: Literal["copy", "backup", "none"]
    tiering: Literal["intelligent", "standard"]
    old_versions: Duration
    state: StoreState
    classes: Annotated[tuple[str, ...], Computed("entities.*.stores and entities.*.class")]
