"""`residency.json`: the flow graph, for programs. How to read it: `docs/flows.md`."""

from __future__ import annotations

from compiler.emit.artifact import Artifact, Emitter
from compiler.model.deployment import Deployment
from compiler.model.residency import residency


def emit(deployment: Deployment) -> tuple[Artifact, ...]:
    """One file an environment."""
    name = deployment.environment.name
    return (Artifact(f"{name}/residency.json", residency(name, deployment.flows), ("environments", name)),)


EMITTER = Emitter("residency", emit)
