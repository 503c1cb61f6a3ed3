"""What arrives at a place, and whether all of it is as it should be."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.emit.replication.file import File, PlainPage, Setting
from compiler.emit.replication.place import Place
from compiler.emit.replication.tables import Table
from compiler.emit.replication.versions import Version
from compiler.frozen import frozen
from compiler.model.replication import Publication, Stream

_SSLMODE = "verify-full"
_SSLROOTCERT = "/rdsdbdata/rds-metadata/ca-cert.pem"
"""Where RDS keeps the certificates of all its authorities, on the server that connects. (RDS user guide, postgres_fdw,
read 2026; not yet seen with a subscription.)"""


@frozen
class SubscriptionPage:
    """One stream. `copied` are the tables that must be empty before the first copy; `options` are those that may be
    set again at any time."""

    place: Place
    origin: str
    publication: str
    stream: Stream
    copied: tuple[Table, ...]
    options: tuple[str, ...]
    sslmode: str
    sslrootcert: str


@frozen
class RefreshPage:
    """One stream."""

    place: Place
    origin: str
    publication: str
    stream: Stream


def files_of(place: Place) -> Iterator[File]:
    """One subscription and one refresh for each stream that arrives; and the last file of every place."""
    for publication, stream in place.received:
        page = _subscription(place, publication, stream)
        yield File(
            f"60_subscribe_{stream.name}.sql",
            "60_subscribe.sql.j2",
            page,
            ("replication",),
            settings=_settings(place, stream),
            stream=stream,
        )
        refresh = RefreshPage(place, "replication, entities", publication.name, stream)
        name = f"70_refresh_{stream.name}.sql"
        yield File(name, "70_refresh.sql.j2", refresh, ("replication",), runs="autocommit", stream=stream)
    wait = Setting("atlas.wait_seconds", "how long to wait for first copies", default="60")
    page_of_all = PlainPage(place, "entities, classes, replication, regions")
    yield File("90_verify.sql", "90_verify.sql.j2", page_of_all, ("entities",), settings=(wait,))


def options_of(version: Version) -> tuple[str, ...]:
    """The options of every subscription, as far as the version knows them."""
    return (
        "disable_on_error = false",
        f"streaming = {version.streaming}",
        *(("origin = none",) if version.origin else ()),
        *(("run_as_owner = true",) if version.owner_applies else ()),
    )


def _subscription(place: Place, publication: Publication, stream: Stream) -> SubscriptionPage:
    carried = place.carried_by(publication)
    return SubscriptionPage(
        place,
        "replication, regions, entities",
        publication=publication.name,
        stream=stream,
        copied=tuple(table for table in carried if table.writes != "append"),
        options=options_of(place.version),
        sslmode=_SSLMODE,
        sslrootcert=_SSLROOTCERT,
    )


def _settings(place: Place, stream: Stream) -> tuple[Setting, ...]:
    role, other = place.roles.replication, stream.publisher
    return (
        Setting("atlas.publisher_host", f"host of the database of {other}", required=True),
        Setting("atlas.publisher_port", f"port of the database of {other}", default="5432"),
        Setting("atlas.publisher_dbname", f"name of the database of {other} in its server", default=place.dbname),
        Setting("atlas.publisher_password", f"password of {role} at {other}", required=True, secret=True, role=role),
        Setting("atlas.publisher_sslmode", "sslmode of the connection, as libpq means it", default=_SSLMODE),
        Setting("atlas.publisher_sslrootcert", "certificates, on this database's host", default=_SSLROOTCERT),
        Setting("atlas.copy_data", "off: all rows are known to be here already", default="true"),
    )
