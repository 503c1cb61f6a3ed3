"""TLS on every hop, and who may reach what isn't public."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Filled
from compiler.units import Duration

TlsVersion = Literal["TLS1.2", "TLS1.3"]
_Hop = Annotated[TlsVersion, Filled("security.tls.minimum")]


@frozen
class Tls:
    """The lowest version accepted on each hop."""

    minimum: TlsVersion
    visitor_to_cdn: _Hop
    cdn_to_alb: _Hop
    visitor_to_alb: _Hop
    alb_to_app: _Hop
    app_to_database: _Hop
    app_to_cache: _Hop
    database_to_database: _Hop
    health_checker_to_alb: _Hop


@frozen
class Allow:
    """Networks that may reach what isn't public."""

    admin: tuple[IPv4Network, ...]
    database: tuple[IPv4Network, ...]


@frozen
class Security:
    """What differs from the rule that everything is encrypted, private and least-privileged."""

    tls: Tls
    allow: Allow
    key_rotation: Duration
