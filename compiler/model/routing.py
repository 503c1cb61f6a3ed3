"""Host names, what each may answer with, and how a visitor gets to a region."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed, Filled


@frozen
class Route:
    """A host name, or one a serving region: `hosts` are all of them."""

    name: Annotated[str, Computed("its key")]
    to: Annotated[str, Filled("the only service")]
    serves: tuple[str, ...]
    steer: Literal["latency", "geolocation", "home"]
    through: Literal["direct", "cdn"]
    hosts: Annotated[tuple[str, ...], Computed("domain, its key and, where it steers home, the serving regions")]
