"""What the commands that look at `atlas.yaml` have in common: where it is, and how its findings are shown."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from compiler.diagnostic import Diagnostic

_F = TypeVar("_F", bound=Callable[..., Any])
DEFAULT = "atlas.yaml"


def complete_environment(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Environments of the file, read off its text: completion must not wait for a compiler."""
    try:
        text = Path(DEFAULT).read_text(encoding="utf-8").partition("\nenvironments:")[2]
    except (OSError, UnicodeDecodeError):
        return []
    names = re.findall(r"^  ([a-z][a-z0-9]*):", text, re.MULTILINE)
    return [name for name in names if name.startswith(incomplete)]


file_option = click.option(
    "--file",
    "-f",
    "file",
    default=DEFAULT,
    show_default=True,
    type=click.Path(path_type=Path),
    help="The file to read; generated/ stands beside it.",
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "sarif")),
    default="text",
    show_default=True,
    help="How findings are shown: text for people, json for programs, sarif for code scanning.",
)
environment_option = click.option(
    "--env", "environment", metavar="NAME", help="Look at this environment only.", shell_complete=complete_environment
)
strict_option = click.option("--strict", is_flag=True, help="Count warnings as errors.")


def rule_options(command: _F) -> _F:
    """Options of what rules may know besides the file."""
    as_of = click.option(
        "--as-of",
        type=click.DateTime(("%Y-%m-%d",)),
        metavar="DAY",
        help="Judge as of this day instead of today: acknowledgements run out.",
    )
    base = click.option(
        "--base",
        metavar="REF",
        help="Compare with what is committed at this git revision, not at HEAD. CI gives the branch it merges into.",
    )
    return as_of(base(command))


def shown_as(file: Path) -> str:
    """The file as findings name it: relative to where the user stands, if it is below."""
    try:
        return file.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return str(file)


def show(
    diagnostics: Sequence[Diagnostic], file: Path, lines: Sequence[str], form: str, *, to_stderr: bool = False
) -> tuple[str, str]:
    """Print findings in the form that was asked for. Text for people goes to stderr where stdout is for data.

    Returns what was printed, on stdout and on stderr."""
    if form == "text":
        from compiler.report.text import as_text

        stream = sys.stderr if to_stderr else sys.stdout
        colour = "NO_COLOR" not in os.environ and stream.isatty()
        text = as_text(diagnostics, {shown_as(file): lines}, colour=colour)
        click.echo(text, err=to_stderr, nl=False, color=colour)
        return ("", text) if to_stderr else (text, "")
    if form == "json":
        from compiler.report.as_json import as_json

        text = as_json(diagnostics).decode()
    else:
        from compiler.report.sarif import as_sarif

        text = as_sarif(diagnostics).decode()
    click.echo(text, nl=False)
    return text, ""
