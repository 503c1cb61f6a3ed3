"""Bounds of latency against distance, pair by pair: below the median an alarm always rings, near it it flaps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.deployment import Deployment
from compiler.model.observability import LatencyAlarm
from compiler.model.regions import Region
from compiler.rules.latency.pairs import ADVISED, AT, Pair, Verdict, Way, pairs
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed
from compiler.units import Duration
from compiler.world.latency import STEADY, round_trips

UNREACHABLE = Code("latency-unreachable", "A latency that distance doesn't allow", acknowledgeable=True)
FLAPS = Code("latency-flaps", "A latency bound near the median", Severity.WARNING)
PROMOTED = Code("latency-promoted", "A latency bound that a promotion breaks", Severity.WARNING)
UNKNOWN = Code("latency-unknown", "A latency bound that can't be judged", Severity.WARNING)
PAIR = Code("latency-pair", "A pair of regions that nothing measures")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The bound of every two homes that answer, and the pairs as they are written."""
    del context
    alarm = deployment.observability.alarms.cross_region_latency
    if alarm is None:
        return
    yield from _written(alarm, deployment)
    judged = list(pairs(deployment, alarm))
    by_path: dict[Path, list[Pair]] = {}
    for pair in judged:
        by_path.setdefault(pair.path, []).append(pair)
    for path, bounded in by_path.items():
        yield from _judged(path, bounded, alarm)
    yield from _unknown(judged)


def _judged(path: Path, bounded: list[Pair], alarm: LatencyAlarm) -> Iterator[Diagnostic]:
    """One finding for all pairs of one bound: the gravest, since the line that mends it mends the others as well."""
    worst = sorted(bounded, key=lambda pair: (pair.verdict, pair.now.takes), reverse=True)
    gravest = [pair for pair in worst if pair.verdict is worst[0].verdict]
    moved = [(pair, way) for pair in worst if (way := pair.breaking) is not None]
    tight = [pair for pair in bounded if pair.verdict >= Verdict.FLAPS or pair.breaking is not None]
    advice = _advice(path, tight, alarm)
    if worst[0].verdict is Verdict.UNREACHABLE:
        yield _unreachable(path, gravest, advice, alarm)
    elif worst[0].verdict is Verdict.FLAPS:
        yield _flaps(path, gravest, advice, alarm)
    elif moved:
        yield _promoted(path, moved, advice, alarm)


def _unreachable(path: Path, found: list[Pair], advice: str, alarm: LatencyAlarm) -> Diagnostic:
    worst = found[0]
    return Diagnostic(
        UNREACHABLE,
        f"{worst.bound} can't hold between {worst.a} and {worst.b}{_more(found, 'nor')}: {_takes(worst.now, alarm)}.",
        "The alarm would ring all day, and nobody would look when it means something.",
        advice,
        path,
        value=str(max(pair.advised for pair in found)),
    )


def _flaps(path: Path, found: list[Pair], advice: str, alarm: LatencyAlarm) -> Diagnostic:
    worst = found[0]
    return Diagnostic(
        FLAPS,
        f"{worst.bound} is too near to what it watches between {worst.a} and {worst.b}{_more(found, 'and')}: "
        f"{_takes(worst.now, alarm)}.",
        f"Below {STEADY} times the median, an alarm rings and stops without anything having happened.",
        advice,
        path,
    )


def _promoted(path: Path, found: list[tuple[Pair, Way]], advice: str, alarm: LatencyAlarm) -> Diagnostic:
    worst, way = found[0]
    return Diagnostic(
        PROMOTED,
        f"{worst.bound} between {worst.a} and {worst.b}{_more(found, 'and')} wouldn't hold after a promotion: between "
        f"{way.a} and {way.b}, {_takes(way, alarm)}.",
        "The alarm would ring just when people have other things to look at.",
        advice,
        path,
    )


def _unknown(judged: list[Pair]) -> Iterator[Diagnostic]:
    unknown = [
        (pair.path, f"{way.a} and {way.b}")
        for pair in judged
        for way in (pair.now, *pair.later)
        if way.judge(pair.bound) is Verdict.UNKNOWN
    ]
    if unknown:
        paths, ways = {path for path, _ in unknown}, list(dict.fromkeys(way for _, way in unknown))
        others = len(ways) - 1
        more = f", nor between {others} other pair{'s' if others > 1 else ''}" if others else ""
        yield Diagnostic(
            UNKNOWN,
            f"Nobody has measured the time between {ways[0]}{more}: that light needs less than the bound is all that "
            "is known.",
            "Whether the alarm would always ring there can't be judged.",
            f"Measure it, and write {ADVISED} times the median as the bound of that pair.",
            AT if len(paths) > 1 else unknown[0][0],
            on_key=len(paths) > 1,
        )


