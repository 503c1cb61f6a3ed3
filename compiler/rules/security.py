"""TLS hop by hop: a hop below the minimum is a gap that somebody answers for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule

TLS_BELOW_MINIMUM = Code("tls-below-minimum", "A hop below the TLS minimum", acknowledgeable=True, less_is_worse=True)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every hop with an exception of its own."""
    del context
    tls = deployment.security.tls
    for hop in (field.name for field in fields(tls) if field.name != "minimum"):
        accepted: str | None = getattr(tls, hop)
        if accepted is not None and accepted < tls.minimum:
            yield Diagnostic(
                TLS_BELOW_MINIMUM,
                f"`{hop}` accepts {accepted}, and the minimum is {tls.minimum}.",
                "The minimum is what is promised for every hop.",
                f"Delete the line, or acknowledge it with `accepts: {accepted}` and the reason why the hop can't do "
                "better.",
                ("security", "tls", hop),
                value=accepted,
            )


RULE = Rule((TLS_BELOW_MINIMUM,), check)
