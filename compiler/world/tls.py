"""The best TLS minimum that can be had on each hop: the highest version below which the provider can refuse.

A higher minimum than this can be declared, but nobody could keep it. The hops are those of `security.tls`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

from compiler.frozen import frozen
from compiler.world.sources import Confidence

Version = Literal["TLS1.2", "TLS1.3"]

_ZONE = "github.com/cloudflare/terraform-provider-cloudflare, docs/resources/zone_setting.md"
_POLICIES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html"
_ORIGIN = "https://developers.cloudflare.com/ssl/origin-configuration/cipher-suites/"
_POSTGRES = "https://www.postgresql.org/docs/current/runtime-config-connection.html, ssl_min_protocol_version"
_RDS = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html"


@frozen
class Best:
    """One hop: the best minimum, what sets it, and where that is said. `as_of` is a date as precise as it is known."""

    hop: str
    version: Version
    how: str
    source: str
    as_of: str
    confidence: Confidence
    note: str | None = None


_ALB = Best(
    hop="visitor_to_alb",
    version="TLS1.3",
    how="the listener's policy ELBSecurityPolicy-TLS13-1-3-2021-06",
    source=_POLICIES,
    as_of="2026-11",
    confidence=Confidence.HIGH,
)
_DATABASE = Best(
    hop="app_to_database",
    version="TLS1.3",
    how="ssl_min_protocol_version = TLSv1.3 in the parameter group, with rds.force_ssl",
    source=f"{_POSTGRES} (since PostgreSQL 12); {_RDS}",
    as_of="2026-11",
    confidence=Confidence.MEDIUM,
    note="RDS says that it speaks TLS 1.3; that its parameter group takes TLSv1.3 as the minimum wasn't tried.",
)

BEST: Mapping[str, Best] = {
    found.hop: found
    for found in (
        Best(
            hop="visitor_to_cdn",
            version="TLS1.3",
            how="the zone's setting min_tls_version",
            source=_ZONE,
            as_of="2026-07-10",
            confidence=Confidence.HIGH,
        ),
        replace(
            _ALB,
            hop="cdn_to_alb",
            source=f"{_POLICIES}; {_ORIGIN}",
            note="Cloudflare offers TLS 1.3 to the origin and sets no minimum there; the load balancer refuses.",
        ),
        _ALB,
        Best(
            hop="alb_to_app",
            version="TLS1.3",
            how="the task refuses less",
            source=_POLICIES,
            as_of="2026-11",
            confidence=Confidence.MEDIUM,
            note="Behind a listener with a TLS 1.3 policy the load balancer offers 1.0 to 1.3 to its targets, and the "
            "task decides. Of network and gateway load balancers AWS says that their HTTPS health checks can't speak "
            "1.3; of application load balancers it says nothing.",
        ),
        _DATABASE,
        Best(
            hop="app_to_cache",
            version="TLS1.2",
            how="ElastiCache refuses less by itself",
            source="https://aws.amazon.com/about-aws/whats-new/2024/05/amazon-elasticache-minimum-tls-version-1-2",
            as_of="2024-05-08",
            confidence=Confidence.HIGH,
            note="Redis 6 and newer. ElastiCache speaks 1.3 too, but has no setting that refuses 1.2.",
        ),
        replace(_DATABASE, hop="database_to_database"),
        Best(
            hop="health_checker_to_alb",
            version="TLS1.2",
            how="the policy of a listener of its own",
            source="botocore 1.44.5, route53 HealthCheckConfig; "
            "https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html",
            as_of="2026-11",
            confidence=Confidence.HIGH,
            note="Route 53's checkers speak TLS 1.0 to 1.2. Behind a listener that takes 1.3 alone every HTTPS check "
            "is red; and where all are red, Route 53 answers as if all were green.",
        ),
    )
}
"""Hop -> the best that can be had on it, in the order of the way of a request."""


def best(hop: str) -> Best | None:
    """The best minimum of a hop such as `app_to_cache`; None where Atlas has no fact of it."""
    return BEST.get(hop)
