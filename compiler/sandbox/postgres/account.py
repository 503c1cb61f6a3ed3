"""Whose processes the servers are: PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path

from compiler.frozen import frozen
from compiler.sandbox.error import SandboxError

_LAUNCH = Path(__file__).with_name("launch.py")
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@frozen
class Account:
    """A user that programs run as; both ids are None where that is the user who started Atlas."""

    uid: int | None = None
    gid: int | None = None

    def own(self, path: Path) -> None:
        """Hand a file or folder over to this user."""
        if self.uid is not None and self.gid is not None:
            os.chown(path, self.uid, self.gid)

    def run(self, *argv: str | Path, stdin: str | None = None) -> None:
        """Run a program to its end; SandboxError with the last lines it said if it fails."""
        try:
            done = subprocess.run(  # noqa: S603 - an installed PostgreSQL, or cp
                argv,
                input=stdin,
                stdin=subprocess.DEVNULL if stdin is None else None,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                cwd="/",
                env=_ENVIRONMENT,
                user=self.uid,
                group=self.gid,
                extra_groups=None if self.uid is None else (),
                timeout=120,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise _failed(argv[0], str(error)) from None
        if done.returncode != 0:
            raise _failed(argv[0], last_lines(done.stdout))

    def spawn(self, *argv: str | Path, log: Path, life: int) -> subprocess.Popen[bytes]:
        """Start a program that dies with this process, writes to `log` and holds the pipe end `life` open."""
        ids = [str(-1 if number is None else number) for number in (self.uid, self.gid)]
        with log.open("ab") as output:
            return subprocess.Popen(  # noqa: S603 - our own launch.py
                [sys.executable, "-I", "-S", _LAUNCH, str(os.getpid()), *ids, *argv],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                env=_ENVIRONMENT,
                start_new_session=True,
                pass_fds=(life,),
            )


def unprivileged() -> Account:
    """This user; for root `postgres`, or else `nobody`: the programs want a user that the system knows by name."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_uid, entry.pw_gid)
    raise SandboxError(
        "No user was found that PostgreSQL can run as.",
        why="PostgreSQL refuses to run as root, and this system has neither a user `postgres` nor `nobody`.",
        do="Run the command as another user than root.",
    )


def last_lines(text: str, count: int = 12) -> str:
    """The end of a log, as it is quoted in an error."""
    return "\n".join(text.strip().splitlines()[-count:]) or "It said nothing."


def _failed(program: str | Path, said: str) -> SandboxError:
    return SandboxError(
        f"`{Path(program).name}` failed while local PostgreSQL servers were prepared.",
        why=said,
        do=f"Check that {program} works on this machine.",
    )
