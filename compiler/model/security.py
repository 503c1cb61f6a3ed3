"""TLS on every hop, and who may reach what isn't public."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Network
from typing import Literal

from compiler.units import Duration

TlsVersion = Literal["TLS1.2", "TLS1.3"]


@dataclass(frozen=True, slots=True)
class Tls:
    """The lowest version accepted on each hop; None where it is the minimum."""

    minimum: TlsVersion
    visitor_to_cdn: TlsVersion | None
    cdn_to_alb: TlsVersion | None
    visitor_to_alb: TlsVersion | None
    alb_to_app: TlsVersion | None
    app_to_database: TlsVersion | None
    app_to_cache: TlsVersion | None
    database_to_database: TlsVersion | None
    health_checker_to_alb: TlsVersion | None


@dataclass(frozen=True, slots=True)
class Allow:
    """Networks that may reach what isn't public."""

    admin: tuple[IPv4Network, ...]
    database: tuple[IPv4Network, ...]


@dataclass(frozen=True, slots=True)
class Security:
    """What differs from the rule that everything is encrypted, private and least-privileged."""

    tls: Tls
    allow: Allow
    key_rotation: Duration
