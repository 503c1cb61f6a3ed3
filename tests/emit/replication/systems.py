"""Whole systems on real servers: a server for each database of each home, with the compiled SQL applied."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from emit.replication.trees import write
from psycopg import sql

from compiler.model.deployment import Deployment
from compiler.sandbox.apply import Key, Secrets, Target, apply, make_secrets, run, settings_of
from compiler.sandbox.plan import Plan, Step, read_plan
from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.cluster import servers
from compiler.sandbox.postgres.server import Server


@dataclass(frozen=True)
class System:
    """Databases by home and name; `superuser` is whoever applied the SQL."""

    model: Deployment
    plan: Plan
    targets: Mapping[Key, Target]
    servers: Mapping[Key, Server]
    secrets: Secrets

    @property
    def homes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(home for home, _ in self.targets))

    def session(self, home: str, role: str | None = None, database: str = "main") -> psycopg.Connection:
        """A session in autocommit as a superuser, or as one of the roles that log in."""
        target = self.targets[(home, database)]
        if role is None:
            return psycopg.connect(target.conninfo(), autocommit=True)
        secret = self.secrets[((home, database), role)]
        return psycopg.connect(target.conninfo(user=role, password=secret.password), autocommit=True)

    def ask(self, home: str, query: str, role: str | None = None, database: str = "main") -> list[tuple[object, ...]]:
        with self.session(home, role, database) as session:
            cursor = session.execute(query)
            return cursor.fetchall() if cursor.description is not None else []

    def step(self, ending: str, home: str) -> Step:
        """The one step at a home whose file's name ends, or begins, like this."""
        found = [step for step in self.plan.steps if step.home == home and ending in step.id.split("/")[-1]]
        assert len(found) == 1, found
        return found[0]

    def settings(self, step: Step) -> dict[str, str]:
        return settings_of(step, self.targets, self.secrets)

    def run(self, step: Step, **settings: str) -> None:
        """One step, with settings of its own beside, or instead of, the usual ones."""
        given = {f"atlas.{name}": value for name, value in settings.items()}
        run(step, self.targets[(step.home, step.database)], {**self.settings(step), **given})

    def compiled_from(self, model: Deployment, folder: Path) -> System:
        """The same servers, with files of another model."""
        return replace(self, model=model, plan=read_plan(write(model, folder)))

    def apply(self) -> None:
        """Every step, as the plan says."""
        for _ in apply(self.plan, self.targets, self.secrets):
            pass


@contextmanager
def system(model: Deployment, binaries: Binaries, schema: Mapping[str, str], folder: Path) -> Iterator[System]:
    """Servers with the application's tables (`schema`, by database), the files compiled and not yet applied."""
    plan = read_plan(write(model, folder))
    names = {f"{place.home}-{place.database}": place for place in plan.places}
    dbnames = sorted({place.dbname for place in plan.places})
    with servers(list(names), binaries, databases=dbnames) as running:
        targets = {
            (place.home, place.database): Target(
                "127.0.0.1", running[name].port, place.dbname, "postgres", running[name].superuser_password
            )
            for name, place in names.items()
        }
        by_key = {(place.home, place.database): running[name] for name, place in names.items()}
        for (_, database), target in targets.items():
            with psycopg.connect(target.conninfo(), autocommit=True) as connection:
                connection.execute(schema[database])
        yield System(model, plan, targets, by_key, make_secrets(plan, targets))


def run_psql(psql: Path, target: Target, step: Step, settings: Mapping[str, str], *arguments: str) -> None:
    """One file by `psql`, as its header says; AssertionError with what it said if it fails."""

    def escaped(value: str) -> str:
        return value.replace("\\", "\\\\").replace(" ", "\\ ")

    options = [f"-c {name}={escaped(value)}" for name, value in settings.items()]
    environment = {
        "PGHOST": target.host,
        "PGPORT": str(target.port),
        "PGDATABASE": target.dbname,
        "PGUSER": target.user,
        "PGPASSWORD": target.password,
        "PGOPTIONS": " ".join(["-c client_min_messages=warning", *options]),
    }
    done = subprocess.run(
        [psql, "-X", "-q", "-v", "ON_ERROR_STOP=1", *arguments, "-f", step.file],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{step.id}: {done.stderr}"
    assert done.stderr == "", f"{step.id}: {done.stderr}"


def dump(session: psycopg.Connection) -> str:
    """Every row of every table of every schema, as COPY writes them; the catalogs aside."""
    tables = session.execute(
        """
        SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'"""
    ).fetchall()
    assert tables
    found = []
    for name in tables:
        with session.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(*name))) as copy:
            found += [bytes(part).decode() for part in copy]
    return "".join(found)


def eventually(is_true: Callable[[], bool], seconds: float) -> bool:
    """Whether it becomes true within this time."""
    deadline = time.monotonic() + seconds
    while not is_true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
