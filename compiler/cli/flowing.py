"""What `atlas flows` does: the flow graph of one environment, or the part of it that is about one entity."""

from __future__ import annotations

from pathlib import Path

import click

from compiler.cli.modelled import modelled
from compiler.diagnostic import exit_code
from compiler.model.deployment import Deployment
from compiler.model.flows import Flows
from compiler.model.residency import residency
from compiler.report.flows.mermaid import as_mermaid
from compiler.report.flows.table import as_table
from compiler.suggest import did_you_mean, listed


def show_flows(file: Path, environment: str | None, entity: str | None, form: str) -> int:
    """Print the graph; the exit code."""
    understood, deployment = modelled(file, environment)
    if deployment is None:
        return exit_code(understood.diagnostics)
    graph = deployment.flows if entity is None else _about(entity, deployment)
    shown = {
        "table": lambda: as_table(deployment, graph, entity),
        "json": lambda: residency(deployment.environment.name, graph).decode(),
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
