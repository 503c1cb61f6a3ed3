"""Addresses: each region's range follows from its number in `regions/`, each subnet from its tier and zone.

So adding or removing a region, a zone or a tier moves nobody else.
"""

from __future__ import annotations

from ipaddress import IPv4Network

from compiler.model.regions import RegionNetwork, Zone

NUMBERS = 64
"""How many regions a pool has room for: `regions/` numbers them from 0."""

_WIDEST_VPC = 16
_SUBNET_BITS = 5
_TIERS = ("public", "application", "data")
_ZONES_A_TIER = 8


def range_of(pool: IPv4Network, number: int) -> IPv4Network:
    """The range of the region with this number: a 64th of the pool, at most a /16 (the widest that a VPC may have)."""
    prefix = max(_WIDEST_VPC, pool.prefixlen + NUMBERS.bit_length() - 1)
    return _part(pool, prefix, number)


def network_of(pool: IPv4Network, number: int, zone_ids: tuple[str, ...]) -> RegionNetwork:
    """The range of a region, and a subnet for each tier in each of its zones."""
    cidr = range_of(pool, number)

    def subnet(tier: str, zone: int) -> IPv4Network:
        return _part(cidr, cidr.prefixlen + _SUBNET_BITS, _TIERS.index(tier) * _ZONES_A_TIER + zone)

    zones = tuple(
        Zone(zone_id, subnet("public", index), subnet("application", index), subnet("data", index))
        for index, zone_id in enumerate(zone_ids)
    )
    return RegionNetwork(cidr, zones)


def _part(network: IPv4Network, prefix: int, index: int) -> IPv4Network:
    start = int(network.network_address) + index * 2 ** (32 - prefix)
    return IPv4Network((start, prefix))
