"""Environments beside each other: what each needs for itself, which comes after which, and who may promise less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Across, Context
from compiler.suggest import alternatives

ACCOUNT_SHARED = Code("account-shared", "Two environments in one account")
DOMAIN_SHARED = Code("domain-shared", "Two environments at one name")
ENVIRONMENT_AFTER = Code("environment-after", "Environments that wait for each other")
PROMISES_REPORTED = Code("promises-reported", "Data of people under promises that nobody enforces")

_BASE = "production"


def check(deployments: Mapping[str, Deployment], context: Context) -> Iterator[Diagnostic]:
    """Every environment against those before it, production first. Address ranges may be the same: no network of one
    environment meets one of another."""
    del context
    names = sorted(deployments, key=lambda name: (name != _BASE, name))
    for position, name in enumerate(names):
        for earlier in names[:position]:
            yield from _account(deployments[name], deployments[earlier])
            yield from _domain(deployments[name], deployments[earlier])
        yield from _reported(deployments[name])
    yield from _after({name: deployments[name].environment.after for name in names})


def _account(one: Deployment, other: Deployment) -> Iterator[Diagnostic]:
    if one.environment.account == other.environment.account:
        yield Diagnostic(
            ACCOUNT_SHARED,
            f"`{one.environment.name}` is in the account of `{other.environment.name}`.",
            "Limits, roles and bills are an account's: what is tried in one environment could stop the other, and who "
            "may destroy the one may destroy both.",
            f"Give `{one.environment.name}` an account of its own.",
            ("environments", one.environment.name, "account"),
        )


def _domain(one: Deployment, other: Deployment) -> Iterator[Diagnostic]:
    name, there = one.environment.name, other.environment.name
    shared = sorted(_hosts(one) & _hosts(other))
    if one.domain == other.domain:
        what = f"`{name}` has the domain of `{there}`, {one.domain}."
    elif shared:
        what = f"`{name}` would answer at {shared[0]}, as `{there}` does."
    else:
        return
    yield Diagnostic(
        DOMAIN_SHARED,
        what,
        "A name leads to one place: who looks for the one environment would end in the other.",
        f"Write another `domain:` under `environments.{name}.override`.",
        ("environments", name, "override", "domain"),
    )


def _hosts(deployment: Deployment) -> set[str]:
    hosts = {host for region in deployment.regions.values() for host in region.hosts.values()}
    hosts |= {host for route in deployment.routing.values() for host in route.hosts}
    return hosts | ({deployment.cdn.host} if deployment.cdn else set())


def _reported(deployment: Deployment) -> Iterator[Diagnostic]:
    environment = deployment.environment
    if environment.name == _BASE and environment.data == "synthetic":
        yield Diagnostic(
            PROMISES_REPORTED,
            f"`{_BASE}` says that it holds no data of people.",
            "It is the body of the file, and what is signed: without data of people, no transfer of it needs a paper.",
            "Delete `data: synthetic`; what is tried with made-up data is another environment.",
            ("environments", _BASE, "data"),
        )
    elif environment.promises == "reported" and environment.data == "real":
        yield Diagnostic(
            PROMISES_REPORTED,
            f"`{environment.name}` holds data of people, and only reports the promises that it breaks.",
            "Then no gap of it needs a name that answers for it, and no budget stops it: what is signed would hold for "
            "another system.",
            "Write `data: synthetic` if nobody's data is in it, or `promises: enforced`.",
            ("environments", environment.name, "promises"),
        )


def _after(after: Mapping[str, str | None]) -> Iterator[Diagnostic]:
    """One finding for each circle, at the first of its environments."""
    for name in after:
        circle = _circle(name, after)
        if circle and min(circle) == name:
            yield Diagnostic(
                ENVIRONMENT_AFTER,
                f"`{name}` comes after itself."
                if len(circle) == 1
                else f"{alternatives(circle, 'and')} come after each other, in a circle.",
                "A version runs in an environment when it has run in the one before: here it would never begin.",
                "Write `after: none` in the one that a version reaches first.",
                ("environments", name, "after"),
            )


def _circle(name: str, after: Mapping[str, str | None]) -> list[str]:
    """The environments from here back to here; none where the way doesn't come back."""
    way = [name]
    while (onward := after.get(way[-1])) is not None and onward not in way:
        way.append(onward)
    return way if after.get(way[-1]) == name else []


RULE = Across((ACCOUNT_SHARED, DOMAIN_SHARED, ENVIRONMENT_AFTER, PROMISES_REPORTED), check)
