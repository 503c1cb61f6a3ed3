"""Findings about the model. Adding a rule is adding a file, and its line in RULES."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from compiler.diagnostic import Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.rules import (
    access,
    alarms,
    backup,
    cache,
    cdn,
    change,
    classes,
    compute,
    cost,
    database,
    environments,
    failover,
    handover,
    identifiers,
    immutable,
    latency,
    memory,
    naming,
    network,
    objectives,
    personal,
    privacy,
    quotas,
    references,
    regions,
    release,
    removal,
    replication,
    residency,
    routing,
    security,
    states,
    storage,
    transfers,
    waiting,
)
from compiler.rules.rule import Across, Context, Rule

_NOTHING = "Nothing has to be done: this environment has `promises: reported`, which shows what it would break."

RULES: tuple[Rule, ...] = (
    access.RULE,
    alarms.RULE,
    backup.RULE,
    cache.RULE,
    cdn.RULE,
    change.RULE,
    classes.RULE,
    compute.RULE,
    cost.RULE,
    database.RULE,
    failover.RULE,
    handover.RULE,
    identifiers.RULE,
    immutable.RULE,
    latency.RULE,
    memory.RULE,
    naming.RULE,
    network.RULE,
    objectives.RULE,
    personal.RULE,
    privacy.RULE,
    quotas.RULE,
    references.RULE,
    regions.RULE,
    release.RULE,
    removal.RULE,
    replication.RULE,
    residency.RULE,
    routing.RULE,
    security.RULE,
    states.RULE,
    storage.RULE,
    transfers.RULE,
    waiting.RULE,
)

ACROSS: tuple[Across, ...] = (environments.RULE, transfers.UNUSED)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """All findings about one environment. Where its promises are only reported, one that it breaks is a note."""
    for rule in RULES:
        for found in rule.check(deployment, context):
            yield _reported(found) if deployment.environment.promises == "reported" else found


def check_across(deployments: Mapping[str, Deployment], context: Context) -> Iterator[Diagnostic]:
    """All findings about the environments beside each other."""
    for rule in ACROSS:
        yield from rule.check(deployments, context)


def _reported(found: Diagnostic) -> Diagnostic:
    if not found.code.acknowledgeable:
        return found
    return replace(found, code=replace(found.code, severity=Severity.NOTE), do=_NOTHING)


def codes(rules: Iterable[Rule | Across] = (*RULES, *ACROSS)) -> dict[str, bool]:
    """The id of every code that a rule can find, and whether it may be acknowledged."""
    return {code.id: code.acknowledgeable for rule in rules for code in rule.codes}
