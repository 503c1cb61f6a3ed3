"""How large logical replication has to be made, and what distance lets through: arithmetic only."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from compiler.model.replication import Estimate, Sizing
from compiler.units import Duration, Size

WINDOW = Size.parse("3MB")
"""What one connection has on its way at most: half of the 6 MB that Linux lets a receive buffer grow to, as the other
half is its own bookkeeping. (Linux 5.10, ip-sysctl.rst, tcp_rmem and tcp_adv_win_scale, read 2026-11; Linux 6.16
allows 32 MB, and which one RDS runs isn't known.)"""

MONTH = Duration(730 * 3_600_000)
"""As AWS bills it."""

_SYNC = 2
_APPLY = 2
"""Defaults of max_sync_workers_per_subscription and max_parallel_apply_workers_per_subscription (PostgreSQL 16)."""
_SPARE_SLOTS = 2
"""One to look at what was lost, one to come back by."""
_QUERIES = 8
"""Default of max_parallel_workers, which are of the same pool; the launcher of replication is one more."""
_LEAST = Sizing(slots=20, walsenders=20, workers=8, processes=16, origins=10, wal_kept=Size(0))
"""Nothing is set below these: what RDS sets by itself (walsenders: RDS user guide, read 2023-06) or has to spare."""

_MB = Size.parse("1MB").bytes
_MINUTE = 60_000


def sizing_of(leaving: int, arriving: int, replicas: int, wal_kept: Size) -> Sizing:
    """Of a server that `leaving` streams leave and `arriving` streams arrive at in the worst case, with `replicas`
    physical copies. Each stream has one worker and, while tables are copied, two more at either end; it was run with
    two subscribers, which took 6 slots and 6 walsenders. (PostgreSQL 15 to 18, Logical Replication Configuration.)"""
    slots = leaving * (1 + _SYNC) + _SPARE_SLOTS + replicas
    origins = arriving * (1 + _SYNC)
    workers = arriving * (1 + _SYNC + _APPLY)
    return Sizing(
        slots=max(slots, origins, _LEAST.slots),
        walsenders=max(max(slots, origins, _LEAST.slots) + replicas, _LEAST.walsenders),
        workers=max(workers, _LEAST.workers),
        processes=max(workers + 1 + _QUERIES, _LEAST.processes),
        origins=max(origins, _LEAST.origins),
        wal_kept=wal_kept,
    )


def written_in(cut: Duration, monthly: Size) -> Size:
    """The log that is written during a cut, in whole MB, of so much a month."""
    written = Decimal(monthly.bytes) * cut.milliseconds / MONTH.milliseconds
    return Size(int((written / _MB).to_integral_value(ROUND_CEILING)) * _MB)


def estimate_of(round_trip: Decimal | None, rows: Size, rings: Duration | None) -> Estimate:
    """By one connection, whose window arrives once a round trip (in milliseconds; None: unknown). `rings` is the lag
    from which the alarm rings."""
    if round_trip is None:
        return Estimate("unknown", "unknown")
    copied = Decimal(rows.bytes) / WINDOW.bytes * round_trip
    largest = None if rings is None else WINDOW.bytes * rings.milliseconds / round_trip
    return Estimate(
        Duration(int((copied / _MINUTE).to_integral_value(ROUND_CEILING)) * _MINUTE),
        "unknown" if largest is None else Size(int((largest / _MB).to_integral_value(ROUND_FLOOR)) * _MB),
    )
