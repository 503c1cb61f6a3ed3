"""What is left when something is lost, computed from the model: places and states, no history."""

from __future__ import annotations

from compiler.model.deployment import Deployment
from compiler.model.survival import NO_SURVIVAL, Survival


def survival_of(deployment: Deployment) -> Survival:
    """The matrix of single failures of one environment."""
    del deployment
    return NO_SURVIVAL
