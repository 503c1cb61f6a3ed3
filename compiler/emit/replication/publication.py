"""What leaves a place: publications, and the slots of those who read them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from compiler.emit.replication.file import File
from compiler.emit.replication.place import Place
from compiler.emit.replication.tables import Table
from compiler.frozen import frozen

_LONGEST_NAME = 63
_SUFFIX = "_atlas_identity"


@frozen
class Identity:
    """The index by which a table's changes tell whose row it was."""

    table: Table

    @property
    def index(self) -> str:
        name = self.table.name + _SUFFIX
        if len(name) <= _LONGEST_NAME:
            return name
        digest = hashlib.sha256(self.table.name.encode()).hexdigest()[:8]
        return f"{self.table.name[: _LONGEST_NAME - len(_SUFFIX) - 9]}_{digest}{_SUFFIX}"

    @property
    def qualified_index(self) -> tuple[str, str]:
        return (self.table.schema, self.index)

    @property
    def columns(self) -> tuple[str, ...]:
        home = self.table.own_rows_only
        return self.table.key if home is None else (*self.table.key, home)


@frozen
class IdentityPage:
    """One index."""

    place: Place
    origin: str
    identity: Identity


@frozen
class Published:
    """A publication with the tables that it has here."""

    name: str
    tables: tuple[Table, ...]


@frozen
class PublicationPage:
    """`identities` are the indexes that the filters below need."""

    place: Place
    origin: str
    identities: tuple[Identity, ...]
    publications: tuple[Published, ...]


@frozen
class SlotsPage:
    """The names of the slots, a row each."""

    place: Place
    origin: str
    slots: tuple[tuple[str], ...]


def files_of(place: Place) -> Iterator[File]:
    """Nothing where no class is copied; slots where somebody subscribes."""
    if not place.publications:
        return
    identities = tuple(
        Identity(table) for table in place.tables if table.publication is not None and table.needs_identity
    )
    for identity in identities:
        page = IdentityPage(place, "entities, classes", identity)
        name = f"35_identity_{identity.table.schema}_{identity.table.name}.sql"
        yield File(name, "35_identity.sql.j2", page, ("entities", identity.table.entity), runs="autocommit")
    published = tuple(Published(each.name, place.carried_by(each)) for each in place.publications)
    publication = PublicationPage(place, "entities, classes, replication", identities, published)
    yield File("40_publication.sql", "40_publication.sql.j2", publication, ("replication",))
    slots = tuple((name,) for name in sorted(stream.name for _, stream in place.sent))
    if slots:
        page_of_slots = SlotsPage(place, "replication, regions", slots)
        yield File("50_slots.sql", "50_slots.sql.j2", page_of_slots, ("replication",), runs="transaction")
