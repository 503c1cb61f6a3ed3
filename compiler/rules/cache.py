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
    in_one_zone = cache.nodes < 2 or deployment.network.zones < 2
    of_zone = [name for name, row in promised.items() if row.zone_lost is not None and in_one_zone]
    if not of_region and not of_zone:
        return
    about = f"a lost region of {listed(of_region)}" if of_region else f"a lost zone of {listed(of_zone)}"
    alone, more = ("It has one node", "nodes") if cache.nodes < 2 else ("A region has one zone", "zones")
    why = "A cache never leaves its region" if of_region else alone
    yield Diagnostic(
        CACHE_STATE_LOST,
        f"`cache.{cache.name}` holds state, and something is promised about {about}.",
        f"{why}: people would be signed out, or find what they began gone, though it was promised to be kept.",
        "Keep the state in a database and write `content: disposable`"
        + (", or promise nothing about these classes." if of_region else f", or write `{more}: 2`."),
        ("cache", cache.name, "content"),
    )


RULE = Rule((CACHE_STATE_LOST,), check)
