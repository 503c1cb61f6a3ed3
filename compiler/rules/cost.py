"""Budgets: what is bounded, and that nothing has been compared with the bounds yet."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule

BUDGET_UNJUDGED = Code("budget-unjudged", "A budget that nothing is compared with yet", Severity.NOTE)
BUDGET_ORDER = Code("budget-order", "A budget that fails before it warns")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Both bounds; and what a run must say until costs are estimated."""
    del context
    budget = deployment.cost.budget
    for name, limits in (("total", budget.total), ("per_region", budget.per_region)):
        if limits.warn > limits.fail:
            yield Diagnostic(
                BUDGET_ORDER,
                f"`{name}` would warn above {limits.warn}, and fail above {limits.fail} already.",
                "A warning comes before what it warns of: here nobody would ever see one.",
                f"Write `{name}: {{ warn: {limits.fail}, fail: {limits.warn} }}`, if they are the wrong way round.",
                ("cost", "budget", name, "warn"),
            )
    yield Diagnostic(
        BUDGET_UNJUDGED,
        "Budgets aren't judged yet: no cost has been estimated, so nothing says whether they hold.",
        "A bound that nobody compares with anything is no promise.",
        "Nothing has to be done.",
        ("cost", "budget"),
        on_key=True,
    )


RULE = Rule((BUDGET_UNJUDGED, BUDGET_ORDER), check)
