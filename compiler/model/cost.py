"""What a month may cost, and the usage that this is estimated from."""

from __future__ import annotations

from compiler.frozen import frozen
from compiler.units import Money, SizeRange


@frozen
class Limits:
    """Bounds on a month's cost."""

    warn: Money
    fail: Money


@frozen
class Budget:
    """Bounds for all regions together, and for a serving region with its recovery region."""

    total: Limits
    per_region: Limits


@frozen
class Usage:
    """What one serving region uses a month."""

    internet_out: SizeRange
    nat: SizeRange
    replicated: SizeRange
    wal: SizeRange
    logs: SizeRange
    files: SizeRange


@frozen
class Cost:
    """What a month may cost, and the usage that its estimate assumes."""

    budget: Budget
    usage: Usage
