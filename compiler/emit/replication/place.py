"""One database at one home: everything that its files are made from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from compiler.emit.replication.tables import Table, heartbeats_of, is_writer, publications_of, tables_of
from compiler.emit.replication.versions import Version
from compiler.frozen import frozen
from compiler.model.database import Roles
from compiler.model.deployment import Deployment
from compiler.model.replication import Publication, Stream

_TablesOf = Callable[[str, frozenset[str]], tuple[Table, ...]]


@frozen
class Place:
    """The database `database` (called `dbname` in its server) of the rows that are at home in `home`; `region` serves
    them now. `publications` have a copy here; `writers` are the classes with one writer and whether it is this home.
    """

    environment: str
    home: str
    region: str
    database: str
    dbname: str
    version: Version
    roles: Roles
    tables: tuple[Table, ...]
    publications: tuple[Publication, ...]
    writers: tuple[tuple[str, bool], ...]

    @property
    def title(self) -> str:
        """As PostgreSQL tells it of `atlas.node`."""
        return f"{self.environment}, {self.home}, {self.database}"

    @property
    def folder(self) -> str:
        return f"{self.home}/{self.database}"

    @property
    def entities(self) -> tuple[Table, ...]:
        """The application's tables."""
        return tuple(table for table in self.tables if not table.is_heartbeat)

    @property
    def heartbeats(self) -> tuple[Table, ...]:
        return tuple(table for table in self.tables if table.is_heartbeat)

    @property
    def schemas(self) -> tuple[str, ...]:
        """The schemas that the application's tables are in."""
        return tuple(sorted({table.schema for table in self.entities}))

    @property
    def sent(self) -> tuple[tuple[Publication, Stream], ...]:
        """The streams that leave from here."""
        return tuple((each, stream) for each, stream in self._streams() if stream.publisher == self.home)

    @property
    def received(self) -> tuple[tuple[Publication, Stream], ...]:
        """The streams that arrive here."""
        return tuple((each, stream) for each, stream in self._streams() if stream.subscriber == self.home)

    def carried_by(self, publication: Publication) -> tuple[Table, ...]:
        """The tables of a publication."""
        return tuple(table for table in self.tables if table.publication == publication.name)

    def _streams(self) -> Iterator[tuple[Publication, Stream]]:
        for publication in self.publications:
            for stream in publication.streams:
                yield publication, stream


def places_of(model: Deployment) -> tuple[Place, ...]:
    """Every database that keeps tables, at every home that a region serves; sorted by home, then by database."""
    kept = {each.database for each in model.entities.values() if each.state != "retired"}
    tables = cache(partial(tables_of, model))  # the same at all homes that write the same classes
    return tuple(
        _place(model, home.id, home.seat, database, tables)
        for home in model.homes
        if home.seat is not None
        for database, row in model.database.items()
        if row.state != "retired" and database in kept
    )


def _place(model: Deployment, home: str, region: str, database: str, tables: _TablesOf) -> Place:
    row = model.database[database]
    single = {
        name: is_writer(model, residency, database, home)
        for name, residency in model.classes.items()
        if residency.writes == "single"
    }
    here = (
        *tables(database, frozenset(name for name, is_here in single.items() if is_here)),
        *heartbeats_of(model, database, home),
    )
    return Place(
        environment=model.environment.name,
        home=home,
        region=region,
        database=database,
        dbname=row.database,
        version=Version(row.major),
        roles=row.roles,
        tables=here,
        publications=tuple(each for each in publications_of(model, database) if home in each.homes),
        writers=tuple((name, single[name]) for name in sorted({table.class_ for table in here}) if name in single),
    )
