"""Schema `atlas`: its tables, its functions, and what `atlas.yaml` says, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.emit.quoting import Value
from compiler.emit.replication.file import File, PlainPage
from compiler.emit.replication.guards import guards_of
from compiler.emit.replication.place import Place
from compiler.frozen import frozen


@frozen
class RegistryPage:
    """The rows of `atlas.entity`, `atlas.guard` and `atlas.stream`; `single` are the classes with one writer."""

    place: Place
    origin: str
    entities: Sequence[Sequence[Value]]
    guards: Sequence[Sequence[Value]]
    streams: Sequence[Sequence[Value]]
    single: tuple[str, ...]


def files_of(place: Place) -> Iterator[File]:
    """The schema, its functions, and the registry."""
    yield File(
        "00_schema.sql", "00_schema.sql.j2", PlainPage(place, "database, replication"), ("database", place.database)
    )
    yield File("01_functions.sql", "01_functions.sql.j2", PlainPage(place, "database"), ("database", place.database))
    yield File("10_registry.sql", "10_registry.sql.j2", _registry(place), ("entities",))


def _registry(place: Place) -> RegistryPage:
    return RegistryPage(
        place,
        "entities, classes, regions, replication",
        entities=[
            (
                table.schema,
                table.name,
                table.entity,
                table.class_,
                table.copies,
                table.writes,
                table.home_column,
                table.publication,
                table.columns,
                table.published if table.publication is not None else (),
                table.personal,
            )
            for table in place.tables
        ],
        guards=[
            (table.schema, table.name, guard.name, guard.fires, guard.events, guard.function, guard.arguments)
            for table in place.tables
            for guard in guards_of(table)
        ],
        streams=sorted(
            (stream.name, publication.name, stream.publisher, stream.subscriber)
            for publication, stream in (*place.sent, *place.received)
        ),
        single=tuple(name for name, _ in place.writers),
    )
