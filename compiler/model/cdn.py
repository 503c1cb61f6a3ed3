"""Cloudflare in front of static files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from compiler.model.source import Computed
from compiler.units import Duration


@dataclass(frozen=True, slots=True)
class CacheRule:
    """What is kept at the edge, and how long."""

    path: str
    edge: Duration
    browser: Duration


@dataclass(frozen=True, slots=True)
class Cdn:
    """Cloudflare in front of static files."""

    plan: Literal["free", "pro", "business", "enterprise"]
    origin: str
    rules: tuple[CacheRule, ...]
    regional_services: tuple[str, ...]
    metadata_boundary: Literal["EU", "US"] | None
    host: Annotated[str, Computed("domain")]
