"""Nothing stays behind: no process and no folder, however the run ends."""

from __future__ import annotations

import os
import pwd
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg
import pytest
from processes import needs_proc, processes_in, wait_until_none

from compiler.sandbox.error import SandboxError
from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.cluster import servers
from compiler.sandbox.postgres.server import Server

PROJECT = Path(__file__).parents[2]
RUN = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background of a shell ignores it
from pathlib import Path
from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.cluster import servers
binaries = {binaries}
{first}
with servers(["one", "two"], binaries) as running:
    print(running["one"].log.parent, running["one"].conninfo(), sep="|", flush=True)
    time.sleep(60)
"""


def place(running: dict[str, Server]) -> Path:
    """The folder that holds everything of these servers."""
    return next(iter(running.values())).log.parent


@contextmanager
def another_run(binaries: Binaries, first: str = "") -> Iterator[tuple[subprocess.Popen[str], Path, str]]:
    """Servers of another Python process: the process, their folder, how to connect."""
    spelled = (
        f"Binaries({binaries.major}, {binaries.version!r}, Path({str(binaries.bin)!r}), Path({str(binaries.root)!r}), "
        f"{binaries.parts!r}, {binaries.openssl})"
    )
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONDONTWRITEBYTECODE": "1"}
    with subprocess.Popen(
        [sys.executable, "-c", RUN.format(binaries=spelled, first=first)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd="/",
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stderr is not None
            assert select.select([process.stdout], [], [], 60)[0], "The servers didn't start in time."
            line = process.stdout.readline()
            assert line, process.stderr.read()
            folder, conninfo = line.strip().split("|")
            yield process, Path(folder), conninfo
        finally:
            process.kill()


@needs_proc
def test_the_end_of_the_block_leaves_nothing(binaries: Binaries) -> None:
    with servers(["one", "two"], binaries) as running:
        folder = place(running)
        assert len(processes_in(folder)) > 2
    assert processes_in(folder) == []
    assert not folder.exists()


@needs_proc
@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_error_in_the_block_leaves_nothing(newest: Binaries, error: type[BaseException]) -> None:
    folder = None
    with suppress(error), servers(["one"], newest) as running:
        folder = place(running)
        raise error
    assert folder is not None
    assert processes_in(folder) == []
    assert not folder.exists()


@needs_proc
def test_open_sessions_and_a_killed_server_hold_nothing_up(newest: Binaries) -> None:
    with servers(["one", "two"], newest) as running:
        folder = place(running)
        connection = psycopg.connect(running["one"].conninfo())
        connection.execute("SELECT 1")
        running["two"].kill()
        began = time.monotonic()
    assert time.monotonic() - began < 5
    connection.close()
    assert processes_in(folder) == []
    assert not folder.exists()


def test_a_server_that_does_not_start_takes_the_others_along(newest: Binaries) -> None:
    name = f"one-{uuid.uuid4()}"
    with pytest.raises(SandboxError, match=name), servers([name, "two"], newest, settings={"shared_buffers": "-1"}):
        pass
    parents = (Path("/dev/shm"), Path(tempfile.gettempdir()))
    assert [path for parent in parents for path in parent.glob(f"atlas-pg-*/{name}*")] == []


@needs_proc
def test_ctrl_c_ends_the_servers_and_removes_their_folder(newest: Binaries) -> None:
    with another_run(newest) as (process, folder, _):
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert processes_in(folder) == []
        assert not folder.exists()


@needs_proc
@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a process that its parent has ended.")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_servers_die_with_a_killed_run_and_the_next_run_sweeps_their_folder(
    newest: Binaries, how: signal.Signals
) -> None:
    with another_run(newest) as (process, folder, conninfo):
        with psycopg.connect(conninfo) as connection:
            connection.execute("SELECT 1")
        assert len(processes_in(folder)) > 2
        process.send_signal(how)
        process.wait(20)
    assert wait_until_none(folder, 10) == []
    an_hour_ago = time.time() - 3600
    os.utime(folder, (an_hour_ago, an_hour_ago))
    with servers(["next"], newest):
        assert not folder.exists()


@needs_proc
def test_the_folder_of_a_living_run_is_not_swept(newest: Binaries) -> None:
    with servers(["first"], newest) as running:
        folder = place(running)
        an_hour_ago = time.time() - 3600
        os.utime(folder, (an_hour_ago, an_hour_ago))
        with servers(["second"], newest):
            assert folder.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="The other tests run as an ordinary user already.")
def test_an_ordinary_user_can_start_servers_too(binaries: Binaries) -> None:
    nobody = pwd.getpwnam("nobody")
    become = "import os\nos.setgroups([])\nos.setgid({0.pw_gid})\nos.setuid({0.pw_uid})\nsys.executable = {1!r}"
    with another_run(binaries, become.format(nobody, _python_for(nobody))) as (process, folder, conninfo):
        with psycopg.connect(conninfo) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert folder.stat().st_uid == nobody.pw_uid
        process.send_signal(signal.SIGINT)
        process.wait(20)
        assert not folder.exists()


def _python_for(user: pwd.struct_passwd) -> str:
    """A Python that this user may run: that of the tests can be in root's home."""
    for python in filter(None, (sys.executable, shutil.which("python3", path="/usr/bin:/usr/local/bin"))):
        with suppress(OSError):
            subprocess.run([python, "-c", ""], check=True, user=user.pw_uid, group=user.pw_gid, extra_groups=())
            return python
    pytest.skip("No Python was found that the user `nobody` may run.")
