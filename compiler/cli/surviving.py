"""What `atlas survive` does: the model of one environment, with some of it lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import click

from compiler.cli.modelled import modelled
from compiler.diagnostic import exit_code
from compiler.model.continuity import continuity
from compiler.model.deployment import Deployment
from compiler.model.survival import Lost
from compiler.report.survival import each_in_full, in_full, matrix
from compiler.suggest import did_you_mean, listed
from compiler.survival import outcomes_of


def show_survival(file: Path, environment: str | None, lost: Sequence[str], explain: bool, form: str) -> int:
    """Print the matrix, or what these losses do; the exit code."""
    understood, deployment = modelled(file, environment)
    if deployment is None:
        return exit_code(understood.diagnostics)
    things = tuple(dict.fromkeys(_thing(word, deployment) for word in lost))
    click.echo(_said(deployment, things, explain, form), nl=False)
    return exit_code(understood.diagnostics)


def _said(deployment: Deployment, things: tuple[Lost, ...], explain: bool, form: str) -> str:
    survival = deployment.survival
    if form == "json":
        outcomes = outcomes_of(deployment, things) if things else survival.outcomes
        return continuity(deployment, [things] if things else [(lost,) for lost in survival.lost], outcomes).decode()
    if things:
        return in_full(deployment, things, outcomes_of(deployment, things), explain=explain)
    if explain:
        return each_in_full(deployment)
    return matrix(deployment)


def _thing(word: str, deployment: Deployment) -> Lost:
    """The loss that a word names: `region:eu-west-1`, or `eu-west-1` alone."""
    every = {str(lost): lost for lost in (*deployment.survival.lost, *_links(deployment))}
    known = {_alone(lost): lost for lost in every.values()}
    ends = word.removeprefix("link:").split("~")
    found = every.get(word) or known.get(word) or known.get("~".join(sorted(ends)))
    if found is None:
        used = sorted((lost for lost in known.values() if lost in deployment.survival.lost), key=_to_offer)
        hint = did_you_mean(word, known) or f"These can be: {listed([_alone(lost) for lost in used], most=16)}."
        raise click.UsageError(f"`{word}` isn't something that `{deployment.environment.name}` can lose. {hint}")
    return found


def _alone(lost: Lost) -> str:
    """The shortest word for a loss. us-east-1 is the region, and takes the control planes along."""
    return lost.failure if lost.failure == "control-planes" else lost.thing or lost.failure


def _to_offer(lost: Lost) -> int:
    return ("region", "writer", "cloudflare", "control-planes", "link", "zone").index(lost.failure)


def _links(deployment: Deployment) -> Iterator[Lost]:
    """Every pair of regions that are there: also those between which no data flows can be cut, and nobody notices."""
    there = sorted(lost.thing for lost in deployment.survival.lost if lost.failure == "region")
    yield from (Lost("link", "~".join(pair)) for pair in combinations(there, 2))
