"""`atlas validate`: all that is wrong with the file, and nothing written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from compiler.cli.findings import environment_option, file_option, format_option, rule_options, strict_option


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
    from compiler.cli.judging import options, show_judgement

    return show_judgement(options(file, base, as_of, environment), form, strict=strict)
