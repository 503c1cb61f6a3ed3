"""What the addresses of all regions are taken from."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal


@dataclass(frozen=True, slots=True)
class Network:
    """What the addresses of all regions are taken from."""

    pool: IPv4Network
    zones: int
    nat: Literal["per_zone", "one", "none"]
    reserved: tuple[IPv4Network, ...]
