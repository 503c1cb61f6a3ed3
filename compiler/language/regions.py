"""`regions`, `jurisdictions`: where the system is, and under which law."""

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from compiler.language.block import Block, key
from compiler.language.names import Country, JurisdictionName, Paper, RegionRef
from compiler.language.scalars import Count, Date, OrNone

State = Literal["planned", "joining", "active", "lost", "decommissioning", "retired"]


class Jurisdiction(Block):
    """A set of countries under one law, beside those that come with the facts (EU, and every other country alone)."""

    countries: list[Country] = key("The countries in it, as ISO 3166 codes.", example="[AU, NZ]")


class _Region(Block):
    place: str = key("Where it is, in words. Checked against the facts: people sign what it says.", example="Ireland")
    jurisdiction: JurisdictionName = key(
        "The law that its data is under. Checked against the country of the region.", example="EU"
    )
    state: State = key(
        "Where it is in its life. planned: its range is kept, and nothing is built. joining: built, and gets copies, "
        "but serves nobody. active. lost: a person says so, after a promotion; nothing in it is touched. "
        "decommissioning: being emptied. retired: what is left of it may be destroyed; then its row may be deleted.",
        default="active",
        environment=True,
    )
    since: Date | None = key(
        "The day since when it has this state.", default=None, absent="not said", example="2026-11-01", environment=True
    )
    until: Date | None = key(
        "While it is lost: the day until when the promises that this breaks are suspended. A joining region that has "
        "such a day is on its way back: until it is active, its recovery region goes on serving its customers.",
        default=None,
        absent="nothing is suspended",
        example="2026-12-01",
        environment=True,
    )
    reference: Paper | None = key(
        "The incident or decision behind this state.", default=None, absent="none", example="INC-142", environment=True
    )


class ServingRegion(_Region):
    """A region that serves customers: their rows are at home in it."""

    role: Literal["serving"] = key("It serves customers of its own.", default="serving")
    recovery: Annotated[RegionRef | None, OrNone()] = key(
        "The region, in the same jurisdiction, that takes over when this one is lost. `none` says there isn't one.",
        example="eu-central-1",
    )
    wave: Annotated[int, Count(1, 99)] = key(
        "Its turn in a release: the lowest first. Its recovery region is released with it.", example="2"
    )


class RecoveryRegion(_Region):
    """A region that keeps the copies of others and serves nobody until one of them is lost."""

    role: Literal["recovery"] = key(
        "It keeps copies, and takes over when the region that names it is lost.", example="recovery"
    )


def _role(row: Any) -> str:
    role = row.get("role") if isinstance(row, dict) else None
    return f"role:{role}" if isinstance(role, str) else "role:serving"


Region = Annotated[
    Annotated[ServingRegion, Tag("role:serving")] | Annotated[RecoveryRegion, Tag("role:recovery")],
    Discriminator(_role),
]
