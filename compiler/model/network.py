"""What the addresses of all regions are taken from."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Literal

from compiler.frozen import frozen


@frozen
class Network:
    """What the addresses of all regions are taken from."""

    pool: IPv4Network
    zones: int
    nat: Literal["per_zone", "one", "none"]
    reserved: tuple[IPv4Network, ...]
