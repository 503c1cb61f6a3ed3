"""`atlas survive`: what is left when something is lost."""

from __future__ import annotations

import re
from pathlib import Path

import click

from compiler.cli.findings import DEFAULT, environment_option, file_option

_WORDS = ("control-planes", "cloudflare", "writer")


def _complete_thing(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Regions, read off the text of the file, and what has a name of its own. Zones and links would take the compiler
    to know."""
    try:
        text = Path(DEFAULT).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    regions = re.findall(r"^  ([a-z]+(?:-[a-z]+)+-\d+):", text, re.MULTILINE)
    return [word for word in (*regions, *_WORDS) if word.startswith(incomplete)]


@click.command("survive")
@file_option
@environment_option
@click.option(
    "--lose",
    "lost",
    multiple=True,
    metavar="THING",
    shell_complete=_complete_thing,
    help="A region, a zone's id, a link (eu-west-1~us-east-1), control-planes, cloudflare or writer. Give it twice to "
    "lose two at once.",
)
@click.option("--explain", is_flag=True, help="Show every sum, term by term, and what comes of every promise.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True, help="text or json."
)
def survive(file: Path, environment: str | None, lost: tuple[str, ...], explain: bool, form: str) -> int:
    """Show what is left of the system when something is lost: who serves which data, after how long, and what is gone.

    Without --lose, the matrix of all single failures. It is arithmetic over the file: nothing is asked from the
    network.

    \b
    Examples:
        atlas survive
        atlas survive --lose eu-west-1 --explain
        atlas survive --lose eu-west-1 --lose eu-central-1
        atlas survive --env staging --format json
    """
    from compiler.cli.surviving import show_survival

    return show_survival(file, environment, lost, explain, form)
