"""What a cache holds: if it can't be had again, its loss is a loss, and nothing copies a cache."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.cache import Cache
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed

CACHE_STATE_LOST = Code("cache-state-lost", "State in a cache, and a promise that it survives")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every cache that holds state of a class about which something is promised."""
    del context
    for cache in deployment.cache.values():
        if cache.content == "state" and cache.state != "retired":
            yield from _lost(cache, deployment)


def _lost(cache: Cache, deployment: Deployment) -> Iterator[Diagnostic]:
    promised = {name: deployment.objectives[name] for name in cache.classes if name in deployment.objectives}
    of_region = [name for name, row in promised.items() if row.region_lost is not None]
    of_zone = [name for name, row in promised.items() if row.zone_lost is not None and cache.nodes < 2]
    if not of_region and not of_zone:
        return
    about = f"a lost region of {listed(of_region)}" if of_region else f"a lost zone of {listed(of_zone)}"
    why = "A cache never leaves its region" if of_region else "It has one node"
    yield Diagnostic(
        CACHE_STATE_LOST,
        f"`cache.{cache.name}` holds state, and something is promised about {about}.",
        f"{why}: people would be signed out, or find what they began gone, though it was promised to be kept.",
        "Keep the state in a database and write `content: disposable`"
        + (", or give it `nodes: 2`." if not of_region else ", or promise nothing about these classes."),
        ("cache", cache.name, "content"),
    )


RULE = Rule((CACHE_STATE_LOST,), check)
