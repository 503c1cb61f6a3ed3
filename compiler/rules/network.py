"""Addresses and zones: what a region has to have for what is declared."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed
from compiler.world.regions import region

ZONES_TOO_FEW = Code("zones-too-few", "A region has fewer zones than declared")
NETWORK_OVERLAP = Code("network-overlap", "A region's range overlaps a reserved one")
ADDRESSES_SHORT = Code("addresses-short", "More tasks than addresses")

_NOT_OURS = 5
"""Addresses of each subnet that AWS keeps for itself. (VPC user guide, subnet-sizing, read 2026-11.)"""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every region's zones, range and addresses."""
    del context
    yield from _zones(deployment)
    yield from _addresses(deployment)
    yield from _overlaps(deployment)


def _zones(deployment: Deployment) -> Iterator[Diagnostic]:
    wanted = deployment.network.zones
    few = {row.id: has for row in deployment.regions.values() if (has := len(region(row.id).zones)) < wanted}
    if few:
        fewest = min(few.values())
        regions = [name for name, has in few.items() if has == fewest]
        yield Diagnostic(
            ZONES_TOO_FEW,
            f"{listed(regions, most=5)} {'has' if len(regions) == 1 else 'have'} {fewest} availability zones, and "
            f"{wanted} are declared.",
            "Every region is built alike: what is promised for a lost zone counts on each of them.",
            f"Write `zones: {fewest}`.",
            ("network", "zones"),
        )


def _overlaps(deployment: Deployment) -> Iterator[Diagnostic]:
    for index, reserved in enumerate(deployment.network.reserved):
        hit = [row for row in deployment.regions.values() if reserved.overlaps(row.network.cidr)]
        if hit:
            others = f", and {len(hit) - 1} more region{'s' if len(hit) > 2 else ''} one in it" if len(hit) > 1 else ""
            yield Diagnostic(
                NETWORK_OVERLAP,
                f"`{reserved}` is reserved, and {hit[0].id} gets {hit[0].network.cidr}{others}.",
                "Networks with common addresses can't be connected, and a network's range can't be changed later.",
                "Take another `pool`, or correct the reserved range.",
                ("network", "reserved", index),
            )


def _addresses(deployment: Deployment) -> Iterator[Diagnostic]:
    """Each task takes an address of its own, in the application subnets of its region."""
    subnets = [[zone.application for zone in row.network.zones] for row in deployment.regions.values()]
    have = min((sum(one.num_addresses - _NOT_OURS for one in zones) for zones in subnets), default=0)
    tasks = sum(service.tasks.max for service in deployment.compute.values())
    if subnets and tasks > have:
        pool = deployment.network.pool
        yield Diagnostic(
            ADDRESSES_SHORT,
            f"A region's share of `{pool}` has {have} addresses for tasks, and there can be {tasks}.",
            "Every task needs one: the last ones would never start, and a network's range can't be changed later.",
            "Take a wider `pool`, up to a /10, more `zones`, or fewer tasks at most.",
            ("network", "pool"),
        )


RULE = Rule((ZONES_TOO_FEW, NETWORK_OVERLAP, ADDRESSES_SHORT), check)
