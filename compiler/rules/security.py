"""TLS hop by hop: a minimum that nobody could keep, or one below the general one that somebody answers for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.world.tls import Best, best

TLS_BELOW_MINIMUM = Code("tls-below-minimum", "A hop below the TLS minimum", acknowledgeable=True, less_is_worse=True)
TLS_UNREACHABLE = Code("tls-unreachable", "A TLS minimum that a hop can't keep")

_NOT_KEPT = "Nothing would keep what is promised here: the other side takes less all the same."
_ALL_RED = (
    "Every health check would be red; and where all are red, Route 53 answers as if none were: nothing would fail over."
)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every hop against the minimum, and against the best that can be had on it."""
    del context
    tls = deployment.security.tls
    for hop in (field.name for field in fields(tls) if field.name != "minimum"):
        accepted: str = getattr(tls, hop)
        possible = best(hop)
        if accepted < tls.minimum:
            yield _below(hop, accepted, tls.minimum, possible)
        elif possible is not None and accepted > possible.version and _is_there(hop, deployment):
            yield _unreachable(hop, accepted, possible)


def _below(hop: str, accepted: str, minimum: str, possible: Best | None) -> Diagnostic:
    is_best = possible is not None and possible.version == accepted
    way_out = "Acknowledge it" if is_best else "Delete the line, or acknowledge it"
    return Diagnostic(
        TLS_BELOW_MINIMUM,
        f"`{hop}` accepts {accepted}, and the minimum is {minimum}.",
        "The minimum is what is promised for every hop.",
        f"{way_out} with `accepts: {accepted}` and the reason why the hop can't do better.",
        ("security", "tls", hop),
        value=accepted,
    )


def _is_there(hop: str, deployment: Deployment) -> bool:
    """Whether anything goes this way in this system."""
    through = {route.through for route in deployment.routing.values()}
    copied = deployment.replication is not None or any(
        database.recovers_by == "replica" for database in deployment.database.values()
    )
    there = {
        "visitor_to_cdn": deployment.cdn is not None,
        "cdn_to_alb": deployment.cdn is not None,
        "visitor_to_alb": "direct" in through,
        "app_to_cache": bool(deployment.cache),
        "database_to_database": copied,
    }
    return there.get(hop, True)


def _unreachable(hop: str, accepted: str, possible: Best) -> Diagnostic:
    return Diagnostic(
        TLS_UNREACHABLE,
        f"The minimum of `{hop}` is {accepted}, and {possible.version} is the best that can be had there.",
        _ALL_RED if hop == "health_checker_to_alb" else _NOT_KEPT,
        f"Write `{hop}: {possible.version}`, and acknowledge that it is below the minimum.",
        ("security", "tls", hop),
    )


RULE = Rule((TLS_BELOW_MINIMUM, TLS_UNREACHABLE), check)
