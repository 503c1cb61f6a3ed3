"""Secrets and keys, and the people who get at data on purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from compiler.flows.places import Way, at, here, kept
from compiler.flows.scene import Scene
from compiler.model.flows import Mechanism, Place
from compiler.model.regions import Region


def ways(scene: Scene) -> Iterator[Way]:
    """A region's secrets and keys open what is in that region, and stay there. What leaves is the login of a stream."""
    secrets, keys = (replace(scene.made(name), stays_in="region") for name in ("secrets", "keys"))
    for region in scene.built:
        yield kept(secrets, Mechanism.SECRETS, at(region, "secrets"), ("database",))
        yield kept(keys, Mechanism.KEYS, at(region, "keys"), ("security", "key_rotation"))
    yield from _logins(scene)
    yield from _people(scene)


def _logins(scene: Scene) -> Iterator[Way]:
    """Who takes from a publisher keeps the login to it. It is one for all that the database publishes."""
    replication = scene.deployment.replication
    publications = replication.publications if replication else ()
    for database in sorted({row.database for row in publications}):
        thing = f"database.{database}"
        of_it = [row for row in publications if row.database == database]
        opened = (row for publication in of_it for row in scene.published[publication.class_, database])
        login = replace(scene.made(f"logins to {thing}", opened, (thing,)), holds="none")
        for publisher, subscriber in sorted({(way.publisher, way.subscriber) for row in of_it for way in row.streams}):
            from_, to = (at(scene.seats[home].at, "secrets") for home in (publisher, subscriber))
            yield Way((login,), Mechanism.SECRETS_COPY, from_, to, ("database", database))


def _people(scene: Scene) -> Iterator[Way]:
    """Through the operators' way in, which is in the region: where they sit is in no file."""
    allow = scene.deployment.security.allow
    for seat in scene.seats.values() if allow.database else ():
        for row, data in scene.databases(seat):
            database = here(seat, f"database.{row.name}")
            yield Way(data, Mechanism.OPERATORS, database, _way_in(seat.at), ("security", "allow", "database"))
    for region in scene.running if allow.admin else ():
        services = at(region, "compute")
        yield Way(scene.met(region), Mechanism.SUPPORT, services, _way_in(region), ("security", "allow", "admin"))


def _way_in(region: Region) -> Place:
    return replace(at(region, "operators"), keeper="operators")
