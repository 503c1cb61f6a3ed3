"""`atlas facts times`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

import click

from compiler.cli.facts.asking import completing, format_option, named, show
from compiler.report.facts import facts_json
from compiler.report.facts.times import time_text, times_text
from compiler.world.times import TIMES


@click.command("times")
@click.argument("steps", nargs=-1, metavar="[STEP]...", shell_complete=completing(lambda: TIMES))
@format_option
def times(steps: tuple[str, ...], form: str) -> None:
    """Show how long steps take that nobody declares, and that recovery waits for: DNS, tasks that start, copies.

    With one STEP or more, everything about these, with source and date.

    \b
    All of them in a table:
        atlas facts times
    Why do three minutes count for tasks that start?
        atlas facts times task-start
    For a program:
        atlas facts times --format json
    """
    show(lambda: _answer(steps, form))


def _answer(steps: Sequence[str], form: str) -> str:
    listed = {name: TIMES[name] for name in named("a step", steps, tuple(TIMES)) or TIMES}
    if form == "json":
        return facts_json(times=[{"step": name, **asdict(time)} for name, time in listed.items()])
    return "\n\n\n".join(time_text(*each) for each in listed.items()) if steps else times_text(listed)
