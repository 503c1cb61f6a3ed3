"""The model of one environment, for the commands that show a part of it."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.findings import show, shown_as
from compiler.cli.judging import unknown_environment
from compiler.language.overlay import BASE
from compiler.model.deployment import Deployment
from compiler.pipeline import Understood, environments_of, understand


def modelled(file: Path, environment: str | None) -> tuple[Understood, Deployment | None]:
    """The file and the model of the environment that is asked for, production unless said; None where something is
    wrong with it. What is wrong in the file is shown on stderr, the data is for stdout."""
    understood = understand(file, shown_as(file))
    show(understood.diagnostics, file, understood.lines, "text", to_stderr=True)
    name = environment or BASE
    if understood.source is not None and name not in (names := environments_of(understood.source)):
        raise click.UsageError(unknown_environment(name, names))
    return understood, understood.models.get(name)
