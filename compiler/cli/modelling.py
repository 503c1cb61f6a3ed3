"""What `atlas model` does: the model of one environment, and where each of its values stands in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from compiler.cli.findings import show, shown_as
from compiler.cli.judging import unknown_environment
from compiler.diagnostic import Path as Dotted
from compiler.diagnostic import dotted, exit_code
from compiler.language.overlay import BASE, Effective
from compiler.language.source import Source
from compiler.model.deployment import Deployment
from compiler.pipeline import environments_of, understand
from compiler.report.model import Written, as_json, as_text, below, lines
from compiler.suggest import did_you_mean, listed


def show_model(path: str, file: Path, environment: str | None, form: str) -> int:
    """Print the part of the model at a dotted path; the exit code."""
    understood = understand(file, shown_as(file))
    show(understood.diagnostics, file, understood.lines, "text", to_stderr=True)
    source = understood.source
    name = environment or BASE
    if source is not None and name not in environments_of(source):
        raise click.UsageError(unknown_environment(name, environments_of(source)))
    if source is None or name not in understood.models:
        return exit_code(understood.diagnostics)
    deployment = understood.models[name]
    written = _written(source, understood.effective[name], deployment)
    at: Dotted = tuple(path.split(".")) if path else ()
    try:
        found = as_json(deployment, written, at) if form == "json" else as_text(lines(deployment, written, at))
    except KeyError as error:
        raise click.UsageError(_nowhere(deployment, error.args[0])) from None
    click.echo(found, nl=False)
    return exit_code(understood.diagnostics)


def _written(source: Source, effective: Effective, deployment: Deployment) -> Written:
    """Where a path of the model is written: in the body of the file, or in the override that replaces it. A region
    that the environment doesn't have is left out of the value, which is said."""

    def where(path: Dotted) -> str | None:
        at = effective.where(path)
        mark = source.marks.get(at)
        if mark is None:
            return None
        overridden = at[:1] == ("environments",) and at[2:3] == ("override",)
        narrowed = any(region not in deployment.regions for region in _regions_named(source, at))
        selection = f", narrowed by environments.{effective.environment}.regions" if narrowed else ""
        return str(mark.value) + (" (override)" if overridden else "") + selection

    return where


def _regions_named(source: Source, at: Dotted) -> tuple[str, ...]:
    """The regions of the file that stand at a path, as a value or in a list."""
    data: Any = source.data
    regions = data["regions"]
    for segment in at:
        data = data[segment]
    named = data if isinstance(data, list) else [data]
    return tuple(word for word in named if isinstance(word, str) and word in regions)


def _nowhere(deployment: Deployment, path: Dotted) -> str:
    known = below(deployment, path[:-1])
    place = f"`{dotted(path[:-1])}`" if len(path) > 1 else "the model"
    hint = did_you_mean(str(path[-1]), known) or (f"It has {listed(known, most=30)}." if known else "It is one value.")
    return f"There is no `{path[-1]}` in {place}. {hint}"
