"""The main job, seen from outside: the shipped file, compiled and applied to a local PostgreSQL for each region.

`make demo` runs it. It writes into a temporary folder, and leaves nothing running.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from crm.rows import global_rows, regional_rows  # noqa: E402 - the CRM's rows are those of the tests

from compiler.diagnostic import exit_code  # noqa: E402
from compiler.model.deployment import Deployment  # noqa: E402
from compiler.output import write  # noqa: E402
from compiler.pipeline import emit, judge, understand  # noqa: E402
from compiler.report.text import as_text  # noqa: E402
from compiler.sandbox.apply import Key, Secrets, Target, apply, make_secrets  # noqa: E402
from compiler.sandbox.error import SandboxError  # noqa: E402
from compiler.sandbox.plan import Plan, read_plan  # noqa: E402
from compiler.sandbox.postgres.binaries import survey  # noqa: E402
from compiler.sandbox.postgres.cluster import servers  # noqa: E402

ENVIRONMENT = "production"
DATABASE = "main"
ARRIVED = "Rows of global entities arrived everywhere; rows of regional ones are at their homes and nowhere else."
PATIENCE = 30.0
"""Seconds that a row may take to arrive; it takes milliseconds."""


@dataclass(frozen=True, slots=True)
class World:
    """The model, and a running database for each of its homes."""

    model: Deployment
    targets: Mapping[Key, Target]
    secrets: Secrets

    def connect(self, home: str, role: str | None = None) -> psycopg.Connection:
        """As a role of Atlas with its password, or as the superuser."""
        key = (home, DATABASE)
        target = self.targets[key]
        if role is None:
            return psycopg.connect(target.conninfo(), autocommit=True)
        return psycopg.connect(target.conninfo(user=role, password=self.secrets[(key, role)].password), autocommit=True)


def main() -> int:
    """The whole account; 1 where something of the local world is missing or fails."""
    try:
        with tempfile.TemporaryDirectory(prefix="atlas-demo-") as folder:
            return _tell(Path(folder))
    except SandboxError as error:
        print(f"\n{error.what}\n   why: {error.why}\n   do:  {error.do}", file=sys.stderr)
        return 1


def _tell(folder: Path) -> int:
    print("Atlas CRM, three regions: what atlas.yaml says, on real PostgreSQL servers.\n")
    understood = understand(ROOT / "atlas.yaml", "atlas.yaml")
    found = judge(understood, {}, date.today()).diagnostics
    if exit_code(found):
        print(as_text(found, {"atlas.yaml": understood.lines}), file=sys.stderr)
        return exit_code(found)
    model = understood.models[ENVIRONMENT]
    emitted = emit({ENVIRONMENT: model})
    write(folder / "generated", folder / ".atlas", emitted)
    print(f"1  Compiled    atlas.yaml -> {len(emitted)} files for {ENVIRONMENT}, in a temporary folder")

    plan = read_plan(folder / "generated" / ENVIRONMENT / "sql")
    binaries = survey(ROOT).pick()
    homes = tuple(home.id for home in model.homes)
    started = time.monotonic()
    with servers(homes, binaries, databases=tuple({place.dbname for place in plan.places})) as running:
        print(f"2  Started     PostgreSQL {binaries.version} for each of {', '.join(homes)} ({_since(started)})")
        targets = {
            (place.home, place.database): Target(
                "127.0.0.1", running[place.home].port, place.dbname, "postgres", running[place.home].superuser_password
            )
            for place in plan.places
        }
        kept = _apply(World(model, targets, make_secrets(plan, targets)), plan)
    print("\nAll servers are stopped, and their folders are gone.")
    if not kept:
        print("A promise of atlas.yaml wasn't kept: see above.", file=sys.stderr)
        return 1
    print("Next: `atlas explain replication.writer`, `atlas model replication`, and docs/getting-started.md.")
    return 0


def _apply(world: World, plan: Plan) -> bool:
    """Apply, write, look; whether every row is where it may be, and everything was refused that has to be."""
    for target in world.targets.values():
        with psycopg.connect(target.conninfo(), autocommit=True) as connection:
            connection.execute((ROOT / "tests" / "crm" / "schema.sql").read_bytes())
    print("3  Created     the CRM's nine tables in each (tests/crm/schema.sql); from here on, only compiled SQL")
    started = time.monotonic()
    steps = sum(1 for _ in apply(plan, world.targets, world.secrets))
    print(f"4  Applied     {steps} steps in the order of sql/order.json ({_since(started)})")
    written = _write_rows(world)
    print(f"5  Wrote       {written} rows as the application: global ones at the writer, regional ones at their homes")
    started = time.monotonic()
    seen = _wait(world)
    print(f"6  Waited      for the copies to be complete ({_since(started)})\n")
    print(_matrix(world, seen))
    at_home = all(
        seen[name, home.id] == {home.id}
        for name, entity in world.model.entities.items()
        for home in world.model.homes
        if not world.model.classes[entity.class_].is_copied
    )
    print(ARRIVED if at_home else "ROWS OF REGIONAL ENTITIES ARE WHERE THEY MUST NOT BE.")
    print("\nWhat is refused, and by which SQLSTATE:\n")
    answers = list(_refusals(world))
    for what, answer in answers:
        print(f"  {what:<62} {answer or 'NOT REFUSED'}")
    return at_home and all(answer for _, answer in answers)


def _since(started: float) -> str:
    return f"{time.monotonic() - started:.1f} s"


def _write_rows(world: World) -> int:
    homes = [home.id for home in world.model.homes]
    application = world.model.database[DATABASE].roles.application
    writer = world.model.replication.holder if world.model.replication else None
    count = 0
    for home in sorted(homes, key=lambda name: name != writer):
        rows = (*(global_rows(homes) if home == writer else ()), *regional_rows(home))
        # Regional rows refer to global ones, which have to be there first.
        _wait_for_users(world, home, len(homes) if home != writer else 0)
        with world.connect(home, application) as connection:
            for row in rows:
                connection.execute(row.statement, row.values)
        count += len(rows)
    return count


def _wait_for_users(world: World, home: str, wanted: int) -> None:
    deadline = time.monotonic() + PATIENCE
    with world.connect(home) as connection:
        while (connection.execute("SELECT count(*) FROM app_user").fetchone() or (0,))[0] < wanted:
            _give_up_after(deadline, f"The users of {home} didn't arrive.")


def _give_up_after(deadline: float, what: str) -> None:
    if time.monotonic() > deadline:
        raise SandboxError(what, why=f"It took more than {PATIENCE:.0f} seconds.", do="Run `make demo` again.")
    time.sleep(0.05)


Seen = Mapping[tuple[str, str], frozenset[str]]
"""For each table and home: whose rows are there."""


def _wait(world: World) -> Seen:
    """What is where, once every copied table has the same rows everywhere."""
    deadline = time.monotonic() + PATIENCE
    homes = [home.id for home in world.model.homes]
    copied = [name for name, row in world.model.entities.items() if world.model.classes[row.class_].is_copied]
    while True:
        seen = {(table, home): rows for home in homes for table, rows in _look(world, home, homes)}
        if all(len({seen[table, home] for home in homes}) == 1 and seen[table, homes[0]] for table in copied):
            return seen
        _give_up_after(deadline, "The copies aren't complete.")


def _look(world: World, home: str, homes: list[str]) -> Iterator[tuple[str, frozenset[str]]]:
    with world.connect(home) as connection:
        for name, entity in world.model.entities.items():
            query = sql.SQL("SELECT t::text FROM {} AS t").format(sql.Identifier(entity.schema, entity.table))
            text = "\n".join(row[0] for row in connection.execute(query))
            yield name, frozenset(whose for whose in (*homes, "everywhere") if f"canary-{name}-{whose}-" in text)


def _matrix(world: World, seen: Seen) -> str:
    homes = [home.id for home in world.model.homes]
    short = {home.id: home.short for home in world.model.homes} | {"everywhere": "(all)"}
    lines = [f"  {'whose rows are in':<24}{'class':<11}" + "".join(f"{home:<18}" for home in homes).rstrip(), ""]
    for name, entity in sorted(world.model.entities.items(), key=lambda one: (one[1].class_, one[0])):
        cells = (" ".join(short[whose] for whose in sorted(seen[name, home])) for home in homes)
        lines.append(f"  {name:<24}{entity.class_:<11}" + "".join(f"{cell:<18}" for cell in cells).rstrip())
    return "\n".join([*lines, ""])


def _refusals(world: World) -> Iterator[tuple[str, str]]:
    roles = world.model.database[DATABASE].roles
    writer, reader, *_ = sorted((home.id for home in world.model.homes), key=lambda name: name != "eu-west-1")
    tries = (
        (reader, roles.application, "UPDATE organization SET plan = 'free'", "changes a global row"),
        (reader, roles.application, "UPDATE dossier SET home_region = 'eu-west-1'", "moves a regional row"),
        (writer, roles.replication, "SELECT * FROM dossier", "reads regional rows"),
        (writer, None, "ALTER PUBLICATION atlas_global ADD TABLE dossier", "publishes a regional table"),
        (writer, None, "CREATE PUBLICATION everything FOR ALL TABLES", "publishes all tables"),
    )
    for home, role, statement, meaning in tries:
        with world.connect(home, role) as connection:
            try:
                connection.execute(statement)
                answer = ""
            except psycopg.Error as error:
                answer = f"{error.sqlstate} ({type(error).__name__})"
        yield f"{home}, {role or 'the administrator'} {meaning}", answer


if __name__ == "__main__":
    sys.exit(main())
