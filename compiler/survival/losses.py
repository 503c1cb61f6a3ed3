"""What can be lost, and what of the system remains then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.survival import Lost
from compiler.survival.system import Data, System
from compiler.world import control_planes

CONTROL_PLANES = Lost("control-planes", control_planes.CONTROL_PLANES.region)
"""Without them nothing can be changed, and nothing stops."""
CLOUDFLARE = Lost("cloudflare", "")
WRITER = Lost("writer", "")


@frozen
class Remains:
    """`dead` regions; `hurt` regions with the number of their lost zones; `cut` links; the region `without_databases`,
    which stands; whether host `names` can still be looked up."""

    dead: frozenset[str]
    hurt: Mapping[str, int]
    cut: frozenset[frozenset[str]]
    without_databases: str | None
    names: bool

    def keeps(self, data: Data, region: str) -> bool:
        """Whether the database of a data set lives in a region."""
        if region in self.dead or region == self.without_databases:
            return False
        return self.hurt.get(region, 0) < data.instances

    def connected(self, one: str, other: str) -> bool:
        """Whether two regions reach each other; a region always reaches itself."""
        return frozenset((one, other)) not in self.cut

    @property
    def touched(self) -> frozenset[str]:
        """Regions in which something is different."""
        alone = {self.without_databases} if self.without_databases else set[str]()
        return frozenset(self.dead.union(self.hurt, alone, *self.cut))


def losses_of(system: System) -> tuple[Lost, ...]:
    """All that can be lost by itself: each zone and region, each link that data takes, the control planes, Cloudflare,
    and the databases of the region that writes for all."""
    deployment = system.deployment
    built = [row for row in deployment.regions.values() if row.runs]
    written = any(data.residency.writes == "single" for data in system.data) and system.writers
    return (
        *(Lost("zone", zone.id) for row in built for zone in row.network.zones),
        *(Lost("region", row.id) for row in built),
        *(Lost("link", link) for link in sorted(set(_links(system)))),
        CONTROL_PLANES,
        CLOUDFLARE,
        *([WRITER] if written else []),
    )


def _links(system: System) -> Iterator[str]:
    """Pairs of regions between which rows flow: a home that only joins answers nobody, but gets copies already."""
    regions = system.deployment.regions
    seats = {row.id: row.seat for row in regions.values() if row.has_copies and row.seat is not None}
    for home in seats:
        standby = regions[home].standby
        if standby is not None:
            yield link(home, standby)
    replication = system.deployment.replication
    for publication in replication.publications if replication else ():
        for stream in publication.streams:
            ends = (seats[stream.publisher], seats[stream.subscriber])
            if len(set(ends)) > 1:
                yield link(*ends)


def link(one: str, other: str) -> str:
    """The name of the link between two regions."""
    return "~".join(sorted((one, other)))


def remains(system: System, lost: Iterable[Lost]) -> Remains:
    """What remains after all of these are lost at the same time."""
    every = tuple(lost)
    zones = _hurt(system.deployment, {one.thing for one in every if one.failure == "zone"})
    used = {row.id: len(row.network.zones) for row in system.deployment.regions.values()}
    dead = {one.thing for one in every if one.failure == "region"}
    dead |= {region for region, count in zones.items() if count == used[region]}
    return Remains(
        dead=frozenset(dead),
        hurt={region: count for region, count in zones.items() if region not in dead},
        cut=frozenset(frozenset(one.thing.split("~")) for one in every if one.failure == "link"),
        without_databases=system.writers[0].seat if WRITER in every and system.writers else None,
        names=CLOUDFLARE not in every or system.deployment.cdn is None,
    )


def _hurt(deployment: Deployment, zones: set[str]) -> dict[str, int]:
    counts = {row.id: sum(zone.id in zones for zone in row.network.zones) for row in deployment.regions.values()}
    return {region: count for region, count in counts.items() if count}
