"""`atlas facts regions`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compiler.cli.facts.asking import completing, format_option, named, show, unknown
from compiler.report.facts import facts_json
from compiler.report.facts.regions import regions_in_full, regions_text
from compiler.suggest import did_you_mean
from compiler.world.regions import region, region_ids, region_in, sources


@click.command("regions")
@click.argument("ids", nargs=-1, metavar="[REGION]...", shell_complete=completing(region_ids))
@format_option
def regions(ids: tuple[str, ...], form: str) -> None:
    """Show the regions of AWS: place, country, jurisdiction, zones.

    With one REGION or more, everything about these, each fact with its source.

    \b
    All of them in a table:
        atlas facts regions
    Everything about Ireland and Frankfurt:
        atlas facts regions eu-west-1 eu-central-1
    For a program:
        atlas facts regions --format json
    """
    show(lambda: _answer(ids, form))


def _answer(ids: Sequence[str], form: str) -> str:
    listed = [region(region_id) for region_id in known_regions(ids) or region_ids()]
    if form == "json":
        return facts_json(regions=listed, sources=sources())
    return regions_in_full(listed, sources()) if ids else regions_text(listed)


def known_regions(ids: Sequence[str]) -> tuple[str, ...]:
    """The regions asked for, each once; a usage error at the first without facts, which may be named by its place."""
    for region_id in ids:
        if region_id not in region_ids():
            place = region_in(region_id)
            hint = f"Did you mean `{place.id}`?" if place else did_you_mean(region_id, region_ids())
            raise unknown("a region", region_id, hint)
    return named("a region", ids, region_ids())
