"""`atlas facts tls`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compiler.cli.facts.asking import completing, format_option, named, show
from compiler.report.facts import facts_json
from compiler.report.facts.tls import hop_text, hops_text
from compiler.world.tls import BEST


@click.command("tls")
@click.argument("hops", nargs=-1, metavar="[HOP]...", shell_complete=completing(lambda: BEST))
@format_option
def tls(hops: tuple[str, ...], form: str) -> None:
    """Show the best TLS minimum that can be had on each hop, from the visitor to the database.

    With one HOP or more, as in `security.tls`, everything about these, with source and date.

    \b
    All of them in a table:
        atlas facts tls
    Why can't the cache have TLS 1.3?
        atlas facts tls app_to_cache
    For a program:
        atlas facts tls --format json
    """
    show(lambda: _answer(hops, form))


def _answer(hops: Sequence[str], form: str) -> str:
    listed = [BEST[hop] for hop in named("a hop", hops, tuple(BEST)) or BEST]
    if form == "json":
        return facts_json(hops=listed)
    return "\n\n\n".join(map(hop_text, listed)) if hops else hops_text(listed)
