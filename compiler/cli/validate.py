"""`atlas validate`: all that is wrong with the file, and nothing written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from compiler.cli.findings import environment_option, file_option, format_option, rule_options, show, strict_option
from compiler.cli.judging import judged, options, strictly
from compiler.diagnostic import exit_code


@click.command("validate")
@file_option
@environment_option
@format_option
@rule_options
@strict_option
def validate(
    file: Path, environment: str | None, form: str, base: str | None, as_of: datetime | None, strict: bool
) -> int:
    """Check atlas.yaml and every promise in it. Nothing is written.

    All findings are shown in one run, each with its place, why it matters and what to do.

    \b
    Examples:
        atlas validate
        atlas validate --format sarif > atlas.sarif
        atlas validate --as-of 2027-06-01        what will have run out by then?
    """
    checked, found = judged(options(file, base, as_of, environment))
    found = strictly(found, strict=strict)
    show(found, file, checked.understood.lines, form)
    code = exit_code(found)
    if code == 0 and form == "text":
        known = len(checked.acknowledged)
        gaps = f"; {known} known gap{'s' if known != 1 else ''} acknowledged" if known else ""
        click.echo(f"{file} is sound: {', '.join(checked.understood.models)}{gaps}.")
    return code
