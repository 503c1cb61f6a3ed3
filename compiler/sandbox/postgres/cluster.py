"""Several local servers at once, one for each region, from one freshly made template."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from compiler.sandbox.error import SandboxError
from compiler.sandbox.postgres.account import Account, unprivileged
from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.server import SUPERUSER, Server
from compiler.sandbox.postgres.settings import HBA, configuration
from compiler.sandbox.postgres.workplace import folder, programs


@contextmanager
def servers(
    names: Sequence[str],
    binaries: Binaries,
    *,
    databases: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Iterator[dict[str, Server]]:
    """Start a server for each name (a region's id); afterwards neither a process nor a file of them is left.

    Each has the empty `databases` beside `postgres`, and a superuser with a random password, the same on all of them.
    `settings` are added to those of `postgresql.conf`. Being copies of one template, all servers say the same
    `system_identifier`. SandboxError if a server can't be made or started. Call it in the main thread.
    """
    with ExitStack() as cleanup:
        try:
            running = _started(cleanup, names, binaries, databases, settings or {})
        except OSError as error:
            raise SandboxError(
                "Local PostgreSQL servers couldn't be prepared.",
                why=f"The system refused: {error}.",
                do="Make room, or grant what was refused, and try again.",
            ) from None
        yield running


def _started(
    cleanup: ExitStack, names: Sequence[str], binaries: Binaries, databases: Sequence[str], settings: Mapping[str, str]
) -> dict[str, Server]:
    account = unprivileged()
    password = secrets.token_urlsafe(24)
    place = cleanup.enter_context(folder(for_data=True))
    tools = cleanup.enter_context(programs(binaries, account))
    template = _template(place, tools, account, password, databases)
    running = {}
    for name in names:
        data = _data(place / name, template, account)
        with (data / "postgresql.conf").open("a", encoding="utf-8") as file:
            file.write(configuration(name, len(names), binaries.major, settings))
        log = place / f"{name}.log"
        server = Server(name, programs=tools, data=data, log=log, account=account, password=password)
        cleanup.callback(server.discard)
        server.start()
        running[name] = server
    return running


def _template(place: Path, tools: Path, account: Account, password: str, databases: Sequence[str]) -> Path:
    home = place / "template"
    home.mkdir(mode=0o700)
    account.own(home)
    secret = home / "password"
    secret.touch(mode=0o600)
    account.own(secret)
    secret.write_text(password, encoding="utf-8")
    data = home / "data"
    access = ("-A", "scram-sha-256", "-U", SUPERUSER, "--pwfile", secret)
    account.run(tools / "initdb", "-D", data, *access, "-E", "UTF8", "--locale=C", "--no-sync", "--wal-segsize=1")
    secret.unlink()
    (data / "pg_hba.conf").write_text(HBA, encoding="utf-8")
    statements = "".join(f'CREATE DATABASE "{_doubled(name)}"\n' for name in databases)
    if statements:
        account.run(tools / "postgres", "--single", "-D", data, "-c", "fsync=off", "postgres", stdin=statements)
    return data


def _data(home: Path, template: Path, account: Account) -> Path:
    home.mkdir(mode=0o700)
    account.own(home)
    account.run("/bin/cp", "-R", "-p", template, home)
    return home / template.name


def _doubled(name: str) -> str:
    return name.replace('"', '""')
