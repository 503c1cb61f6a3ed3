"""Logical replication: who publishes what to whom, and by which names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from compiler.model.source import Computed
from compiler.units import Duration


@dataclass(frozen=True, slots=True)
class Stream:
    """One direction between two homes. `name` is that of the subscription, of its slot on the publisher and of its
    connection, so that one search finds all three."""

    name: str
    publisher: str
    subscriber: str


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class ReplicationWas:
    """The writer before the move that is going on."""

    writer: str
    since: date
    reference: str


@dataclass(frozen=True, slots=True)
class Replication:
    """Copies of rows between homes. `holder` is the home that writes now: the first of writer and successors with a
    seat; None if none has."""

    writer: str
    successors: tuple[str, ...]
    ids: Literal["uuidv7", "uuidv4", "snowflake"]
    longest_cut: Duration
    was: ReplicationWas | None
    holder: Annotated[str | None, Computed("replication.writer, replication.successors and regions.*.state")]
    publications: Annotated[tuple[Publication, ...], Computed("classes, entities, replication and regions")]
