"""Logical replication: who publishes what to whom, by which names, and how large its means have to be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed
from compiler.units import Duration, Size


@frozen
class Stream:
    """One direction between two homes. `name` is that of the subscription, of its slot on the publisher and of its
    connection, so that one search finds all three."""

    name: str
    publisher: str
    subscriber: str


@frozen
class Publication:
    """The tables of one copied class in one database.

    `homes` are all homes with a copy (each has the publication, as a standby publisher at least); `writers` are the
    homes where the class may be written now; `heartbeat` is the table (in schema `atlas`) whose rows tell how far
    behind a copy is.
    """

    name: str
    class_: str
    database: str
    entities: tuple[str, ...]
    homes: tuple[str, ...]
    writers: tuple[str, ...]
    heartbeat: str
    writer_role: str
    streams: tuple[Stream, ...]


@frozen
class Sizing:
    """What every server of one database has to be set to, so that any home may write and no promotion needs a restart:
    `max_replication_slots`, `max_wal_senders`, `max_logical_replication_workers`, `max_worker_processes`,
    `max_active_replication_origins` (before 18 it is that of slots) and `max_slot_wal_keep_size`: the log that is
    written in the longest cut."""

    slots: int
    walsenders: int
    workers: int
    processes: int
    origins: int
    wal_kept: Size


@frozen
class Estimate:
    """What distance allows on one stream, by one connection: how long the first copy takes if the whole disk is copied
    rows, and the largest transaction that arrives before the lag alarm rings. Unknown where nobody measured the
    distance."""

    first_copy: Duration | Literal["unknown"]
    largest_transaction: Size | Literal["unknown"]


@frozen
class ReplicationWas:
    """The writer before the move that is going on."""

    writer: str
    since: date
    reference: str


@frozen
class Replication:
    """Copies of rows between homes. `holder` is the home that writes now: the first of writer and successors with a
    seat; None if none has. `sizing` is by database, `estimates` by database and stream."""

    writer: str
    successors: tuple[str, ...]
    ids: Literal["uuidv7", "uuidv4", "snowflake"]
    longest_cut: Duration
    was: ReplicationWas | None
    holder: Annotated[str | None, Computed("replication.writer, replication.successors and regions.*.state")]
    publications: Annotated[tuple[Publication, ...], Computed("classes, entities, replication and regions")]
    sizing: Annotated[Mapping[str, Sizing], Computed("regions, classes, database, longest_cut and cost.usage.wal")]
    estimates: Annotated[
        Mapping[str, Mapping[str, Estimate]], Computed("database.*.storage.start, the lag alarm and latency")
    ]
