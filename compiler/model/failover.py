"""How a loss is noticed, and the time that people and promotions take."""

from __future__ import annotations

from datetime import date

from compiler.frozen import frozen
from compiler.units import Duration


@frozen
class Health:
    """Route 53's checks of a region's load balancer."""

    path: str
    every: Duration
    failures: int


@frozen
class Rehearsal:
    """How often a loss is practised, and when it last was."""

    every: Duration
    last: date | None


@frozen
class Failover:
    """How a loss is noticed, and the time that people and promotions take."""

    health: Health
    settle: Duration
    decide: Duration
    promote: Duration
    rehearsal: Rehearsal

    @property
    def noticed(self) -> Duration:
        """How long it takes until a region counts as down: so many checks in a row fail."""
        return Duration(self.health.every.milliseconds * self.health.failures)
