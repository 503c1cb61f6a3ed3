"""Host names: what may be answered where, by one layer that steers, under a name of its own."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.model.entities import ResidencyClass
from compiler.model.routing import Route
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives, listed

ROUTE_ABROAD = Code("route-abroad", "A name that leads away from the rows it serves")
ROUTE_TWO_LAYERS = Code("route-two-layers", "A name that two layers steer")
ROUTE_WITHOUT_CDN = Code("route-without-cdn", "A name through a CDN that isn't there")
ROUTE_HOST_TWICE = Code("route-host-twice", "Two things under one host name")
ROUTE_NO_HOST = Code("route-no-host", "A name that can't be a host name")
ROUTE_SERVES_NOTHING = Code("route-serves-nothing", "A name that serves no class", Severity.NOTE)
CLASS_UNSERVED = Code("class-unserved", "A class that no name serves", Severity.NOTE)

_LEADS = {"latency": "leads visitors to the nearest region", "geolocation": "leads visitors by their country"}
_CDN = "cdn"
"""The host name in front of the domain that Cloudflare's own files have."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every name by itself, the names beside each other, and the classes that none of them serves."""
    del context
    for route in deployment.routing.values():
        yield from _abroad(route, deployment)
        yield from _layers(route, deployment)
        yield from _host(route)
        if not route.serves:
            yield _nothing(route)
    yield from _twice(deployment)
    yield from _unserved(deployment)


def _abroad(route: Route, deployment: Deployment) -> Iterator[Diagnostic]:
    if route.steer == "home":
        return
    classes = [deployment.classes[name] for name in route.serves if name in deployment.classes]
    away = [one.name for one in dict.fromkeys(classes) if not _is_wherever_visitors_are_led(one, deployment)]
    if away:
        yield Diagnostic(
            ROUTE_ABROAD,
            f"`{route.name}` {_LEADS[route.steer]}, and serves {listed(away)}, whose rows aren't in every region.",
            "Whoever travels, or surfs through a network abroad, would be led to a region that doesn't have their rows "
            "and may not have them.",
            _way_home(route, away, deployment),
            ("routing", route.name, "serves", route.serves.index(away[0])),
        )


def _is_wherever_visitors_are_led(residency: ResidencyClass, deployment: Deployment) -> bool:
    homes = [home for home in deployment.homes if home.answers]
    jurisdictions = {home.jurisdiction for home in homes}
    return (
        len(homes) < 2
        or residency.copies == "everywhere"
        or (residency.copies == "jurisdiction" and len(jurisdictions) < 2)
    )


def _way_home(route: Route, away: list[str], deployment: Deployment) -> str:
    home = _home(deployment)
    if home is None and set(away) == set(route.serves):
        return "Write `steer: home`, which gives each region a name of its own."
    them = alternatives(away, "and")
    if home is None:
        return f"Delete {them} here, and serve it by another name, with `steer: home`."
    missing = [name for name in away if name not in home.serves]
    if missing:
        return f"Delete {them} here, and add {alternatives(missing, 'and')} to `routing.{home.name}.serves`."
    what = them + " here" if set(away) != set(route.serves) else f"`{route.name}`"
    return f"Delete {what}: `{home.name}` serves it, by a name for each region."


def _home(deployment: Deployment) -> Route | None:
    return next((route for route in deployment.routing.values() if route.steer == "home"), None)


def _layers(route: Route, deployment: Deployment) -> Iterator[Diagnostic]:
    if route.through != "cdn":
        return
    path = ("routing", route.name, "through")
    if deployment.cdn is None:
        yield Diagnostic(
            ROUTE_WITHOUT_CDN,
            f"`{route.name}` leads through the CDN, and there is none: `cdn` is `none`.",
            "The name would lead nowhere.",
            "Write `through: direct`, or declare the CDN under `cdn`.",
            path,
        )
    elif route.steer in _LEADS and sum(home.answers for home in deployment.homes) > 1:
        yield Diagnostic(
            ROUTE_TWO_LAYERS,
            f"`{route.name}` {_LEADS[route.steer]}, and goes through the CDN as well.",
            "DNS would be asked by the CDN's data centres, not by visitors: these would get the region nearest to one "
            "of them, and stay there when it is down.",
            "Write `through: direct`" + (", or `steer: home`." if _home(deployment) is None else "."),
            path,
        )


def _host(route: Route) -> Iterator[Diagnostic]:
    if "_" in route.name and route.steer != "home":
        yield Diagnostic(
            ROUTE_NO_HOST,
            f"`{route.name}` would be the host name `{route.name}.<domain>`, which has a `_`.",
            "No certificate is issued for such a name, so no browser would open it.",
            f"Take a name without it, such as `{route.name.replace('_', '')}`.",
            ("routing", route.name),
            on_key=True,
        )


def _twice(deployment: Deployment) -> Iterator[Diagnostic]:
    """The names that a route has are told as the file's comments tell them: hosts differ between environments."""
    taken = {"cdn.<domain>": "cdn"} if deployment.cdn is not None else {}
    for route in deployment.routing.values():
        host = "<region>.<domain>" if route.steer == "home" else f"{route.name}.<domain>"
        first = taken.setdefault(host, f"routing.{route.name}")
        if first != f"routing.{route.name}":
            yield Diagnostic(
                ROUTE_HOST_TWICE,
                f"`{route.name}` has the host name `{host}`, which is that of `{first}`.",
                "One name leads to one thing: visitors of the other would never reach it.",
                "Take another name." if first == _CDN else f"Add what it serves to `{first}`, and delete this name.",
                ("routing", route.name) if first == _CDN else ("routing", route.name, "steer"),
                on_key=first == _CDN,
            )


def _nothing(route: Route) -> Diagnostic:
    return Diagnostic(
        ROUTE_SERVES_NOTHING,
        f"`{route.name}` serves no class: no answer of it may hold a row of any entity.",
        "What a name may answer decides where it may lead.",
        "Name the classes, if its answers hold rows.",
        ("routing", route.name, "serves"),
    )


def _unserved(deployment: Deployment) -> Iterator[Diagnostic]:
    served = {name for route in deployment.routing.values() for name in route.serves}
    used = sorted({entity.class_ for entity in deployment.entities.values() if entity.state == "active"})
    unserved = [name for name in used if name not in served]
    if unserved and (served or not deployment.routing):
        yield Diagnostic(
            CLASS_UNSERVED,
            f"No name serves {listed(unserved)}: visitors are never shown {_rows(unserved)}.",
            "What a name may answer decides where it may lead.",
            "Add the class to `serves` of the name whose answers hold its rows, if there is one.",
            ("routing",),
            on_key=True,
        )


def _rows(classes: list[str]) -> str:
    return "a row of it" if len(classes) == 1 else "a row of them"


RULE = Rule(
    (
        ROUTE_ABROAD,
        ROUTE_TWO_LAYERS,
        ROUTE_WITHOUT_CDN,
        ROUTE_HOST_TWICE,
        ROUTE_NO_HOST,
        ROUTE_SERVES_NOTHING,
        CLASS_UNSERVED,
    ),
    check,
)
