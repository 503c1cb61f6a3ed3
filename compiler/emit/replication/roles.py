"""The roles of a database, and their rights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.emit.quoting import Value
from compiler.emit.replication.file import File, Setting
from compiler.emit.replication.grants import Grant, grants_of, held_writer_roles, writer_roles
from compiler.emit.replication.place import Place
from compiler.emit.replication.tables import SCHEMA
from compiler.frozen import frozen


@frozen
class RolesPage:
    """Rows of (name, whether it logs in, the setting with its verifier)."""

    place: Place
    origin: str
    roles: Sequence[Sequence[Value]]


@frozen
class GrantsPage:
    """`held` are the writer roles that the application has here. `limited` roles have no rights but those of Atlas;
    those of `application` may have others on tables that aren't `listed`."""

    place: Place
    origin: str
    schemas: tuple[str, ...]
    listed: tuple[tuple[str, str], ...]
    limited: tuple[str, ...]
    application: tuple[str, ...]
    held: tuple[str, ...]
    grants: tuple[Grant, ...]


def files_of(place: Place) -> Iterator[File]:
    """The roles, then the rights."""
    logins = _logins(place)
    roles = [*((role, True, setting) for role, setting in logins), *((role, False, None) for role in _silent(place))]
    settings = tuple(
        Setting(name, f"SCRAM-SHA-256 verifier of the password of {role}", secret=True, role=role)
        for role, name in logins
    )
    page = RolesPage(place, "database, replication", roles)
    yield File("20_roles.sql", "20_roles.sql.j2", page, ("database", place.database), settings=settings)
    yield File("21_grants.sql", "21_grants.sql.j2", _grants(place), ("entities",))


def _logins(place: Place) -> tuple[tuple[str, str], ...]:
    """Roles that log in, each with the setting for its verifier."""
    roles = place.roles
    return (
        (roles.application, "atlas.application_verifier"),
        (roles.replication, "atlas.replication_verifier"),
        (roles.watcher, "atlas.watcher_verifier"),
        (roles.drift, "atlas.drift_verifier"),
    )


def _silent(place: Place) -> tuple[str, ...]:
    """Roles that others have, or that own something: no person and no program logs in as one."""
    return (place.roles.subscriber, *(each.writer_role for each in writer_roles(place)))


def _grants(place: Place) -> GrantsPage:
    roles = place.roles
    return GrantsPage(
        place,
        "entities, classes, replication",
        schemas=tuple(sorted({SCHEMA, *place.schemas})),
        listed=tuple(table.qualified for table in place.entities),
        limited=(roles.replication, roles.subscriber, roles.watcher, roles.drift),
        application=(roles.application, *(each.writer_role for each in writer_roles(place))),
        held=held_writer_roles(place),
        grants=grants_of(place),
    )