def _more(found: Sequence[object], word: str) -> str:
    others = len(found) - 1
    return f", {word} in {others} other pair{'s' if others > 1 else ''}" if others else ""


def _takes(way: Way, alarm: LatencyAlarm) -> str:
    trips = round_trips(alarm.measures)
    of = f" of {trips} round trips" if trips > 1 else ""
    if way.median is None:
        return f"light alone needs {_ms(way.floor)} for it" + (f", there and back {trips} times" if trips > 1 else "")
    return f"the median{of} is {_ms(way.median)}"


def _ms(milliseconds: Decimal) -> str:
    return f"{milliseconds.to_integral_value(ROUND_CEILING)}ms"


def _advice(path: Path, tight: list[Pair], alarm: LatencyAlarm) -> str:
    """The line to write. Where a pair has no bound of its own, that is its row of `except`, whole."""
    if not tight:
        return ""
    reason = f"{ADVISED} x the median"
    if any(pair.now.median is None for pair in tight):
        reason = "the least that light allows: no median is known"
    elif any(pair.advised > pair.advised_now for pair in tight):
        reason += f", and {STEADY} x that of any way after a promotion"
    if path[-1] != "above":
        return f"Write `{path[-1]}: {tight[0].advised}` here ({reason})."
    rows: dict[str, dict[str, Duration]] = {}
    for pair in tight:
        is_below_b = pair.b in alarm.except_ and pair.a not in alarm.except_
        row, other = (pair.b, pair.a) if is_below_b else (pair.a, pair.b)
        rows.setdefault(row, dict(alarm.except_.get(row, {})))[other] = pair.advised
    return f"Write under `except`: {_rows(rows)} ({reason})."


def _rows(rows: Mapping[str, Mapping[str, Duration]]) -> str:
    written = [
        f"{name}: {{ {', '.join(f'{other}: {bound}' for other, bound in sorted(row.items()))} }}"
        for name, row in sorted(rows.items())
    ]
    return listed(written, most=4)


def _written(alarm: LatencyAlarm, deployment: Deployment) -> Iterator[Diagnostic]:
    """Rows of `except` that are about no pair. What an environment doesn't have isn't judged in it."""
    seen: set[frozenset[str]] = set()
    for first, row in alarm.except_.items():
        served = deployment.regions.get(first)
        if served is not None and served.role == "recovery":
            yield _no_pair((*AT, "except", first), served)
            continue
        for second, bound in row.items():
            path = (*AT, "except", first, second)
            other = deployment.regions.get(second)
            if first == second:
                yield _itself(path)
            elif other is not None and other.role == "recovery":
                yield _no_pair(path, other)
            elif frozenset((first, second)) in seen:
                yield _twice(path, alarm.except_[second][first], bound)
            seen.add(frozenset((first, second)))


def _no_pair(path: Path, region: Region) -> Diagnostic:
    home = f", {listed(region.recovers)}" if region.recovers else ""
    return Diagnostic(
        PAIR,
        f"`{region.id}` is a recovery region, and the alarm is about serving regions.",
        "A home keeps its name when its recovery region takes over, and its bound with it.",
        f"Name the serving region that recovers in it{home}.",
        path,
        on_key=True,
    )


def _itself(path: Path) -> Diagnostic:
    return Diagnostic(
        PAIR,
        f"`{path[-1]}` is paired with itself.",
        "Nothing is measured inside one region: the bound would be about nothing.",
        "Name the other region of the pair, or delete this one.",
        path,
        on_key=True,
    )


def _twice(path: Path, first: Duration, second: Duration) -> Diagnostic:
    return Diagnostic(
        PAIR,
        f"`{path[-2]}` and `{path[-1]}` have a bound twice: {first} under `{path[-1]}`, {second} here.",
        "A pair is the same both ways, and nobody knows which of two bounds counts.",
        "Delete one of them.",
        path,
        on_key=True,
    )


RULE = Rule((UNREACHABLE, FLAPS, PROMOTED, UNKNOWN, PAIR), check)
