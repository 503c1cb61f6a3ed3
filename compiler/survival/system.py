"""The system as survival sees it: homes with their seats and standbys, and what each data set needs."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.frozen import frozen
from compiler.model.compute import Tasks
from compiler.model.data import grouped, living
from compiler.model.deployment import Deployment
from compiler.model.entities import ResidencyClass
from compiler.model.survival import DataSet


@frozen
class Home:
    """Where rows belong: the region that serves it now, and the one that stands by for it, if any."""

    id: str
    jurisdiction: str
    seat: str
    standby: str | None
    may_write: bool


@frozen
class Data:
    """A data set, and what is declared of its stores and of the services that answer with it.

    `found_anywhere` says whether a name leads visitors to any home that has a copy of it.
    """

    set: DataSet
    residency: ResidencyClass
    database: str
    has_replica: bool
    replicated: bool
    instances: int
    restorable: bool
    buckets: tuple[str, ...]
    caches: tuple[str, ...]
    tasks: tuple[Tasks, ...]
    found_anywhere: bool


@frozen
class System:
    """`homes` are all that are seated and answer, by id; `writers` are the homes that may write for others, first the
    one that does."""

    deployment: Deployment
    homes: Mapping[str, Home]
    writers: tuple[Home, ...]
    data: tuple[Data, ...]

    def writer_for(self, data: Data, home: Home) -> Home | None:
        """The home that writes rows of a class with one writer, as `home` sees it."""
        return next(iter(self.writers_for(data, home)), None)

    def writers_for(self, data: Data, home: Home) -> tuple[Home, ...]:
        """The same with its successors, in order."""
        inside = data.residency.copies == "jurisdiction"
        return tuple(one for one in self.writers if not inside or one.jurisdiction == home.jurisdiction)


def system_of(deployment: Deployment) -> System:
    """What survival needs to know of one environment."""
    homes = {home.id: home for name in deployment.regions if (home := _home(name, deployment)) is not None}
    replication = deployment.replication
    order = (replication.writer, *replication.successors) if replication else ()
    writers = tuple(homes[name] for name in dict.fromkeys(order) if name in homes and homes[name].may_write)
    return System(deployment, homes, writers, tuple(_data(one, deployment) for one in data_sets(deployment)))


def data_sets(deployment: Deployment) -> tuple[DataSet, ...]:
    """The entities of one environment by class and stores, sorted by name: however long they are kept."""
    return tuple(
        DataSet(one.name, one.class_, one.stores, one.members)
        for one in grouped(living(deployment), by_retention=False)
    )


def _home(name: str, deployment: Deployment) -> Home | None:
    row = deployment.regions[name]
    if not row.answers or row.seat is None:
        return None
    return Home(row.id, row.jurisdiction, row.seat, row.standby, row.may_write)


def _data(one: DataSet, deployment: Deployment) -> Data:
    database = next(store for store in one.stores if store.startswith("database."))
    row = deployment.database[_name(database)]
    buckets = tuple(store for store in one.stores if store.startswith("storage."))
    recovers = [row.recovers_by, *(deployment.storage[_name(bucket)].recovers_by for bucket in buckets)]
    routes = [route for route in deployment.routing.values() if one.class_ in route.serves]
    services = sorted({_name(route.to) for route in routes})
    return Data(
        set=one,
        residency=deployment.classes[one.class_],
        database=database,
        has_replica=row.recovers_by == "replica",
        replicated=row.recovers_by == "replica" and all(how == "copy" for how in recovers[1:]),
        instances=2 if row.multi_az else 1,
        restorable="none" not in recovers,
        buckets=buckets,
        caches=tuple(store for store in one.stores if store.startswith("cache.")),
        tasks=tuple(deployment.compute[name].tasks for name in services if name in deployment.compute),
        found_anywhere=any(route.steer != "home" for route in routes),
    )


def _name(store: str) -> str:
    return store.partition(".")[2]
