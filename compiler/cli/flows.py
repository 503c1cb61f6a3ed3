"""`atlas flows`: every way in which data moves or is kept."""

from __future__ import annotations

import re
from pathlib import Path

import click

from compiler.cli.findings import DEFAULT, environment_option, file_option


def _complete_entity(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Entities, read off the text of the file: completion must not wait for a compiler."""
    try:
        text = Path(DEFAULT).read_text(encoding="utf-8").partition("\nentities:")[2]
    except (OSError, UnicodeDecodeError):
        return []
    section = re.split(r"^[a-z]", text, maxsplit=1, flags=re.MULTILINE)[0]
    names = re.findall(r"^  ([a-z][a-z0-9_]*):", section, re.MULTILINE)
    return [name for name in names if name.startswith(incomplete)]


@click.command("flows")
@file_option
@environment_option
@click.option(
    "--entity", metavar="NAME", help="Show only what carries or may show its rows.", shell_complete=_complete_entity
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "json", "mermaid")),
    default="table",
    show_default=True,
    help="table for people, json for programs, mermaid for a diagram that GitHub draws.",
)
def flows(file: Path, environment: str | None, entity: str | None, form: str) -> int:
    """Show every way in which data moves or is kept: how, from where to where, and what makes it legal.

    What leaves its jurisdiction comes first. It is computed from the file: nothing is asked from the network.

    \b
    Examples:
        atlas flows
        atlas flows --entity dossier
        atlas flows --env staging --format json
        atlas flows --entity app_user --format mermaid
    """
    from compiler.cli.flowing import show_flows

    return show_flows(file, environment, entity, form)
