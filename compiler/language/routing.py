"""`routing`: host names, what each may answer with, and how a visitor gets to a region."""

from typing import Literal

from compiler.language.block import Block, key
from compiler.language.names import ClassRef, ServiceRef


class Route(Block):
    """A host name, or one a region."""

    to: ServiceRef | None = key(
        "The service that answers. Required where there are several; one that no name leads to has no load balancer.",
        default=None,
        absent="the only service",
        example="compute.api",
    )
    serves: list[ClassRef] = key("The classes that its answers may hold.", example="[global]")
    steer: Literal["latency", "geolocation", "home"] = key(
        "How a visitor gets to a region: the nearest healthy one (latency), by country (geolocation), or by a name a "
        "region, `<region>.<domain>` (home).",
        example="latency",
    )
    through: Literal["direct", "cdn"] = key(
        "Whether the name leads to the load balancer or through the CDN, where TLS then ends.", default="direct"
    )
