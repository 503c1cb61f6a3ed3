"""`continuity.json`: what every single failure does to whom, for programs and for the pages about it."""

from __future__ import annotations

from compiler.emit.artifact import Artifact, Emitter
from compiler.model.continuity import continuity
from compiler.model.deployment import Deployment


def emit(deployment: Deployment) -> tuple[Artifact, ...]:
    """One file an environment."""
    survival = deployment.survival
    body = continuity(deployment, [(lost,) for lost in survival.lost], survival.outcomes)
    return (Artifact(f"{deployment.environment.name}/continuity.json", body, ("objectives",)),)


EMITTER = Emitter("continuity", emit)
