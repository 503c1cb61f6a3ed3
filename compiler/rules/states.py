"""Days of the states that regions are in: nobody lives in an emergency for ever, and none begins tomorrow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.model.regions import Region
from compiler.rules.rule import Context, Rule

LOSS_OVERDUE = Code("loss-overdue", "A loss that should be over")
STATE_FUTURE = Code("state-future", "A state that begins in the future")

_SOMEWHERE = timedelta(days=1)
"""Where the file is written, it may be tomorrow already."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every region whose state has a day."""
    for row in deployment.regions.values():
        if row.since is not None and row.since > context.as_of + _SOMEWHERE:
            yield Diagnostic(
                STATE_FUTURE,
                f"{row.id} would be {row.state} since {row.since}, and today is {context.as_of}.",
                "A state is a fact about the world: what depends on it is computed as if it held now.",
                "Write the day on which it began, and change the state on its day.",
                ("regions", row.id, "since"),
            )
        elif row.until is not None and row.until < context.as_of and row.state in ("lost", "joining"):
            yield _overdue(row)


def _overdue(row: Region) -> Diagnostic:
    still = "is still lost" if row.state == "lost" else "is still on its way back"
    way = "Rebuild it as `state: joining`" if row.state == "lost" else "Finish it and write `state: active`"
    return Diagnostic(
        LOSS_OVERDUE,
        f"{row.id} {still}, and what that breaks was suspended until {row.until}.",
        "While a loss lasts, nothing takes over for the next one; somebody promised to have it repaired by that day.",
        f"{way}, or let whoever answers for {row.reference or 'it'} set a new day.",
        ("regions", row.id, "until"),
    )


RULE = Rule((LOSS_OVERDUE, STATE_FUTURE), check)
