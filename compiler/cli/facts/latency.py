"""`atlas facts latency`."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import click

from compiler.cli.facts.asking import completing, format_option, show
from compiler.cli.facts.regions import known_regions
from compiler.report.facts import facts_json
from compiler.report.facts.latency import latency_json, nearest_text, pair_text, pairs_text, region_text
from compiler.world.latency import ROUND_TRIPS, STEADY, Latency, medians
from compiler.world.latency import latency as between
from compiler.world.regions import region_ids


@click.command("latency")
@click.argument("regions", nargs=-1, metavar="[REGION]...", shell_complete=completing(region_ids))
@format_option
def latency(regions: tuple[str, ...], form: str) -> None:
    """Show how long a round trip between regions takes: the lower bound, and the median that was measured.

    With one REGION, its way to all others; with two, everything about the pair; with more, all pairs of them.

    \b
    Is 200 ms between Ireland and Singapore possible?
        atlas facts latency eu-west-1 ap-southeast-1
    Which regions are near Frankfurt?
        atlas facts latency eu-central-1
    Every region with its nearest and farthest:
        atlas facts latency
    For a program:
        atlas facts latency eu-west-1 us-east-1 ap-southeast-1 --format json
    """
    show(lambda: _answer(known_regions(regions), form))


def _answer(regions: Sequence[str], form: str) -> str:
    pairs = _pairs(regions)
    if form == "json":
        return facts_json(
            latencies=[latency_json(pair) for pair in pairs],
            round_trips=list(ROUND_TRIPS.values()),
            steady=STEADY,
        )
    if not regions:
        return nearest_text(pairs, medians())
    if len(regions) == 1:
        return region_text(regions[0], pairs)
    return pair_text(regions[0], regions[1], pairs[0]) if len(regions) == 2 else pairs_text(pairs)


def _pairs(regions: Sequence[str]) -> list[Latency]:
    """The pairs of some regions; of one and all others; of all."""
    if len(regions) == 1:
        ends = [(regions[0], other) for other in region_ids() if other != regions[0]]
    else:
        ends = list(combinations(regions or region_ids(), 2))
    return [pair for a, b in ends if (pair := between(a, b)) is not None]
