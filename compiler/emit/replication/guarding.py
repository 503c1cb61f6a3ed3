"""The files that set the guards up."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.emit.replication.file import File, PlainPage
from compiler.emit.replication.place import Place
from compiler.frozen import frozen

_TAGS = (
    "ALTER PUBLICATION",
    "ALTER SCHEMA",
    "ALTER SUBSCRIPTION",
    "ALTER TABLE",
    "CREATE PUBLICATION",
    "CREATE SUBSCRIPTION",
    "CREATE TABLE",
    "CREATE TABLE AS",
    "SELECT INTO",
)
"""Commands that can put something into a publication or a subscription, or change what the names there mean."""


@frozen
class ResidencyPage:
    """`tags` are the commands that the event triggers look at."""

    place: Place
    origin: str
    tags: tuple[str, ...]


def files_of(place: Place) -> Iterator[File]:
    """Guards of tables, the rows that were there before them, and the guard of the whole database."""
    page = PlainPage(place, "entities, classes")
    yield File("30_guards.sql", "30_guards.sql.j2", page, ("entities",))
    yield File("31_validate.sql", "31_validate.sql.j2", page, ("entities",))
    residency = ResidencyPage(place, "entities, classes", _TAGS)
    yield File("32_residency.sql", "32_residency.sql.j2", residency, ("entities",))
