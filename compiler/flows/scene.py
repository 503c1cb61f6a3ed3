"""What every family of mechanisms looks at: the model, where each home's data is kept now and where it is copied to,
and the data sets of rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.flows.data import published_sets, row_sets, speaking_of
from compiler.frozen import frozen
from compiler.model.database import Database
from compiler.model.deployment import Deployment
from compiler.model.flows import DataSet
from compiler.model.regions import Region
from compiler.model.storage import Bucket
from compiler.units import Duration


@frozen
class Seat:
    """A home with data: the region `at` where it is kept now, and the one that stands by with copies of it, if any.

    Whoever takes over at once is `Region.standby`. Here it is more: a region that joins has copies before it takes
    over; so has a home on its way back, and the recovery region of a home that is wound up.
    """

    home: Region
    at: Region
    standby: Region | None

    @property
    def is_away(self) -> bool:
        return self.at.id != self.home.id


@frozen
class Scene:
    """`seats` by home; `built` are the regions that anything is in; `rows` are the data sets of whole rows.

    `central` are the classes that one home keeps and writes for all, with that home; `recovered` the names of the data
    sets that a recovery region has, too; `published` what each publication sends, by its class and database.
    """

    deployment: Deployment
    seats: Mapping[str, Seat]
    built: tuple[Region, ...]
    rows: tuple[DataSet, ...]
    central: Mapping[str, str]
    recovered: frozenset[str]
    published: Mapping[tuple[str, str], tuple[DataSet, ...]]

    @property
    def running(self) -> tuple[Region, ...]:
        """The regions where services run: where homes are served, and where recovery regions stand by."""
        found = {region.id: region for seat in self.seats.values() for region in (seat.at, seat.standby) if region}
        return tuple(found[name] for name in sorted(found))

    def databases(self, seat: Seat) -> Iterator[tuple[Database, tuple[DataSet, ...]]]:
        """The databases of a home, each with what it keeps. One that isn't recovered is only in its own region."""
        for row in self.deployment.database.values():
            if row.state != "retired" and not (seat.is_away and row.recovers_by == "none"):
                yield row, self.kept(f"database.{row.name}", seat)

    def buckets(self, seat: Seat) -> Iterator[tuple[Bucket, tuple[DataSet, ...]]]:
        """The buckets of a home, as `databases`."""
        for row in self.deployment.storage.values():
            if row.state != "retired" and not (seat.is_away and row.recovers_by == "none"):
                yield row, self.kept(f"storage.{row.name}", seat)

    def kept(self, store: str, seat: Seat) -> tuple[DataSet, ...]:
        """What a store of a home keeps."""
        inside = self.within(store)
        if not self.central:
            return inside
        return tuple(row for row in inside if self.central.get(row.classes[0], seat.home.id) == seat.home.id)

    def within(self, store: str) -> tuple[DataSet, ...]:
        """What the stores of one name keep, at all homes together."""
        return tuple(row for row in self.rows if store in row.stores)

    def met(self, region: Region) -> tuple[DataSet, ...]:
        """What services may meet in a region: all that its own home has, and what is recovered there of others."""
        own = {seat.home.id for seat in self.seats.values() if seat.home.id == seat.at.id == region.id}
        taken = {seat.home.id for seat in self.seats.values() if region in (seat.at, seat.standby)} - own
        return tuple(
            row
            for row in self.rows
            if self._is_with(row, own) or (row.name in self.recovered and self._is_with(row, taken))
        )

    def _is_with(self, row: DataSet, homes: set[str]) -> bool:
        only = self.central.get(row.classes[0])
        return bool(homes) if only is None else only in homes

    def served(self, through: str | None = None) -> tuple[DataSet, ...]:
        """What host names may answer with; only those through the CDN, if asked."""
        routes = self.deployment.routing.values()
        classes = {name for row in routes if through in (None, row.through) for name in row.serves}
        return tuple(row for row in self.rows if row.classes[0] in classes)

    def made(
        self, name: str, rows: Iterable[DataSet] = (), stores: tuple[str, ...] = (), keep: Duration | None = None
    ) -> DataSet:
        """A data set that the system makes by itself, and that may speak of these rows."""
        return speaking_of(name, rows, stores, keep)


def scene_of(deployment: Deployment) -> Scene:
    """Everything that stands now. Regions that are planned, lost or retired have no part in it."""
    seats = {home.id: seat for home in deployment.homes if (seat := _seat(home, deployment))}
    built = tuple(region for region in deployment.regions.values() if region.is_built)
    rows = row_sets(deployment)
    publications = deployment.replication.publications if deployment.replication else ()
    sent = {(row.class_, row.database): published_sets(deployment, row, rows) for row in publications}
    return Scene(deployment, seats, built, rows, _central(deployment), _recovered(deployment, rows), sent)


def _recovered(deployment: Deployment, rows: Iterable[DataSet]) -> frozenset[str]:
    databases = deployment.database.values()
    copied = {f"database.{row.name}" for row in databases if row.recovers_by != "none" and row.state != "retired"}
    return frozenset(row.name for row in rows if not copied.isdisjoint(row.stores))


def _central(deployment: Deployment) -> dict[str, str]:
    holder = deployment.replication.holder if deployment.replication else None
    classes = deployment.classes.values() if holder else ()
    return {row.name: holder for row in classes if holder and row.writes == "single" and not row.is_copied}


def _seat(home: Region, deployment: Deployment) -> Seat | None:
    """Where a home is seated; one that is wound up still has its data in its own region."""
    at = home.id if home.state == "decommissioning" else home.seat
    if at is None:
        return None
    other = home.recovery if at == home.id else home.id
    beside = deployment.regions[other] if other else None
    return Seat(home, deployment.regions[at], beside if beside and beside.runs else None)
