"""`cdn`: Cloudflare in front of static files."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.names import JurisdictionName, ServiceRef, UrlPattern
from compiler.language.scalars import OrNone, Within
from compiler.units import Duration

_Age = Annotated[Duration, Within("0s", "2y")]


class CacheRule(Block):
    """What is kept at the edge, and how long. The first rule that fits a path decides."""

    path: UrlPattern = key("The paths it is about.", example="/assets/*")
    edge: _Age = key("How long Cloudflare keeps it.", example="30d", environment=True)
    browser: _Age = key("How long a browser keeps it.", example="7d", environment=True)


class Cdn(Block):
    """`cdn.<domain>`. What no rule names is never cached."""

    plan: Literal["free", "pro", "business", "enterprise"] = key(
        "Cloudflare's plan, which decides what can be had.", example="pro"
    )
    origin: ServiceRef = key("The service that it asks.", example="compute.api")
    rules: list[CacheRule] = key(
        "What is kept at the edge, in order.", example="[{ path: /assets/*, edge: 30d, browser: 7d }]"
    )
    regional_services: list[JurisdictionName] = key(
        "Jurisdictions in which TLS ends inside the jurisdiction only (Data Localization Suite, Enterprise plan).",
        default=[],
        example="[EU]",
    )
    metadata_boundary: Annotated[Literal["EU", "US"] | None, OrNone()] = key(
        "Where Cloudflare keeps its request logs (Enterprise plan); `none`: wherever it likes.",
        default=None,
        absent="none",
        example="EU",
    )
