"""Findings about the model. Adding a rule is adding a file, and its line in RULES."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from compiler.diagnostic import Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.rules import network, regions, removal, security
from compiler.rules.rule import Context, Rule

_NOTHING = "Nothing has to be done: this environment has `promises: reported`, which shows what it would break."

RULES: tuple[Rule, ...] = (network.RULE, regions.RULE, removal.RULE, security.RULE)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """All findings about one environment. Where its promises are only reported, one that it breaks is a note."""
    for rule in RULES:
        for found in rule.check(deployment, context):
            yield _reported(found) if deployment.environment.promises == "reported" else found


def _reported(found: Diagnostic) -> Diagnostic:
    if not found.code.acknowledgeable:
        return found
    return replace(found, code=replace(found.code, severity=Severity.NOTE), do=_NOTHING)


def codes(rules: Iterable[Rule] = RULES) -> dict[str, bool]:
    """The id of every code that a rule can find, and whether it may be acknowledged."""
    return {code.id: code.acknowledgeable for rule in rules for code in rule.codes}
