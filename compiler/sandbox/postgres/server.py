"""One local PostgreSQL server: a child process with a data folder, a port and a log."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from compiler.sandbox.error import SandboxError
from compiler.sandbox.postgres.account import Account, last_lines

SUPERUSER = "postgres"
_PORTS = range(15_000, 32_000)
"""Below the ports that systems give to outgoing connections (Linux from 32768, IANA from 49152): a subscriber that
calls a stopped server on such a port can by chance be given that very port, and then talks to itself."""
_TRIES = 5
_START_SECONDS = 60
_STOP_SECONDS = 20


class Server:
    """A server that is started, stopped and killed at will; it keeps its port and its data meanwhile.

    Start it in the main thread: Linux ends a server together with the thread that started it.
    """

    def __init__(self, name: str, *, programs: Path, data: Path, log: Path, account: Account, password: str) -> None:
        self.name = name
        self.log = log
        self.superuser_password = password
        self._programs = programs
        self._data = data
        self._account = account
        self._port: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._life = -1

    @property
    def port(self) -> int:
        """The TCP port on 127.0.0.1; it stays the same from the first start on."""
        if self._port is None:
            raise SandboxError(
                f"The server `{self.name}` has no port yet.", why="It was never started.", do="Start it first."
            )
        return self._port

    @property
    def pid(self) -> int | None:
        """The id of the running server process; None if it doesn't run."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def conninfo(self, *, user: str = SUPERUSER, password: str | None = None, dbname: str = "postgres") -> str:
        """A connection string for libpq (psql, psycopg, CREATE SUBSCRIPTION); the superuser's password is known."""
        known = self.superuser_password if password is None and user == SUPERUSER else password
        parts = {"host": "127.0.0.1", "port": str(self.port), "dbname": dbname, "user": user, "password": known}
        return " ".join(f"{key}={_quoted(value)}" for key, value in parts.items() if value is not None)

    def start(self) -> None:
        """Start, and return when connections are accepted; SandboxError with the end of the log if it doesn't start."""
        if self.pid is not None:
            return
        self._forget()
        for attempt in range(1, _TRIES + 1):
            port = self._port if self._port is not None else _free_port()
            self._spawn(port)
            if self._is_ready():
                self._port = port
                return
            self._end(signal.SIGQUIT)
            if attempt < _TRIES and _is_taken(port):
                time.sleep(0.2)
                continue
            raise self._didnt_start()

    def stop(self) -> None:
        """Shut down in order: sessions end, what subscribers are owed is sent, the data folder is clean."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Kill as a crash does, and return when every process of the server is gone."""
        self._end(signal.SIGKILL)

    def discard(self) -> None:
        """End at once, whatever state the server is in; for data that nobody needs any more."""
        self._end(signal.SIGQUIT)

    def _spawn(self, port: int) -> None:
        life, theirs = os.pipe()
        try:
            command = (self._programs / "postgres", "-D", self._data, "-p", str(port))
            self._process = self._account.spawn(*command, log=self.log, life=theirs)
            self._life = life
        except OSError:
            os.close(life)
            raise
        finally:
            os.close(theirs)

    def _is_ready(self) -> bool:
        deadline = time.monotonic() + _START_SECONDS
        while self.pid is not None and time.monotonic() < deadline:
            with suppress(OSError, IndexError, ValueError):
                lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
                if int(lines[0]) == self.pid and lines[7].strip() == "ready":
                    return True
            time.sleep(0.01)
        return False

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        for ask in dict.fromkeys((how, signal.SIGQUIT, signal.SIGKILL)):
            self._process.send_signal(ask)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_STOP_SECONDS)
                break
        self._wait_for_the_last_process()
        self._forget()

    def _wait_for_the_last_process(self) -> None:
        """Each process of the server holds the other end of the pipe: it reads as ended when all of them are gone."""
        os.set_blocking(self._life, False)
        deadline = time.monotonic() + _STOP_SECONDS
        while time.monotonic() < deadline:
            with suppress(BlockingIOError):
                if os.read(self._life, 1) == b"":
                    return
            time.sleep(0.005)
        raise SandboxError(
            f"The server `{self.name}` didn't end.",
            why=f"A process of it was still there {_STOP_SECONDS} seconds after its first one had gone.",
            do=f"Look for processes of {self._programs / 'postgres'} and end them.",
        )

    def _forget(self) -> None:
        if self._process is not None:
            self._process.wait()
            os.close(self._life)
            self._process = None
            self._life = -1

    def _didnt_start(self) -> SandboxError:
        return SandboxError(
            f"The local PostgreSQL server `{self.name}` didn't start.",
            why=f"The end of its log:\n{last_lines(self.log.read_text(encoding='utf-8', errors='replace'))}",
            do="Correct what the log names; a wrong setting is named in it with its file and line.",
        )


def _free_port() -> int:
    for _ in range(200):
        port = secrets.choice(_PORTS)
        if not _is_taken(port):
            return port
    raise SandboxError(
        "No free port was found for a local PostgreSQL server.",
        why=f"200 ports between {_PORTS.start} and {_PORTS.stop - 1} were tried, and all were taken.",
        do="End the programs that listen on them.",
    )


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError:
            return True
    return False


def _quoted(value: str) -> str:
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
