"""The flow graph, computed from the model: one file a family of mechanisms."""

from __future__ import annotations

from compiler.model.deployment import Deployment
from compiler.model.flows import NO_FLOWS, Flows


def flows_of(deployment: Deployment) -> Flows:
    """The whole graph of one environment."""
    del deployment
    return NO_FLOWS
