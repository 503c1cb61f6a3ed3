"""The tables of one database at one home, and what may happen to each there."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity, ResidencyClass
from compiler.model.replication import Publication

SCHEMA = "atlas"
"""The schema of everything that Atlas itself keeps in a database."""

_BEATS = ("publisher", "beat_at", "beat_lsn")


@frozen
class Table:
    """A table at one home. `publication` is the one that carries it, `published` the columns that travel.

    `home_column` tells whose row it is where rows are written at home; `writes` and `copies` are its class's answers.
    `is_written` is whether the application may write it here.
    """

    schema: str
    name: str
    entity: str
    class_: str
    copies: str
    writes: str
    delete: str
    home_column: str | None
    key: tuple[str, ...]
    columns: tuple[str, ...]
    published: tuple[str, ...]
    personal: tuple[str, ...]
    publication: str | None
    is_written: bool
    is_heartbeat: bool = False

    @property
    def qualified(self) -> tuple[str, str]:
        return (self.schema, self.name)

    @property
    def title(self) -> str:
        return f"{self.schema}.{self.name}"

    @property
    def is_copied(self) -> bool:
        return self.copies != "home"

    @property
    def own_rows_only(self) -> str | None:
        """The column by which a home publishes its own rows and no others; None where one home writes all rows, or
        where rows don't say whose they are."""
        return self.home_column if self.is_copied and self.writes == "home" else None

    @property
    def needs_identity(self) -> bool:
        """Whether the key alone doesn't tell whose row was changed, as a published filter has to know."""
        return self.own_rows_only is not None and self.own_rows_only not in self.key


def tables_of(model: Deployment, database: str, written: frozenset[str]) -> tuple[Table, ...]:
    """The tables of the entities that are kept there and not retired, sorted. `written` are the classes with one
    writer that are written at this home."""
    carried = {
        entity: publication for publication in publications_of(model, database) for entity in publication.entities
    }
    entities = sorted(
        (entity for entity in model.entities.values() if entity.database == database and entity.state != "retired"),
        key=lambda entity: (entity.schema, entity.table),
    )
    return tuple(_table(entity, model.classes[entity.class_], carried.get(entity.name), written) for entity in entities)


def publications_of(model: Deployment, database: str) -> tuple[Publication, ...]:
    """The publications of one database; none where no row is copied."""
    if model.replication is None:
        return ()
    return tuple(each for each in model.replication.publications if each.database == database)


def is_writer(model: Deployment, residency: ResidencyClass, database: str, home: str) -> bool:
    """Whether a home writes a class with one writer."""
    carrying = [each for each in publications_of(model, database) if each.class_ == residency.name]
    if carrying:
        return home in carrying[0].writers
    return model.replication is not None and model.replication.holder == home


def _table(
    entity: Entity, residency: ResidencyClass, publication: Publication | None, written: frozenset[str]
) -> Table:
    active = entity.state == "active"
    return Table(
        schema=entity.schema,
        name=entity.table,
        entity=entity.name,
        class_=residency.name,
        copies=residency.copies,
        writes=residency.writes,
        delete=entity.delete,
        home_column=entity.home_column,
        key=entity.key_,
        columns=tuple(column.name for column in entity.columns),
        published=entity.published,
        personal=tuple(column.name for column in entity.personal),
        publication=publication.name if publication is not None and active else None,
        is_written=active and (residency.writes != "single" or residency.name in written),
    )


def heartbeats_of(model: Deployment, database: str, home: str) -> Iterator[Table]:
    """A heartbeat is written by each home that writes the class, in a row of its own."""
    for publication in publications_of(model, database):
        residency = model.classes[publication.class_]
        single = residency.writes == "single"
        yield Table(
            schema=SCHEMA,
            name=publication.heartbeat,
            entity=publication.heartbeat,
            class_=residency.name,
            copies=residency.copies,
            writes="single" if single else "home",
            delete="hard",
            home_column=None if single else "publisher",
            key=("publisher",),
            columns=_BEATS,
            published=_BEATS,
            personal=(),
            publication=publication.name,
            is_written=home in publication.writers,
            is_heartbeat=True,
        )
