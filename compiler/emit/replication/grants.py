"""Who may do what in one database: exactly that, and as little as the role's work needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from compiler.emit.replication.place import Place
from compiler.emit.replication.tables import SCHEMA, Table
from compiler.frozen import frozen
from compiler.model.replication import Publication

_REGISTRY = tuple((SCHEMA, name) for name in ("entity", "guard", "node", "stream", "writer"))
_VIEWS = tuple((SCHEMA, name) for name in ("replication_gap", "residency_violation"))


@frozen
class Right:
    """The same rights on several tables, each (schema, name)."""

    privileges: tuple[str, ...]
    tables: tuple[tuple[str, str], ...]


@frozen
class Readable:
    """Columns of one table that a role may read."""

    qualified: tuple[str, str]
    columns: tuple[str, ...]


@frozen
class Grant:
    """All that a role gets; `why` stands beside it in the file."""

    role: str
    why: str
    rights: tuple[Right, ...]
    readable: tuple[Readable, ...] = ()

    @property
    def schemas(self) -> tuple[str, ...]:
        used = {schema for right in self.rights for schema, _ in right.tables}
        return tuple(sorted(used | {each.qualified[0] for each in self.readable}))


def grants_of(place: Place) -> tuple[Grant, ...]:
    """Every role of the place that gets anything, in the order of the file."""
    return (
        *_application(place),
        *(_writer(place, publication) for publication in writer_roles(place)),
        *_replication(place),
        *_subscriber(place),
        _watcher(place),
        Grant(place.roles.drift, "Drift reads the catalog and what atlas.yaml says of it; no row of a table.", (
            Right(("SELECT",), tuple(sorted((*_REGISTRY, *_VIEWS)))),
        )),
    )  # fmt: skip


def writer_roles(place: Place) -> tuple[Publication, ...]:
    """The publications whose tables have one writer, and so a role that carries the right to write them."""
    single = {name for name, _ in place.writers}
    return tuple(each for each in place.publications if each.class_ in single)


def held_writer_roles(place: Place) -> tuple[str, ...]:
    """The writer roles that the application has here."""
    return tuple(each.writer_role for each in writer_roles(place) if place.home in each.writers)


def _application(place: Place) -> Iterator[Grant]:
    why = "The application reads everything, and writes what is written here; what has one writer, by a role below."
    yield Grant(place.roles.application, why, _rights(place.entities, _of_the_application))


def _writer(place: Place, publication: Publication) -> Grant:
    tables = tuple(table for table in place.carried_by(publication) if not table.is_heartbeat)
    why = f"Writing class {publication.class_}. The application has this role where the writer is, and nowhere else."
    return Grant(publication.writer_role, why, _rights(tables, _changes))


def _replication(place: Place) -> Iterator[Grant]:
    carried = [table for each in place.publications for table in place.carried_by(each)]
    if carried:
        readable = tuple(Readable(table.qualified, table.published) for table in carried)
        why = "Subscribers make their first copy of the published columns."
        yield Grant(place.roles.replication, why, (), readable)


def _subscriber(place: Place) -> Iterator[Grant]:
    """Nothing where nothing is received."""
    publications = {publication.name: publication for publication, _ in place.received}
    tables = tuple(table.qualified for each in publications.values() for table in place.carried_by(each))
    if tables:
        why = (
            "What arrives is written with the rights of the subscriptions' owner: a table that isn't here can't arrive."
        )
        yield Grant(place.roles.subscriber, why, (Right(("SELECT", "INSERT", "UPDATE", "DELETE"), tables),))


def _watcher(place: Place) -> Grant:
    seen = ((SCHEMA, "node"), *_VIEWS, *(table.qualified for table in place.heartbeats))
    beaten = tuple(table.qualified for table in place.heartbeats if table.is_written)
    written = (Right(("INSERT", "UPDATE"), beaten),) if beaten else ()
    why = "The watcher measures, and writes the heartbeat where the writer is."
    return Grant(place.roles.watcher, why, (Right(("SELECT",), tuple(sorted(seen))), *written))


def _of_the_application(table: Table) -> tuple[str, ...]:
    by_role = table.writes == "single" and table.is_copied
    return ("SELECT",) if by_role or not table.is_written else ("SELECT", *_changes(table))


def _changes(table: Table) -> tuple[str, ...]:
    """The rights to change a table. Rows that are deleted by a mark, or never, can't be deleted for good."""
    if table.writes == "append":
        return ("INSERT",)
    return ("INSERT", "UPDATE", "DELETE") if table.delete == "hard" else ("INSERT", "UPDATE")


def _rights(tables: Iterable[Table], privileges: Callable[[Table], tuple[str, ...]]) -> tuple[Right, ...]:
    """Tables with the same rights together, fewest rights first."""
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for table in tables:
        found.setdefault(privileges(table), []).append(table.qualified)
    return tuple(Right(words, tuple(found[words])) for words in sorted(found, key=lambda words: (len(words), words)))
