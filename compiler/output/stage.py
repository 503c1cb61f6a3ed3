"""Building the whole new tree beside the old one, and letting it take the old one's place."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from compiler.output import kernel
from compiler.output.paths import folders
from compiler.output.tree import read
from compiler.output.workfolder import WorkFolder, discard, retire

_CREATE = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
# Whatever the umask: what is generated is as readable for CI and for colleagues as what is checked out, and the same
# everywhere. Nothing in it is secret.
_FILE_MODE = 0o644
_FOLDER_MODE = 0o755
_TICK, _TICKS = 0.001, 15
"""Seconds: the clock of most file systems goes on every 1 to 10 ms. One that is slower isn't waited for."""


def stage(root: Path, fresh: Path, same: Sequence[str], bodies: Mapping[str, bytes]) -> None:
    """Build at `fresh` a tree of all of `bodies`, and of the files `same`, whose bytes under `root` are right already.

    OSError where the system refuses; what was built so far is left there.
    """
    _make_folder(fresh)
    for folder in sorted(folders([*same, *bodies])):
        _make_folder(fresh / folder)
    written = [path for path in same if not _linked(f"{root}/{path}", f"{fresh}/{path}")]
    written.extend(sorted(bodies.keys() - same))
    for path in written:
        body = bodies.get(path)
        _make_file(f"{fresh}/{path}", read(root, path) if body is None else body)
    kernel.flush(fresh, [f"{fresh}/{path}" for path in written])
    if written:
        _let_time_pass(fresh, (fresh / written[-1]).stat().st_mtime_ns)


def _let_time_pass(folder: Path, since: int) -> None:
    """Wait until the clock of the file system has gone on: whoever writes after the swap is seen to be younger."""
    for _ in range(_TICKS):
        os.utime(folder)
        if folder.stat().st_mtime_ns > since:
            return
        time.sleep(_TICK)


def _make_folder(place: Path) -> None:
    place.mkdir()
    place.chmod(_FOLDER_MODE)


def _linked(old: str, new: str) -> bool:
    # A file system may lack hard links, limit them, or forbid them for files of another user: then it is a copy.
    with suppress(OSError):
        os.link(old, new, follow_symlinks=False)
        return True
    return False


def _make_file(place: str, body: bytes) -> None:
    descriptor = os.open(place, _CREATE, _FILE_MODE)
    try:
        rest = memoryview(body)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
    finally:
        os.close(descriptor)
    os.chmod(place, _FILE_MODE)  # noqa: PTH101


def swap(root: Path, work: WorkFolder) -> None:
    """Let the tree at `work.next` be `root`. Whoever looks, at any moment, finds the old tree or the new one, whole.

    Where the system has no atomic exchange there is a moment in which nobody finds any: the old tree then is at
    `work.previous`, and `recover` puts it back. OSError leaves the old tree in place.
    """
    if not os.path.lexists(root):
        work.next.rename(root)
    elif kernel.exchange(work.next, root):
        with suppress(OSError):  # the new tree is in place; the next run cleans up, or says why it can't
            discard(work.next)
    else:
        _swap_in_two_steps(root, work)
        with suppress(OSError):
            retire(work.previous, work)


def _swap_in_two_steps(root: Path, work: WorkFolder) -> None:
    root.rename(work.previous)
    try:
        work.next.rename(root)
    except OSError:
        work.previous.rename(root)
        raise
