"""Addresses: for every pool that the language allows, all known regions at once."""

from ipaddress import IPv4Network
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from systems import model

from compiler.language.scalars import Pool
from compiler.model.regions import RegionNetwork
from compiler.resolve.network import NUMBERS, network_of, range_of
from compiler.world.regions import regions


@st.composite
def pools(draw: st.DrawFn) -> IPv4Network:
    """Any pool that the language allows."""
    widest = draw(st.sampled_from(Pool.private))
    prefix = draw(st.integers(widest.prefixlen, Pool.narrowest))
    position = draw(st.integers(0, 2 ** (prefix - widest.prefixlen) - 1))
    return IPv4Network((int(widest.network_address) + position * 2 ** (32 - prefix), prefix))


def subnets(network: RegionNetwork) -> list[IPv4Network]:
    return [subnet for zone in network.zones for subnet in (zone.public, zone.application, zone.data)]


def disjoint(networks: list[IPv4Network]) -> bool:
    ordered = sorted(networks)
    return all(first.broadcast_address < second.network_address for first, second in pairwise(ordered))


def test_every_known_region_has_a_number_of_its_own_that_a_pool_has_room_for() -> None:
    numbers = [region.number for region in regions()]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number < NUMBERS for number in numbers)


@given(pools())
def test_the_ranges_of_all_regions_are_in_the_pool_and_apart(pool: IPv4Network) -> None:
    ranges = [range_of(pool, number) for number in range(NUMBERS)]
    assert all(one.subnet_of(pool) for one in ranges)
    assert disjoint(ranges)
    assert all(one.prefixlen >= 16 for one in ranges), "no VPC is wider than a /16"


@settings(deadline=None)
@given(pools(), st.sampled_from(regions()), st.integers(1, 6))
def test_subnets_are_inside_apart_and_as_aws_takes_them(pool: IPv4Network, region, zones: int) -> None:
    network = network_of(pool, region.number, region.zones[:zones])
    assert [zone.id for zone in network.zones] == list(region.zones[:zones])
    assert all(subnet.subnet_of(network.cidr) for subnet in subnets(network))
    assert disjoint(subnets(network))
    assert all(16 <= subnet.prefixlen <= 28 for subnet in subnets(network))


@given(pools(), st.sampled_from(regions()))
def test_a_zone_more_moves_no_subnet(pool: IPv4Network, region) -> None:
    before, after = (network_of(pool, region.number, region.zones[:count]) for count in (2, 3))
    assert after.cidr == before.cidr
    assert after.zones[:2] == before.zones


def test_a_region_more_or_less_moves_no_other() -> None:
    more = {
        "regions.ap-northeast-1": {"place": "Tokyo", "jurisdiction": "JP", "recovery": "none", "wave": "4"},
        "regions.us-west-2": {"place": "Oregon", "jurisdiction": "US", "role": "recovery", "state": "planned"},
    }
    before, after = model().regions, model(more).regions
    assert "ap-northeast-1" in after
    assert {name: region.network for name, region in before.items()} == {
        name: region.network for name, region in after.items() if name in before
    }
    staging = model(environment="staging").regions
    assert set(staging) < set(before)


@pytest.mark.parametrize(
    ("pool", "number", "cidr"),
    [
        ("10.0.0.0/10", 0, "10.0.0.0/16"),
        ("10.0.0.0/10", 63, "10.63.0.0/16"),
        ("10.0.0.0/8", 63, "10.63.0.0/16"),
        ("10.64.0.0/10", 8, "10.72.0.0/16"),
        ("172.16.0.0/12", 63, "172.31.192.0/18"),
        ("10.4.0.0/14", 1, "10.4.16.0/20"),
    ],
)
def test_a_range_follows_from_pool_and_number(pool: str, number: int, cidr: str) -> None:
    assert str(range_of(IPv4Network(pool), number)) == cidr


def test_the_subnets_of_one_region_are_where_people_look_for_them() -> None:
    network = model().regions["ap-southeast-1"].network
    assert str(network.cidr) == "10.8.0.0/16"
    assert [(zone.id, str(zone.public), str(zone.application), str(zone.data)) for zone in network.zones] == [
        ("apse1-az1", "10.8.0.0/21", "10.8.64.0/21", "10.8.128.0/21"),
        ("apse1-az2", "10.8.8.0/21", "10.8.72.0/21", "10.8.136.0/21"),
        ("apse1-az3", "10.8.16.0/21", "10.8.80.0/21", "10.8.144.0/21"),
    ]
