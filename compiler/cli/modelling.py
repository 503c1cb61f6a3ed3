"""What `atlas model` does: the model of one environment, and where each of its values stands in the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from compiler.cli.modelled import modelled
from compiler.diagnostic import Path as Dotted
from compiler.diagnostic import dotted, exit_code
from compiler.language.overlay import Effective
from compiler.language.source import Source
from compiler.model.deployment import Deployment
from compiler.report.model import Written, as_json, as_text, below, lines
from compiler.suggest import did_you_mean, listed


def show_model(path: str, file: Path, environment: str | None, form: str) -> int:
    """Print the part of the model at a dotted path; the exit code."""
    understood, deployment = modelled(file, environment)
    if deployment is None or understood.source is None:
        return exit_code(understood.diagnostics)
    written = _written(understood.source, understood.effective[deployment.environment.name], deployment)
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
