"""Folders that are there only while they are needed, and a copy of the programs where the others can't be used."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compiler.sandbox.postgres.account import Account
from compiler.sandbox.postgres.binaries import Binaries

_PREFIX = "atlas-pg-"
_MEMORY = Path("/dev/shm")  # noqa: S108 - only its free room is judged here; the folder in it is made by mkdtemp
_MEMORY_NEEDED = 2**30
_TOO_YOUNG_TO_SWEEP = 60


@contextmanager
def folder(*, for_data: bool) -> Iterator[Path]:
    """A new empty folder, gone at the end; other users may pass through it, not list it.

    Data goes to memory where there is 1 GB of room (containers often have 64 MB): programs don't, because containers
    forbid to run any from there. What a killed run left behind is removed first.
    """
    parent = _memory() if for_data else None
    parent = parent or Path(tempfile.gettempdir())
    _sweep(parent)
    path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    in_use = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(in_use, fcntl.LOCK_EX)
        path.chmod(0o711)
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(in_use)


def _memory() -> Path | None:
    usable = _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK)
    return _MEMORY if usable and shutil.disk_usage(_MEMORY).free > _MEMORY_NEEDED else None


def _sweep(parent: Path) -> None:
    """Remove our folders that nobody holds a lock on; one that was made a moment ago may not have its lock yet."""
    for path in parent.glob(f"{_PREFIX}*"):
        try:
            described = path.lstat()
            if described.st_uid != os.geteuid() or time.time() - described.st_mtime < _TOO_YOUNG_TO_SWEEP:
                continue
            handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        except OSError:
            continue
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(path, ignore_errors=True)
        except BlockingIOError:
            pass
        finally:
            os.close(handle)


@contextmanager
def programs(binaries: Binaries, account: Account) -> Iterator[Path]:
    """The folder of programs that `account` can run: the installed one, or a copy of it that is gone at the end.

    A copy is needed where the installation is closed to other users, as a root's virtual environment is, and where
    links between its libraries are missing, because npm was told to run no scripts.
    """
    if _runs(binaries.bin / "postgres", account):
        yield binaries.bin
        return
    with folder(for_data=False) as place:
        copied = place / binaries.bin.relative_to(binaries.root)
        for part in binaries.parts:
            source = binaries.root / part
            if source.is_dir():
                left_out = shutil.ignore_patterns("include", "pkgconfig", "*.a")
                shutil.copytree(source, place / part, symlinks=True, ignore=left_out, dirs_exist_ok=True)
        _link_libraries(copied.parent / "pg-symlinks.json", place)
        account.run(copied / "postgres", "--version")
        yield copied


def _runs(program: Path, account: Account) -> bool:
    try:
        subprocess.run(  # noqa: S603 - an installed PostgreSQL
            [program, "--version"],
            capture_output=True,
            cwd="/",
            user=account.uid,
            group=account.gid,
            extra_groups=None if account.uid is None else (),
            timeout=30,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def _link_libraries(links: Path, root: Path) -> None:
    """Do what the package's own install script does: it lists its links in a file, because npm packages hold none."""
    if not links.is_file():
        return
    for link in json.loads(links.read_text(encoding="utf-8")):
        target = root / link["target"]
        if not target.is_symlink() and not target.exists():
            target.symlink_to(os.path.relpath(root / link["source"], target.parent))
