"""How long a round trip between two regions takes: never less than light needs, and the median that was measured.

A rule can judge the lower bound of every pair of known regions; the median is None where nobody measured. Nothing
is ever estimated in its place: `estimate` is for people.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import ROUND_DOWN, Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from compiler.frozen import frozen
from compiler.world.reading import FactsError, Record, read
from compiler.world.regions import Coordinates, region, region_ids
from compiler.world.sources import Confidence

FILE = Path(__file__).with_name("latency.json")
Measures = Literal["rtt", "warm", "cold"]

STEADY = Decimal("1.2")
"""What Atlas decides: an alarm less than this many medians away from what it watches would flap."""

_TYPICAL = Decimal("1.75")
_KM_PER_MS = 200
_EARTH_KM = 6371
_TENTH = Decimal("0.1")
_FLOOR_SOURCE = (
    "Computed: the great circle between the coordinates of both regions (regions/), less the uncertainty of both, "
    "there and back at 200 km per millisecond, the speed of light in fibre"
)


@frozen
class Latency:
    """The round trip between regions `a` and `b`, in the order of the alphabet; times in milliseconds.

    `floor` is what no network of fibre can go below. `there` is the measured median (p50) from `a` to `b`, `back` from
    `b` to `a`; None where nobody measured it. `source`, `as_of` and `confidence` are those of the medians, or of the
    floor where there is no median.
    """

    a: str
    b: str
    distance_km: int
    floor: Decimal
    floor_source: str
    floor_as_of: str
    there: Decimal | None
    back: Decimal | None
    source: str
    as_of: str
    confidence: Confidence
    note: str | None

    @property
    def measured(self) -> bool:
        """Whether there is a median."""
        return self.median is not None

    @property
    def median(self) -> Decimal | None:
        """The higher one of the two directions; None is unknown, not 0."""
        return max((way for way in (self.there, self.back) if way is not None), default=None)

    @property
    def estimate(self) -> Decimal:
        """What is typical of this distance: 1.75 times what light needs, as in half of all measured pairs.

        No measurement: a tenth of all pairs take more than 2.7 times what light needs. No rule may rely on it.
        """
        return (Decimal(2 * self.distance_km) / _KM_PER_MS * _TYPICAL).quantize(_TENTH)


@frozen
class RoundTrips:
    """How often what is measured crosses the network and returns."""

    measures: Measures
    count: int
    what: str
    source: str
    as_of: str
    confidence: Confidence


_RTT = RoundTrips("rtt", 1, "one packet and its answer", "by definition", "2026", Confidence.HIGH)
_WARM = RoundTrips(
    "warm", 1, "a request on an open connection", "RFC 9112 (HTTP/1.1), section 9.3", "2022-06", Confidence.HIGH
)
_COLD = RoundTrips(
    "cold",
    3,
    "a new HTTPS connection: TCP, TLS 1.3, the request",
    "RFC 9293 (TCP), section 3.5; RFC 8446 (TLS 1.3), section 2; TLS 1.2 needs one more",
    "2022-08",
    Confidence.HIGH,
)
ROUND_TRIPS: Mapping[Measures, RoundTrips] = {"rtt": _RTT, "warm": _WARM, "cold": _COLD}


def round_trips(measures: Measures) -> int:
    """How many round trips the measured thing takes: `rtt` 1, `warm` 1, `cold` 3."""
    return ROUND_TRIPS[measures].count


@frozen
class Medians:
    """The measured table: from -> to -> milliseconds."""

    source: str
    as_of: str
    confidence: Confidence
    note: str
    table: Mapping[str, Mapping[str, Decimal]]

    def between(self, a: str, b: str) -> Decimal | None:
        """The median from `a` to `b`; None where nobody measured it."""
        return self.table.get(a, {}).get(b)


def latency(a: str, b: str) -> Latency | None:
    """What is known of two regions, in any order; None where Atlas has no facts of one of them.

    FactsError if the facts are damaged.
    """
    return _latency(*sorted((a, b)))


@cache
def _latency(a: str, b: str) -> Latency | None:
    if not {a, b} <= {*region_ids()}:
        return None
    here, there, known = region(a), region(b), medians()
    distance = _distance_km(here.coordinates, there.coordinates)
    unsure = here.coordinates.uncertainty_km + there.coordinates.uncertainty_km
    floor = (Decimal(2 * max(0, distance - unsure)) / _KM_PER_MS).quantize(_TENTH, ROUND_DOWN)
    way, back = known.between(a, b), known.between(b, a)
    floor_as_of = min(here.as_of, there.as_of)
    measured = (known.source, known.as_of, known.confidence, known.note)
    computed = (_FLOOR_SOURCE, floor_as_of, Confidence.HIGH, None)
    evidence = computed if way is None and back is None else measured
    return Latency(a, b, distance, floor, _FLOOR_SOURCE, floor_as_of, way, back, *evidence)


def _distance_km(one: Coordinates, other: Coordinates) -> int:
    """The great circle on a sphere; how flat the Earth is counts less than the uncertainty of two cities."""
    south, west, north, east = map(math.radians, (one.latitude, one.longitude, other.latitude, other.longitude))
    half = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin((east - west) / 2) ** 2
    return round(2 * _EARTH_KM * math.asin(math.sqrt(half)))


@cache
def medians() -> Medians:
    """The whole table, as its file has it."""
    return parse_medians(read(FILE))


def parse_medians(record: Record) -> Medians:
    """The measured table; FactsError for whatever is missing, mistyped or no time."""
    record.text("what")
    rows = record.record("medians")
    found = Medians(
        record.text("source"),
        record.as_of(),
        record.choice("confidence", Confidence),
        record.text("note"),
        {from_: dict(row.numbers()) for from_, row in rows.records()},
    )
    record.close()
    zero = [f"{a} to {b}" for a, row in found.table.items() for b, median in row.items() if not median]
    if zero:
        raise FactsError(record.file, f"no time at all is measured for {zero[0]}.")
    return found
