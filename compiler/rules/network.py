"""Addresses and zones: what a region has to have for what is declared."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.rules.rule import Context, Rule
from compiler.world.regions import region

ZONES_TOO_FEW = Code("zones-too-few", "A region has fewer zones than declared")
NETWORK_OVERLAP = Code("network-overlap", "A region's range overlaps a reserved one")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every region's zones and range."""
    del context
    for row in deployment.regions.values():
        has = len(region(row.id).zones)
        if has < deployment.network.zones:
            yield Diagnostic(
                ZONES_TOO_FEW,
                f"{row.id} has {has} availability zones, and {deployment.network.zones} are declared.",
                "Every region is built alike: what is promised for a lost zone counts on each of them.",
                f"Write `zones: {has}`.",
                ("network", "zones"),
            )
        for index, reserved in enumerate(deployment.network.reserved):
            if reserved.overlaps(row.network.cidr):
                yield Diagnostic(
                    NETWORK_OVERLAP,
                    f"`{reserved}` is reserved, and {row.id} gets {row.network.cidr}.",
                    "Networks with common addresses can't be connected, and a network's range can't be changed later.",
                    "Take another `pool`, or correct the reserved range.",
                    ("network", "reserved", index),
                )


RULE = Rule((ZONES_TOO_FEW, NETWORK_OVERLAP), check)
