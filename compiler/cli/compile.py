"""`atlas compile`: the file into `generated/`, or a comparison of the two."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from compiler.again import Look
from compiler.cli.findings import environment_option, file_option, format_option, rule_options, strict_option


@click.command("compile")
@file_option
@environment_option
@click.option("--check", is_flag=True, help="Write nothing; exit 2 if generated/ isn't what atlas.yaml compiles to.")
@format_option
@rule_options
@strict_option
@click.pass_obj
def compile(  # noqa: A001 - the command is called so
    seen: Look | None,
    file: Path,
    environment: str | None,
    check: bool,
    form: str,
    base: str | None,
    as_of: datetime | None,
    strict: bool,
) -> int:
    """Compile atlas.yaml into generated/, as one step: the whole new tree, or the old one.

    Nothing is written while anything is wrong. Files in generated/ that were edited by hand, or that Atlas didn't
    make, are never overwritten: they are named, and the run is refused (exit 4).

    \b
    Examples:
        atlas compile
        atlas compile --env staging
        atlas compile --check --base origin/main        in CI
    """
    from compiler.cli.compiling import show_compiled
    from compiler.cli.judging import options

    return show_compiled(options(file, base, as_of, environment), form, check=check, strict=strict, seen=seen)
