"""How a version reaches the regions."""

from __future__ import annotations

from typing import Annotated

from compiler.frozen import frozen
from compiler.model.source import Computed
from compiler.units import Duration, Share


@frozen
class Release:
    """How a version reaches the regions, and where Terraform keeps what belongs to no region."""

    repository: str
    state: str
    bake: Duration
    errors_below: Share
    waves: Annotated[tuple[tuple[str, ...], ...], Computed("regions.*.wave")]
