"""Regions: where the system is, which one takes over for which, and what each is called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from ipaddress import IPv4Network
from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed, Fact, Filled

State = Literal["planned", "joining", "active", "lost", "decommissioning", "retired"]


@frozen
class Zone:
    """An availability zone in use. `id` is the same in every account (`euw1-az1`)."""

    id: str
    public: IPv4Network
    application: IPv4Network
    data: IPv4Network


@frozen
class RegionNetwork:
    """The addresses of one region: a /16, with a public, an application and a data subnet in each zone."""

    cidr: IPv4Network
    zones: tuple[Zone, ...]


@frozen
class Region:
    """One region. A serving region is also the name of a *home*: of the rows that belong there, wherever it is served.

    `seat` is the region where the home's databases are written now: itself, or its recovery region while it is lost
    or on its way back (joining, with `until`); None if there is none.
    `standby` is the region that takes over if that is lost: its recovery region, where the home is seated at itself.
    `recovers` are the serving regions that recover here.
    """

    id: Annotated[str, Computed("its key")]
    place: str
    jurisdiction: str
    role: Literal["serving", "recovery"]
    recovery: Annotated[str | None, Filled("its role: a recovery region recovers nowhere itself")]
    wave: Annotated[int | None, Filled("its role: a recovery region is released with the region that names it")]
    state: State
    since: date | None
    until: date | None
    reference: str | None
    number: Annotated[int, Fact("regions/{id}.yaml")]
    short: Annotated[str, Fact("regions/{id}.yaml")]
    country: Annotated[str, Fact("regions/{id}.yaml")]
    city: Annotated[str, Fact("regions/{id}.yaml")]
    seat: Annotated[str | None, Computed("regions.*.state and regions.*.recovery")]
    standby: Annotated[str | None, Computed("regions.*.state and regions.*.recovery")]
    recovers: Annotated[tuple[str, ...], Computed("regions.*.recovery")]
    network: Annotated[RegionNetwork, Computed("network.pool, network.zones and the region's number")]
    names: Annotated[Mapping[str, str], Computed("system, environment, thing, region; short where it must be")]
    hosts: Annotated[Mapping[str, str], Computed("domain, routing and the region")]

    @property
    def exists(self) -> bool:
        """Whether it is anywhere but in the file: it was begun, and isn't gone."""
        return self.state not in ("planned", "retired")

    @property
    def stays(self) -> bool:
        """Whether it was begun and is to be there from now on. One that is lost is rebuilt."""
        return self.state in ("joining", "active", "lost")

    @property
    def is_built(self) -> bool:
        """Whether anything is in it now. One that is wound up still has its data."""
        return self.state in ("joining", "active", "decommissioning")

    @property
    def runs(self) -> bool:
        """Whether versions are released to it, and rows copied to it. One that joins answers nobody yet."""
        return self.state in ("joining", "active")

    @property
    def may_take_over(self) -> bool:
        """Whether a home may count on it as its recovery region. That it is lost is another failure, and ends."""
        return self.state in ("active", "lost")

    def suspended_until(self, day: date) -> date | None:
        """The last day on which the promises of this home are suspended, because its loss is declared; None where they
        hold on `day`."""
        declared = self.role == "serving" and self.state in ("lost", "joining")
        return self.until if declared and self.until is not None and self.until >= day else None

    @property
    def answers(self) -> bool:
        """Whether visitors may be led to this home, wherever it is seated. A lost one is left out by health checks."""
        return self.role == "serving" and (self.state in ("active", "lost") or self.seat not in (None, self.id))

    @property
    def may_write(self) -> bool:
        """Whether the home may write rows that only one home writes. A region that is joining has no rows yet, or is
        on its way back while its recovery region still writes."""
        return self.has_copies and (self.state != "joining" or self.seat != self.id)

    @property
    def has_copies(self) -> bool:
        """Whether rows are replicated to the home of this region."""
        return self.role == "serving" and self.seat is not None
