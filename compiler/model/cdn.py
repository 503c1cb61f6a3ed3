"""Cloudflare in front of static files."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed
from compiler.units import Duration


@frozen
class CacheRule:
    """What is kept at the edge, and how long."""

    path: str
    edge: Duration
    browser: Duration


@frozen
class Cdn:
    """Cloudflare in front of static files."""

    plan: Literal["free", "pro", "business", "enterprise"]
    origin: str
    rules: tuple[CacheRule, ...]
    regional_services: tuple[str, ...]
    metadata_boundary: Literal["EU", "US"] | None
    host: Annotated[str, Computed("domain")]
