"""`network`: addresses and zones of every region."""

from ipaddress import IPv4Network
from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.scalars import Count, Pool, PrivateNetwork


class Network(Block):
    """The network of a region. Which range it gets follows from its number in `regions/`."""

    pool: Annotated[IPv4Network, Pool()] = key(
        "The private range that regions take theirs from: a /16 each from a /10 or wider, less from a narrower one, "
        "which may be a /14 at least. It has room for every region that Atlas knows.",
        example="10.0.0.0/10",
        environment=True,
    )
    zones: Annotated[int, Count(1, 6)] = key("Availability zones used in each region.", example="3", environment=True)
    nat: Literal["per_zone", "one", "none"] = key(
        "NAT gateways: one a zone, one for all (a lost zone then takes the way out of all), or none.",
        example="per_zone",
        environment=True,
    )
    reserved: list[Annotated[IPv4Network, PrivateNetwork()]] = key(
        "Ranges of other networks that will be connected: no region's range may overlap them.",
        default=[],
        example="[10.200.0.0/16]",
        environment=True,
    )
