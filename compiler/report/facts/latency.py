"""Latencies between regions: one pair in full, and tables of pairs. Times are in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from decimal import ROUND_CEILING, Decimal

from compiler.report.facts import WIDTH
from compiler.report.table import folded, table
from compiler.world.latency import ROUND_TRIPS, STEADY, Latency, Medians

_UNKNOWN = "unknown"
_LEGEND = (
    "lower bound: what light in fibre needs for the distance. median: measured (p50), the higher one of both "
    "directions. cold: a new HTTPS connection, 3 round trips."
)
_IN_FULL = "Everything about one pair, with sources: atlas facts latency eu-west-1 ap-southeast-1"


def pair_text(a: str, b: str, pair: Latency) -> str:
    """Everything about the pair of `a` and `b`, each fact with its source."""
    rows = [
        (name, str(trips.count), _ms(pair.floor * trips.count), _median(pair, trips.count), _alarm(pair, trips.count))
        for name, trips in ROUND_TRIPS.items()
    ]
    steady = (
        f"alarm from: {STEADY} medians, as Atlas decides. An alarm below that would flap, and one at the median or "
        "below it would always ring."
    )
    parts = (
        f"{a} and {b}, {pair.distance_km} km apart",
        table(("measures", "round trips", "lower bound", "median", "alarm from"), rows),
        folded(_measured(a, b, pair), WIDTH),
        folded(steady, WIDTH) if pair.measured else "",
        "\n".join(("Sources:", *_sources(pair))),
    )
    return "\n\n".join(filter(None, parts))


def _measured(a: str, b: str, pair: Latency) -> str:
    there, back = (pair.there, pair.back) if a == pair.a else (pair.back, pair.there)
    if pair.measured:
        return f"A round trip from {a} to {b} takes {_ms(there)}, and from {b} to {a} {_ms(back)}. The higher counts."
    return (
        "Nobody measured this pair: its median is unknown. Atlas judges the lower bound alone, and warns that it can't "
        f"judge more. Typical of the distance would be {_ms(pair.estimate)}, an estimate that no rule relies on."
    )


def _sources(pair: Latency) -> Iterator[str]:
    yield _source("lower bound", pair.floor_source, pair.floor_as_of, "high")
    if pair.measured:
        yield _source("median", pair.source, pair.as_of, pair.confidence.value)
        yield f"    {folded(pair.note or '', WIDTH - 4, '    ')}"
    for name, trips in ROUND_TRIPS.items():
        yield _source(f"{name}, {trips.what}", trips.source, trips.as_of, trips.confidence.value)


def _source(what: str, source: str, as_of: str, confidence: str) -> str:
    return f"  {folded(f'{what}: {source} (as of {as_of}, confidence: {confidence})', WIDTH - 2, '    ')}"


def region_text(region: str, pairs: Sequence[Latency]) -> str:
    """A table of the other regions, the nearest first; those that nobody measured last."""
    others = {_other(region, pair): pair for pair in pairs}
    rows = [(name, *_row(pair)) for name, pair in sorted(others.items(), key=lambda named: _nearness(named[1]))]
    return _page(f"{region} and {len(rows)} other regions, the nearest first", ("region",), rows)


def pairs_text(pairs: Sequence[Latency]) -> str:
    """A table with a line a pair."""
    rows = [(pair.a, pair.b, *_row(pair)) for pair in pairs]
    return _page(f"{len(rows)} pairs of regions", ("region", "and"), rows)


def nearest_text(pairs: Sequence[Latency], medians: Medians) -> str:
    """A table with a line a region: its nearest and its farthest one, of those that somebody measured."""
    measured = sorted((pair for pair in pairs if pair.measured), key=_nearness)
    rows = []
    for region in sorted({end for pair in pairs for end in (pair.a, pair.b)}):
        own = [f"{_other(region, pair)}, {_ms(pair.median)}" for pair in measured if region in (pair.a, pair.b)]
        rows.append((region, own[0], own[-1]) if own else (region, _UNKNOWN, _UNKNOWN))
    return "\n\n".join(
        (
            f"{len(measured)} of {len(pairs)} pairs of regions are measured, as of {medians.as_of}",
            table(("region", "nearest", "farthest"), rows),
            f"All regions by nearness: atlas facts latency eu-west-1\n{_IN_FULL}",
        )
    )


def latency_json(pair: Latency) -> Mapping[str, object]:
    """One pair for programs: what is known, and what follows from it; null is unknown."""
    return {**asdict(pair), "median": pair.median, "measured": pair.measured, "estimate": pair.estimate}


def _page(title: str, first: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    body = table((*first, "km", "lower bound", "median", "cold"), rows)
    return "\n\n".join((title, body, f"{folded(_LEGEND, WIDTH)}\n{_IN_FULL}"))


def _other(region: str, pair: Latency) -> str:
    return pair.b if pair.a == region else pair.a


def _row(pair: Latency) -> tuple[str, ...]:
    return (str(pair.distance_km), _ms(pair.floor), _median(pair, 1), _median(pair, ROUND_TRIPS["cold"].count))


def _nearness(pair: Latency) -> tuple[bool, Decimal]:
    return (not pair.measured, pair.floor if pair.median is None else pair.median)


def _median(pair: Latency, times: int) -> str:
    return _ms(None if pair.median is None else pair.median * times)


def _alarm(pair: Latency, times: int) -> str:
    if pair.median is None:
        return _UNKNOWN
    return f"{(pair.median * times * STEADY).to_integral_value(ROUND_CEILING)} ms"


def _ms(time: Decimal | None) -> str:
    return _UNKNOWN if time is None else f"{time} ms"
