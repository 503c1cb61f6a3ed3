"""`atlas facts limits`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compiler.cli.facts.asking import completing, format_option, named, show
from compiler.report.facts import facts_json
from compiler.report.facts.limits import limit_text, limits_text
from compiler.world.limits import name_limit, name_limits


def _ids() -> list[str]:
    return [limit.id for limit in name_limits()]


@click.command("limits")
@click.argument("names", nargs=-1, metavar="[NAME]...", shell_complete=completing(_ids))
@format_option
def limits(names: tuple[str, ...], form: str) -> None:
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
    show(lambda: _answer(names, form))


def _answer(names: Sequence[str], form: str) -> str:
    listed = [name_limit(name) for name in named("a limit", names, _ids()) or _ids()]
    if form == "json":
        return facts_json(limits=listed)
    return "\n\n\n".join(limit_text(one) for one in listed) if names else limits_text(listed)
