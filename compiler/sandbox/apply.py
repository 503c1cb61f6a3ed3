"""Compiled SQL, applied to databases: the steps of a plan, with settings and passwords made for them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compiler.frozen import frozen
from compiler.sandbox.error import SandboxError
from compiler.sandbox.plan import Plan, Setting, Step

if TYPE_CHECKING:
    import psycopg

Key = tuple[str, str]
"""A home and a database in `atlas.yaml`."""


@frozen
class Target:
    """A running database, and a superuser of it."""

    host: str
    port: int
    dbname: str
    user: str
    password: str

    def conninfo(self, **others: str) -> str:
        """A connection string for libpq; `others` replaces and adds parameters."""
        from psycopg.conninfo import make_conninfo

        own = {"host": self.host, "port": str(self.port), "dbname": self.dbname, "user": self.user}
        parameters: dict[str, Any] = {**own, "password": self.password, **others}
        return make_conninfo(**parameters)


@frozen
class Secret:
    """A password, and what a server keeps of it."""

    password: str
    verifier: str


Secrets = Mapping[tuple[Key, str], Secret]
"""By place and role: no two databases have a password in common."""


@frozen
class Applied:
    """A step that is done, and how long it took."""

    step: Step
    seconds: float


def make_secrets(plan: Plan, targets: Mapping[Key, Target]) -> Secrets:
    """A random password for each role that logs in at each place."""
    import psycopg

    made: dict[tuple[Key, str], Secret] = {}
    for step in plan.steps:
        roles = [setting.role for setting in step.settings if setting.role and setting.name.endswith("_verifier")]
        if not roles:
            continue
        key = (step.home, step.database)
        with psycopg.connect(targets[key].conninfo()) as connection:
            for role in roles:
                password = secrets.token_urlsafe(24)
                verifier = connection.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
                made[(key, role)] = Secret(password, verifier.decode())
    return made


def apply(plan: Plan, targets: Mapping[Key, Target], known: Secrets) -> Iterator[Applied]:
    """Run every step, in the plan's order. SandboxError for the first that fails; none is run after it."""
    for step in plan.steps:
        started = time.monotonic()
        run(step, targets[(step.home, step.database)], settings_of(step, targets, known))
        yield Applied(step, time.monotonic() - started)


def run(step: Step, target: Target, settings: Mapping[str, str]) -> None:
    """Run one file in a session with these settings."""
    import psycopg

    options = " ".join(f"-c {name}={_escaped(value)}" for name, value in settings.items())
    quiet = "-c client_min_messages=warning"
    try:
        with psycopg.connect(target.conninfo(options=f"{quiet} {options}"), autocommit=True) as connection:
            _execute(connection, step)
    except psycopg.Error as error:
        raise SandboxError(
            f"The step `{step.id}` failed.",
            why=f"PostgreSQL said ({error.sqlstate or 'no connection'}): {str(error).strip()}",
            do=f"Read {step.file.name} at the place named, or ask the same question of the database by hand.",
        ) from error


def settings_of(step: Step, targets: Mapping[Key, Target], known: Secrets) -> dict[str, str]:
    """The settings of one step: secrets, and where its publisher is. The loopback needs no certificates."""
    given = {setting.name: _value(setting, step, targets, known) for setting in step.settings}
    return {name: value for name, value in given.items() if value is not None}


def _execute(connection: psycopg.Connection, step: Step) -> None:
    """One message to the server: several statements in it are one transaction, a single one is alone."""
    connection.execute(step.file.read_bytes())


def _value(setting: Setting, step: Step, targets: Mapping[Key, Target], known: Secrets) -> str | None:
    if setting.role is not None and setting.name.endswith("_verifier"):
        return known[((step.home, step.database), setting.role)].verifier
    values = {}
    if step.publisher is not None:
        there = (step.publisher, step.database)
        publisher = targets[there]
        values = {
            "atlas.publisher_host": publisher.host,
            "atlas.publisher_port": str(publisher.port),
            "atlas.publisher_dbname": publisher.dbname,
            "atlas.publisher_sslmode": "disable",
        }
        if setting.role is not None:
            return known[(there, setting.role)].password
    if setting.required and setting.name not in values:
        raise SandboxError(
            f"The step `{step.id}` needs the setting `{setting.name}`, which the sandbox doesn't know.",
            why="The SQL was compiled by another version of Atlas.",
            do="Compile it again.",
        )
    return values.get(setting.name)


def _escaped(value: str) -> str:
    """A value as the server splits its start-up options: at spaces, with a backslash before what it must take as is."""
    return "".join(f"\\{character}" if character.isspace() or character == "\\" else character for character in value)
