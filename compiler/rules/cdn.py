"""The CDN: what its plan can do, what its rules keep, and whom it asks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.cdn import Cdn
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives, listed
from compiler.units import Duration
from compiler.world.quotas import quota

CDN_PLAN = Code("cdn-plan", "A CDN's plan without what is asked of it")
CDN_RULES_TOO_MANY = Code("cdn-rules-too-many", "More cache rules than the plan has")
CDN_EDGE_TOO_SHORT = Code("cdn-edge-too-short", "A time at the edge that the plan doesn't have")
CDN_RULE_HIDDEN = Code("cdn-rule-hidden", "A cache rule that never applies")
CDN_CACHES_HEALTH = Code("cdn-caches-health", "A cache rule that keeps the health check's answer")
CDN_CACHES_PERSONAL = Code("cdn-caches-personal", "A cache rule that keeps answers about people")
CDN_ORIGIN = Code("cdn-origin", "A CDN in front of a service without a load balancer")

_BELOW_A_FOLDER = re.compile(r"/[^*/]+/.*|[^*]*")
"""Patterns below one first folder, and those of one path. All others may fit what the application answers."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The plan, the rules in their order, and the service behind them."""
    del context
    cdn = deployment.cdn
    if cdn is None:
        return
    yield from _plan(cdn)
    yield from _rules(cdn, deployment)
    yield from _origin(cdn, deployment)


def _plan(cdn: Cdn) -> Iterator[Diagnostic]:
    asked = ["regional_services"] if cdn.regional_services else []
    asked += ["metadata_boundary"] if cdn.metadata_boundary else []
    if asked and cdn.plan != "enterprise":
        yield Diagnostic(
            CDN_PLAN,
            f"The plan `{cdn.plan}` has no {alternatives(asked, 'or')}.",
            "What is signed here would be bought from nobody: TLS and the record of requests would be anywhere.",
            f"Write `plan: enterprise`, or delete {alternatives(asked, 'and')}.",
            ("cdn", "plan"),
        )
    most = quota(f"cloudflare.{cdn.plan}.cache_rules").most
    if len(cdn.rules) > most:
        yield Diagnostic(
            CDN_RULES_TOO_MANY,
            f"There are {len(cdn.rules)} cache rules, and the plan `{cdn.plan}` has {most}.",
            "Cloudflare would refuse the whole list, and go on with the one before it.",
            "Let rules with equal times share a path, or take a larger plan.",
            ("cdn", "rules", most),
        )
    least = Duration((quota(f"cloudflare.{cdn.plan}.min_edge_cache_ttl").least or 0) * 1000)
    for index, rule in enumerate(cdn.rules):
        if Duration(0) < rule.edge < least:
            yield Diagnostic(
                CDN_EDGE_TOO_SHORT,
                f"On the plan `{cdn.plan}`, Cloudflare keeps nothing for only {rule.edge}: {least} is the least.",
                "What changes after that time would still be shown as it was.",
                f"Write `edge: {least}`, or `edge: 0s`, which keeps nothing.",
                ("cdn", "rules", index, "edge"),
            )


def _rules(cdn: Cdn, deployment: Deployment) -> Iterator[Diagnostic]:
    """What is hidden does nothing, so that nothing else is said about it."""
    health = deployment.failover.health.path
    people = _answers_about_people(cdn, deployment)
    for index, rule in enumerate(cdn.rules):
        above = [one.path for one in cdn.rules[:index]]
        hiding = next((path for path in above if covers(path, rule.path)), None)
        if hiding is not None:
            yield _hidden(index, rule.path, hiding)
        elif rule.edge.milliseconds and people and not _BELOW_A_FOLDER.fullmatch(rule.path):
            yield _personal(index, rule.path, people)
        elif rule.edge.milliseconds and covers(rule.path, health) and not any(covers(path, health) for path in above):
            yield _health(index, rule.path, health)


def covers(pattern: str, other: str) -> bool:
    """Whether every path that fits `other` fits `pattern`: in both, `*` stands for any text, also for none.

    The `*` of `other` counts as a letter that only a `*` of `pattern` takes, since it may stand for a letter that
    `pattern` doesn't name.
    """
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == other
    *inner, last = rest
    if not other.startswith(first):
        return False
    position = len(first)
    for part in inner:
        found = other.find(part, position)
        if found < 0:
            return False
        position = found + len(part)
    return len(other) - len(last) >= position and other.endswith(last)


def _answers_about_people(cdn: Cdn, deployment: Deployment) -> list[str]:
    """Classes with rows about people that the CDN can get: its own name leads to a service, which answers there as it
    does at its other names."""
    served = {
        name
        for route in deployment.routing.values()
        if route.through == "cdn" or route.to == cdn.origin
        for name in route.serves
    }
    return sorted(name for name, one in deployment.classes.items() if name in served and one.holds != "none")


def _hidden(index: int, path: str, hiding: str) -> Diagnostic:
    return Diagnostic(
        CDN_RULE_HIDDEN,
        f"The rule for `{path}` never applies: `{hiding}` above it fits the same paths.",
        "The first rule that fits a path decides: the times that stand here are those of no file.",
        "Delete one of the two." if path == hiding else f"Move it above `{hiding}`, or delete it.",
        ("cdn", "rules", index, "path"),
    )


def _personal(index: int, path: str, people: list[str]) -> Diagnostic:
    return Diagnostic(
        CDN_CACHES_PERSONAL,
        f"`{path}` would keep answers of the application at the edge, and they hold rows of {listed(people)}.",
        "What one visitor was shown would be shown to the next one, in any country.",
        "Name the paths of files only, as in `path: /assets/*`.",
        ("cdn", "rules", index, "path"),
    )


def _health(index: int, path: str, health: str) -> Diagnostic:
    above = f"Name the paths of files only, or add `{{ path: {health}, edge: 0s, browser: 0s }}` above it."
    return Diagnostic(
        CDN_CACHES_HEALTH,
        f"`{path}` would keep the answer of `{health}` at the edge.",
        "Whoever asks it through the CDN would be told that a region is well, long after it is gone.",
        "Delete this rule: what no rule names is never cached." if path == health else above,
        ("cdn", "rules", index, "path"),
    )


def _origin(cdn: Cdn, deployment: Deployment) -> Iterator[Diagnostic]:
    reached = sorted({route.to for route in deployment.routing.values()})
    if cdn.origin not in reached:
        yield Diagnostic(
            CDN_ORIGIN,
            f"No name in `routing` leads to `{cdn.origin}`, so it has no load balancer that the CDN could ask.",
            "Every file that isn't at the edge already would be an error.",
            f"Write `origin: {reached[0]}`." if reached else f"Add a name in `routing` with `to: {cdn.origin}`.",
            ("cdn", "origin"),
        )


RULE = Rule(
    (
        CDN_PLAN,
        CDN_RULES_TOO_MANY,
        CDN_EDGE_TOO_SHORT,
        CDN_RULE_HIDDEN,
        CDN_CACHES_HEALTH,
        CDN_CACHES_PERSONAL,
        CDN_ORIGIN,
    ),
    check,
)
