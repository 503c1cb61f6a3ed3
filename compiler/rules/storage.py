"""Buckets: what they hold, and what is promised for it."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Nothing yet."""
    del deployment, context
    yield from ()


RULE = Rule((), check)
