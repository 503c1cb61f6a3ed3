"""Databases: one of each name in every serving region, and who may do what inside."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed
from compiler.units import Size

StoreState = Literal["active", "decommissioning", "retired"]


@frozen
class Disk:
    """The size of a disk at first, and the size up to which it grows."""

    start: Size
    limit: Size


@frozen
class Roles:
    """Roles inside a database. None of them owns a table, and none is a superuser.

    `application` reads global rows and writes regional ones; `replication` reads what is published; `subscriber` owns
    the subscriptions and may write only copied tables; `watcher` measures; `drift` reads the catalog.
    """

    application: str
    replication: str
    subscriber: str
    watcher: str
    drift: str


@frozen
class Database:
    """RDS for PostgreSQL. `major` is the version; `classes` are the classes of the entities that it keeps."""

    name: Annotated[str, Computed("its key")]
    engine: Literal["postgres15", "postgres16", "postgres17", "postgres18"]
    instance: str
    multi_az: bool
    storage: Disk
    recovers_by: Literal["replica", "backup", "none"]
    reserved: Literal["1y", "3y"] | None
    state: StoreState
    major: Annotated[int, Computed("engine")]
    database: Annotated[str, Computed("system: the name of the database inside the server")]
    classes: Annotated[tuple[str, ...], Computed("entities.*.stores and entities.*.class")]
    roles: Annotated[Roles, Computed("fixed names: the roles that Atlas makes in every database")]
