"""What `atlas flows` does: the flow graph of one environment, or the part of it that is about one entity."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.findings import show, shown_as
from compiler.cli.judging import unknown_environment
from compiler.diagnostic import exit_code
from compiler.language.overlay import BASE
from compiler.model.deployment import Deployment
from compiler.model.flows import Flows
from compiler.model.residency import residency
from compiler.pipeline import environments_of, understand
from compiler.report.flows.mermaid import as_mermaid
from compiler.report.flows.table import as_table
from compiler.suggest import did_you_mean, listed


def show_flows(file: Path, environment: str | None, entity: str | None, form: str) -> int:
    """Print the graph; the exit code."""
    understood = understand(file, shown_as(file))
    show(understood.diagnostics, file, understood.lines, "text", to_stderr=True)
    source = understood.source
    name = environment or BASE
    if source is not None and name not in environments_of(source):
        raise click.UsageError(unknown_environment(name, environments_of(source)))
    if source is None or name not in understood.models:
        return exit_code(understood.diagnostics)
    deployment = understood.models[name]
    graph = deployment.flows if entity is None else _about(entity, deployment)
    shown = {
        "table": lambda: as_table(deployment, graph, entity),
        "json": lambda: residency(name, graph).decode(),
        "mermaid": lambda: as_mermaid(graph),
    }
    click.echo(shown[form](), nl=False)
    return exit_code(understood.diagnostics)


def _about(entity: str, deployment: Deployment) -> Flows:
    row = deployment.entities.get(entity)
    if row is None:
        known = list(deployment.entities)
        hint = did_you_mean(entity, known) or (f"There are {listed(known, most=12)}." if known else "There is none.")
        raise click.UsageError(f"There is no entity `{entity}`. {hint}")
    return deployment.flows.about(entity, row.class_, row.stores)
