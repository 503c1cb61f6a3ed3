"""How a loss is noticed, and the time that people and promotions take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from compiler.units import Duration


@dataclass(frozen=True, slots=True)
class Health:
    """Route 53's checks of a region's load balancer."""

    path: str
    every: Duration
    failures: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How often a loss is practised, and when it last was."""

    every: Duration
    last: date | None


@dataclass(frozen=True, slots=True)
class Failover:
    """How a loss is noticed, and the time that people and promotions take."""

    health: Health
    settle: Duration
    decide: Duration
    promote: Duration
    rehearsal: Rehearsal
