"""Companies that handle data for the controller: each that gets to see people's data is named, with its agreement."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed, nearest

PROCESSOR_MISSING = Code("processor-missing", "A company that gets people's data without being named")

_OWN = "operators"
"""The controller's own people."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every keeper that data is brought to. Synthetic data is nobody's."""
    del context
    if deployment.environment.data == "real":
        for keeper, seen in _sees(deployment).items():
            if keeper not in deployment.privacy.processors:
                yield _missing(keeper, sorted(seen), deployment)


def _sees(deployment: Deployment) -> dict[str, set[str]]:
    """Keepers, sorted, with the names of the data sets about people that reach them."""
    flows = deployment.flows
    found: dict[str, set[str]] = {}
    for flow in flows.edges:
        keeper = flows.places[flow.to].keeper
        told = {name for name in flow.data if flows.data[name].is_personal}
        if told and keeper != _OWN:
            found.setdefault(keeper, set()).update(told)
    return dict(sorted(found.items()))


def _missing(keeper: str, seen: list[str], deployment: Deployment) -> Diagnostic:
    near = nearest(keeper, deployment.privacy.processors)
    at = ("privacy", "processors")
    return Diagnostic(
        PROCESSOR_MISSING,
        f"`{keeper}` gets {listed(seen, most=2)}, which may tell of people, and isn't among `privacy.processors`.",
        "Who handles people's data for a company needs an agreement (GDPR Art. 28), and people may ask who that is.",
        f"Write `{keeper}` for `{near[0]}`." if near else f"Add `{keeper}: {{ task: ..., agreement: ... }}`.",
        (*at, near[0]) if near else at,
        on_key=True,
    )


RULE = Rule((PROCESSOR_MISSING,), check)
