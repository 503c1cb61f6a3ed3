"""The part of the pipeline that `validate` and `compile` share: a file, judged against what is committed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import click

from compiler.cli.findings import show, shown_as
from compiler.committed import read_committed
from compiler.diagnostic import Diagnostic, Severity, exit_code
from compiler.frozen import frozen
from compiler.pipeline import Checked, environments_of, judge, understand
from compiler.suggest import did_you_mean, listed


@frozen
class Options:
    """What the arguments say: the file, the revision to compare with, the day, and the one environment to look at."""

    file: Path
    base: str | None
    as_of: date
    environment: str | None


def options(file: Path, base: str | None, as_of: datetime | None, environment: str | None) -> Options:
    """The day of today enters here, and nowhere else."""
    return Options(file, base, as_of.date() if as_of else date.today(), environment)


def judged(asked: Options) -> tuple[Checked, tuple[Diagnostic, ...]]:
    """The file as the rules see it, and all findings: of the file, of the history, of the one environment if asked."""
    understood = understand(asked.file, shown_as(asked.file))
    source = understood.source
    if source is None:
        return Checked(understood, understood.diagnostics, ()), understood.diagnostics
    names = environments_of(source)
    if asked.environment is not None and asked.environment not in names:
        raise click.UsageError(unknown_environment(asked.environment, names))
    committed, history = read_committed(asked.file.resolve().parent, asked.base, names)
    checked = judge(understood, committed.inventories, asked.as_of)
    return checked, (*history, *_only(checked.diagnostics, asked.environment))


def show_judgement(asked: Options, form: str, *, strict: bool) -> int:
    """Print all findings about a file, or that there are none; the exit code."""
    checked, found = judged(asked)
    found = strictly(found, strict=strict)
    show(found, asked.file, checked.understood.lines, form)
    code = exit_code(found)
    if code == 0 and form == "text":
        known = len(checked.acknowledged)
        gaps = f"; {known} known gap{'s' if known != 1 else ''} acknowledged" if known else ""
        click.echo(f"{asked.file} is sound: {', '.join(checked.understood.models)}{gaps}.")
    return code


def _only(diagnostics: Iterable[Diagnostic], environment: str | None) -> tuple[Diagnostic, ...]:
    """Findings that concern one environment: its own, and those of the body of the file."""
    return tuple(one for one in diagnostics if environment is None or one.environment in (None, environment))


def unknown_environment(name: str, known: Iterable[str]) -> str:
    """The sentence for an environment that the file doesn't have."""
    names = sorted(known)
    return f"There is no environment `{name}`. {did_you_mean(name, names) or f'There are {listed(names)}.'}"


def strictly(diagnostics: Iterable[Diagnostic], *, strict: bool) -> tuple[Diagnostic, ...]:
    """With `strict`, warnings as the errors that they then count as."""
    return tuple(
        replace(one, code=replace(one.code, severity=Severity.ERROR))
        if strict and one.code.severity is Severity.WARNING
        else one
        for one in diagnostics
    )
