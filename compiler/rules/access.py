"""Who may reach what isn't public: networks so wide that it would be public after all."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule

ACCESS_TOO_WIDE = Code("access-too-wide", "A network that lets too many in")

_WIDEST = 16
"""Bits of a public network that one company has: of those with more addresses there are a few dozen in the world."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every network that operators come from."""
    del context
    allow = deployment.security.allow
    for key, networks in (("admin", allow.admin), ("database", allow.database)):
        for index, network in enumerate(networks):
            if network.prefixlen < _WIDEST and not _is_private(network):
                yield _too_wide(key, index, network)


def _is_private(network: IPv4Network) -> bool:
    """Whether nobody is there who isn't inside already (RFC 1918)."""
    return network.prefixlen >= 8 and network.is_private


def _too_wide(key: str, index: int, network: IPv4Network) -> Diagnostic:
    who = "everybody" if network.prefixlen == 0 else f"{network.num_addresses:,} addresses"
    thing = "the databases" if key == "database" else "the administration endpoints"
    return Diagnostic(
        ACCESS_TOO_WIDE,
        f"`{network}` lets {who} reach {thing}.",
        "Whoever finds a password from there is in: what isn't public must not be one password away from it.",
        "Write the network of your operators, such as `203.0.113.0/24`, or `[]`: nobody from outside.",
        ("security", "allow", key, index),
    )


RULE = Rule((ACCESS_TOO_WIDE,), check)
