"""`atlas facts`: what Atlas knows of the world, with source and date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from compiler.report.facts import facts_json, limit_text, limits_text, regions_in_full, regions_text
from compiler.world.limits import NameLimit, name_limits
from compiler.world.reading import FactsError
from compiler.world.regions import region, region_ids, region_in, sources

_Result = TypeVar("_Result")


def _reading(read: Callable[[], _Result]) -> _Result:
    """What `read` returns; a damaged file of facts ends the command with what is wrong, and exit code 1."""
    try:
        return read()
    except FactsError as error:
        raise click.ClickException(
            f"{error}\nThe facts of this installation are damaged: install Atlas again."
        ) from None


def _complete_region(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(known) for known in region_ids() if known.startswith(incomplete)]


def _complete_limit(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(limit.id) for limit in name_limits() if limit.id.startswith(incomplete)]


_format = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


@click.group("facts")
def facts() -> None:
    """Show what Atlas knows of the world: regions, and the limits of names.

    Each fact has a source and a date. Atlas checks `atlas.yaml` against them; nothing is asked from the network.

    \b
    Which regions are there, and under which law?
        atlas facts regions
    Why must this name be so short?
        atlas facts limits alb
    """


@facts.command("regions")
@click.argument("ids", nargs=-1, metavar="[REGION]...", shell_complete=_complete_region)
@_format
def regions_command(ids: tuple[str, ...], form: str) -> None:
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
    click.echo(_reading(lambda: _regions(ids, form)))


@facts.command("limits", short_help="Show how long names may be, and of which characters.")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=_complete_limit)
@_format
def limits_command(names: tuple[str, ...], form: str) -> None:
    """Show how long the name of a thing may be, of which characters, and within what it is unique.

    With one NAME or more, everything about these, with its source.

    \b
    All of them in a table:
        atlas facts limits
    Everything about the names of buckets:
        atlas facts limits s3-bucket
    For a program:
        atlas facts limits --format json
    """
    click.echo(_reading(lambda: _limits(names, form)))


def _regions(ids: Sequence[str], form: str) -> str:
    for region_id in ids:
        if region_id not in region_ids():
            raise _unknown("region", region_id, region_ids(), "atlas facts regions")
    listed = [region(region_id) for region_id in dict.fromkeys(ids or region_ids())]
    if form == "json":
        return facts_json(regions=listed, sources=sources())
    return regions_in_full(listed, sources()) if ids else regions_text(listed)


def _limits(names: Sequence[str], form: str) -> str:
    known: dict[str, NameLimit] = {limit.id: limit for limit in name_limits()}
    for name in names:
        if name not in known:
            raise _unknown("limit", name, tuple(known), "atlas facts limits")
    listed = [known[name] for name in dict.fromkeys(names or known)]
    if form == "json":
        return facts_json(limits=listed)
    return "\n\n\n".join(limit_text(one) for one in listed) if names else limits_text(listed)


def _unknown(kind: str, text: str, known: Sequence[str], command: str) -> click.ClickException:
    place = region_in(text) if kind == "region" else None
    near = [place.id] if place else get_close_matches(text.lower(), known, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return click.ClickException(f"Atlas has no facts of a {kind} `{text}`.{hint} `{command}` shows all that it has.")
