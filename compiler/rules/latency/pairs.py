"""Pairs of homes, the ways between them, and what distance says of a bound. Times are in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from enum import IntEnum
from itertools import combinations, product

from compiler.diagnostic import Path
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.observability import LatencyAlarm
from compiler.model.regions import Region
from compiler.units import Duration
from compiler.world.latency import STEADY, latency, round_trips

AT: Path = ("observability", "alarms", "cross_region_latency")
ADVISED = Decimal("1.3")
"""Medians, as a bound that neither flaps nor sleeps."""
_STEP = 5
"""Milliseconds that an advised bound is a multiple of: nobody quotes 237.25ms."""


class Verdict(IntEnum):
    """What distance says of a bound, the gravest last."""

    HOLDS = 0
    UNKNOWN = 1
    FLAPS = 2
    UNREACHABLE = 3


@frozen
class Way:
    """What is measured between two regions: it can't take less than `floor`, and takes `median`."""

    a: str
    b: str
    floor: Decimal
    median: Decimal | None

    @property
    def takes(self) -> Decimal:
        """What is known of the time: the median, or else what it can't be less than."""
        return self.floor if self.median is None else self.median

    def judge(self, bound: Duration) -> Verdict:
        """The bound against this distance (trap M1)."""
        if bound.milliseconds < self.floor or (self.median is not None and bound.milliseconds <= self.median):
            return Verdict.UNREACHABLE
        if self.median is None:
            return Verdict.UNKNOWN
        return Verdict.FLAPS if bound.milliseconds < STEADY * self.median else Verdict.HOLDS


@frozen
class Pair:
    """Two homes and their bound, written at `path`; `now` is the way between the regions where they are seated,
    `later` are those that a promotion could lead to."""

    a: str
    b: str
    bound: Duration
    path: Path
    now: Way
    later: tuple[Way, ...]

    @property
    def verdict(self) -> Verdict:
        """What distance says today."""
        return self.now.judge(self.bound)

    @property
    def breaking(self) -> Way | None:
        """The worst way after a promotion, where the bound doesn't hold any more."""
        worst = max(self.later, key=lambda way: (way.judge(self.bound), way.takes), default=None)
        return worst if worst is not None and worst.judge(self.bound) >= Verdict.FLAPS else None

    @property
    def advised(self) -> Duration:
        """A bound that holds today and after a promotion, as far as anything is measured."""
        later = [max(way.floor, STEADY * (way.median or 0)) for way in self.later]
        return max(self.advised_now, *map(_rounded, later)) if later else self.advised_now

    @property
    def advised_now(self) -> Duration:
        """A bound that holds today."""
        return _rounded(max(self.now.floor, ADVISED * (self.now.median or 0)))


def _rounded(milliseconds: Decimal) -> Duration:
    return Duration(int((milliseconds / _STEP).to_integral_value(ROUND_CEILING)) * _STEP)


def pairs(deployment: Deployment, alarm: LatencyAlarm) -> Iterator[Pair]:
    """Every two homes that answer somewhere, in the order of the alphabet."""
    trips = round_trips(alarm.measures)
    homes = [home for home in deployment.homes if home.answers and home.seat is not None]
    for one, other in combinations(homes, 2):
        if one.seat != other.seat:
            seats = [(a, b) for a, b in product(_seats(one), _seats(other)) if a != b]
            now, *later = (way for a, b in seats if (way := _way(a, b, trips)) is not None)
            path, bound = _bound(alarm, one.id, other.id)
            yield Pair(one.id, other.id, bound, path, now, tuple(later))


def _seats(home: Region) -> list[str]:
    """Where a home is seated now, and where it may be after a promotion or its way back."""
    return list(dict.fromkeys(seat for seat in (home.seat, home.id, home.recovery) if seat is not None))


def _way(a: str, b: str, trips: int) -> Way | None:
    known = latency(a, b)
    if known is None:
        return None
    return Way(a, b, known.floor * trips, None if known.median is None else known.median * trips)


def _bound(alarm: LatencyAlarm, a: str, b: str) -> tuple[Path, Duration]:
    for first, second in ((a, b), (b, a)):
        if second in alarm.except_.get(first, {}):
            return (*AT, "except", first, second), alarm.except_[first][second]
    return (*AT, "above"), alarm.above
