"""`atlas model`: what Atlas understood and computed."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.explain import complete_path
from compiler.cli.findings import environment_option, file_option


@click.command("model")
@click.argument("path", default="", shell_complete=complete_path)
@file_option
@environment_option
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="text or json."
)
def model(path: str, file: Path, environment: str | None, form: str) -> int:
    """Print the model of an environment: every default filled, and where each value comes from.

    PATH is a dotted path, as findings show it; without it, everything is printed.

    \b
    Examples:
        atlas model regions.eu-west-1.network
        atlas model compute --env staging
        atlas model replication --format json
    """
    from compiler.cli.modelling import show_model

    return show_model(path, file, environment, form)
