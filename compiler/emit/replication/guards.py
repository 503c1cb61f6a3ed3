"""The triggers that keep a table from what must not happen to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from compiler.emit.replication.tables import Table
from compiler.frozen import frozen

Fires = Literal["O", "R"]
"""As in `pg_trigger.tgenabled`: O for changes that a session makes, R for those that replication brings."""

_ANY = "INSERT OR UPDATE OR DELETE"


@frozen
class Guard:
    """A trigger: what it fires for, and the function in schema `atlas` that it calls with `arguments`."""

    name: str
    fires: Fires
    events: str
    function: str
    arguments: tuple[str, ...] = ()


def guards_of(table: Table) -> tuple[Guard, ...]:
    """The guards of a table, by what its class says of copies and of writing."""
    return (*_against_arrivals(table), *_against_writing(table), *_against_truncate(table))


def _against_arrivals(table: Table) -> Iterator[Guard]:
    if not table.is_copied:
        yield Guard("atlas_residency", "R", _ANY, "guard_residency")
        yield Guard("atlas_residency_truncate", "R", "TRUNCATE", "guard_residency")
    elif table.own_rows_only is not None:
        yield Guard("atlas_return", "R", _ANY, "guard_return", (table.own_rows_only,))
    elif table.writes == "append":
        yield Guard("atlas_known", "R", "INSERT", "guard_known", table.key)


def _against_writing(table: Table) -> Iterator[Guard]:
    if table.writes == "single":
        yield Guard("atlas_writer", "O", _ANY, "guard_writer", (table.class_,))
    elif table.writes == "append":
        yield Guard("atlas_append", "O", "UPDATE OR DELETE", "guard_append")
    elif table.own_rows_only is not None:
        yield Guard("atlas_home", "O", _ANY, "guard_home", (table.own_rows_only,))


def _against_truncate(table: Table) -> Iterator[Guard]:
    """Triggers of one event fire in the order of their names: who may not write is told so first."""
    if table.writes == "single":
        yield Guard("atlas_a_writer_truncate", "O", "TRUNCATE", "guard_writer", (table.class_,))
    if table.is_copied:
        yield Guard("atlas_truncate", "O", "TRUNCATE", "guard_truncate")
    elif table.writes == "append":
        yield Guard("atlas_truncate", "O", "TRUNCATE", "guard_append")
