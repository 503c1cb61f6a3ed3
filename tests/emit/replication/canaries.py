"""The one check of this whole thing: what is global is everywhere, what is regional is at home and nowhere else."""

from __future__ import annotations

from crm.rows import Row, global_rows, regional_rows
from emit.replication.systems import System, dump, eventually

WRITER = "eu-west-1"
APPLICATION = "atlas_application"


def insert(system: System, batch: int, role: str | None = APPLICATION) -> None:
    """A batch of rows as the application makes them: global ones at the writer, then regional ones at each home."""
    fill(system, WRITER, global_rows(system.homes, batch), role)
    for home in system.homes:
        assert eventually(lambda home=home: holds(system, home, global_rows((home,), batch)), 20)
        fill(system, home, regional_rows(home, batch), role)


def fill(system: System, home: str, rows: tuple[Row, ...], role: str | None = APPLICATION) -> None:
    with system.session(home, role) as session:
        for row in rows:
            session.execute(row.statement, row.values)


def holds(system: System, home: str, rows: tuple[Row, ...]) -> bool:
    """Whether every canary of these rows is in the dump of a home."""
    with system.session(home) as session:
        text = dump(session)
    return all(canary in text for row in rows for canary in row.canaries)


def check(system: System, *batches: int, patience: float = 20, secrets: tuple[str, ...] = ()) -> None:
    """AssertionError unless global rows arrive everywhere within `patience` seconds, and every canary of a regional
    row is at its home only; `secrets` are texts that nobody but the writer may have."""
    for batch in batches:
        for home in system.homes:
            arrived = eventually(
                lambda home=home, batch=batch: holds(system, home, global_rows(system.homes, batch)), patience
            )
            assert arrived, f"Global rows of batch {batch} haven't arrived in {home}."
    for home in system.homes:
        with system.session(home) as session:
            text = dump(session)
        for other in system.homes:
            for row in (row for batch in batches for row in regional_rows(other, batch)):
                for canary in row.canaries:
                    is_here = canary in text
                    assert is_here == (other == home), f"{canary} is{'' if is_here else ' not'} in {home}."
        strays = [secret for secret in secrets if secret in text and home != WRITER]
        assert not strays, f"{strays[0]} is in {home}."
