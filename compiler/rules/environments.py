"""Environments beside each other: what two of them share, and what none of them needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.diagnostic import Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Across, Context


def check(deployments: Mapping[str, Deployment], context: Context) -> Iterator[Diagnostic]:
    """Nothing yet."""
    del deployments, context
    yield from ()


RULE = Across((), check)
