"""`security`: TLS on every hop, and who may reach what isn't public."""

from ipaddress import IPv4Network
from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.scalars import PrivateNetwork, Within
from compiler.units import Duration

TlsVersion = Literal["TLS1.2", "TLS1.3"]


def _hop(what: str) -> TlsVersion | None:
    exception: TlsVersion | None = key(
        f"The lowest version {what}, where it is below the minimum.",
        default=None,
        absent="as minimum",
        example="TLS1.2",
    )
    return exception


class Tls(Block):
    """The lowest TLS version accepted on each hop. A hop below the minimum is acknowledged by name."""

    minimum: TlsVersion = key("On every hop that isn't named.", example="TLS1.3")
    visitor_to_cdn: TlsVersion | None = _hop("from visitors to the CDN")
    cdn_to_alb: TlsVersion | None = _hop("from the CDN to the load balancer")
    visitor_to_alb: TlsVersion | None = _hop("from visitors to the load balancer")
    alb_to_app: TlsVersion | None = _hop("from the load balancer to a task")
    app_to_database: TlsVersion | None = _hop("from a task to the database")
    app_to_cache: TlsVersion | None = _hop("from a task to the cache")
    database_to_database: TlsVersion | None = _hop("between databases that replicate")
    health_checker_to_alb: TlsVersion | None = _hop("from Route 53's health checkers to their listener")


class Allow(Block):
    """Networks that may reach what isn't public. `[]`: nobody from outside."""

    admin: list[Annotated[IPv4Network, PrivateNetwork()]] = key(
        "To the administration endpoints.", example="[203.0.113.0/24]", environment=True
    )
    database: list[Annotated[IPv4Network, PrivateNetwork()]] = key(
        "To the databases, through the operators' way in.", example="[203.0.113.0/24]", environment=True
    )


class Security(Block):
    """What differs from the rule. Encryption at rest, private subnets, MFA and least privilege have no switch."""

    tls: Tls = key("TLS by hop.", example="{ minimum: TLS1.3 }")
    allow: Allow = key("Who may reach what isn't public.", example="{ admin: [], database: [] }", environment=True)
    key_rotation: Annotated[Duration, Within("90d", "2560d")] = key(
        "How often KMS changes the material of a key.", default=Duration.parse("365d"), example="365d"
    )
