"""`atlas compile`: the file into `generated/`, or a comparison of the two."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from compiler.cli.findings import environment_option, file_option, format_option, rule_options, show, strict_option
from compiler.cli.judging import judged, options, strictly
from compiler.diagnostic import aggregate, exit_code
from compiler.output import Comparison, EmitterClash, compare, write
from compiler.pipeline import emit

CHANGED = 2
"""Exit code of `--check` where `generated/` isn't what the file compiles to."""


@click.command("compile")
@file_option
@environment_option
@click.option("--check", is_flag=True, help="Write nothing; exit 2 if generated/ isn't what atlas.yaml compiles to.")
@format_option
@rule_options
@strict_option
def compile(  # noqa: A001 - the command is called so
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
    checked, found = judged(options(file, base, as_of, environment))
    found = strictly(found, strict=strict)
    code = exit_code(found)
    if code == 0:
        models = checked.understood.models
        try:
            emitted = emit({name: model for name, model in models.items() if environment in (None, name)})
        except EmitterClash as clash:
            raise click.ClickException(f"{clash} This is a bug in Atlas.") from clash
        root = file.resolve().parent / "generated"
        if check:
            comparison = compare(root, emitted, only=environment)
            found, changed = (*found, *comparison.diagnostics), comparison.outdated
        else:
            comparison, refused = write(root, root.parent / ".atlas", emitted, only=environment)
            found, changed = (*found, *refused), False
        code = aggregate([exit_code(found), CHANGED if changed else 0])
        if form == "text":
            _tell(comparison, refused=bool(comparison.diagnostics), check=check)
    show(found, file, checked.understood.lines, form, to_stderr=True)
    return code


_SIGNS = (("+", "added"), ("+", "restored"), ("~", "changed"), ("-", "removed"))


def _tell(comparison: Comparison, *, refused: bool, check: bool) -> None:
    """What was written, or would be: a line a file, and one sentence."""
    if refused:
        return
    touched = [(sign, path) for sign, kind in _SIGNS for path in getattr(comparison, kind)]
    for sign, path in sorted(touched, key=lambda one: one[1]):
        click.echo(f"{sign} generated/{path}")
    whole = len(comparison.unchanged) + len(comparison.kept)
    if not comparison.outdated:
        click.echo(f"generated/ is what atlas.yaml compiles to: {whole} files.")
    elif check:
        click.echo(f"generated/ is outdated: {len(touched)} files differ, {whole} don't. Run `atlas compile`.")
    else:
        click.echo(f"{len(touched)} files written or removed, {whole} untouched. + new, ~ changed, - removed.")
