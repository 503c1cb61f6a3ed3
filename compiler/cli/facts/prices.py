"""`atlas facts prices`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compiler.cli.facts.asking import completing, format_option, gathered, show
from compiler.report.facts import facts_json
from compiler.report.facts.prices import item_text, prices_text
from compiler.world.prices import item, item_ids


@click.command("prices")
@click.argument("ids", nargs=-1, metavar="[ITEM]...", shell_complete=completing(item_ids))
@format_option
def prices(ids: tuple[str, ...], form: str) -> None:
    """Show list prices of AWS and Cloudflare: on demand, before tax, free tier and discounts.

    With one ITEM or more, the price of these in each region, with source and date. The beginning of names, such as
    `fargate`, stands for all of them.

    \b
    All of them in a table:
        atlas facts prices
    What does a vCPU cost where?
        atlas facts prices fargate.x86.vcpu
    What is there to pay for databases?
        atlas facts prices rds
    For a program:
        atlas facts prices --format json
    """
    show(lambda: _answer(ids, form))


def _answer(ids: Sequence[str], form: str) -> str:
    listed = [item(item_id) for item_id in gathered("an item", ids, item_ids()) or item_ids()]
    if form == "json":
        return facts_json(items=listed)
    in_full = bool(ids) and set(ids) <= set(item_ids())
    return "\n\n\n".join(map(item_text, listed)) if in_full else prices_text(listed)
