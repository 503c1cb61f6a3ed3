"""The one region that AWS runs some services from, for all others. What they have set up goes on without it."""

from __future__ import annotations

from compiler.frozen import frozen
from compiler.world.sources import Confidence


@frozen
class Only:
    """Something that is in one region alone. `as_of` is a date as precise as it is known."""

    region: str
    source: str
    as_of: str
    confidence: Confidence
    note: str


CONTROL_PLANES = Only(
    "us-east-1",
    "AWS Fault Isolation Boundaries, Global services and appendices A and B: "
    "docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/global-services.html",
    "2026-11",
    Confidence.HIGH,
    "Where IAM, Organizations, Route 53 and CloudFront are changed. DNS answers, health checks and permissions that "
    "are there work everywhere without it.",
)
HEALTH_CHECK_METRICS = Only(
    "us-east-1",
    "github.com/awsdocs/amazon-route53-docs at b5a28eb, monitoring-health-checks.md",
    "2023-06-15",
    Confidence.HIGH,
    "CloudWatch has the figures of Route 53's health checks there only, and so the alarms on them and their topics.",
)
