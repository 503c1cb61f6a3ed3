"""The folder beside `generated/` where a new tree is built: who may use it, and what a killed run left in it.

.atlas/lock                   held while a run writes
.atlas/generated.next         a tree being built; after an atomic exchange, the old tree
.atlas/generated.previous     only where there is no atomic exchange: the old tree, until the new one is in place
.atlas/generated.discarded    an old tree being deleted
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from compiler.frozen import frozen

_NO_LOCKS = {errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK}


class BusyError(Exception):
    """Another run of this project is writing."""


@frozen
class WorkFolder:
    """`place` is `.atlas`, on the same file system as `generated/`: renaming doesn't reach further."""

    place: Path

    @property
    def next(self) -> Path:
        return self.place / "generated.next"

    @property
    def previous(self) -> Path:
        return self.place / "generated.previous"

    @property
    def discarded(self) -> Path:
        return self.place / "generated.discarded"

    @property
    def leftovers(self) -> bool:
        """Whether a run was killed here, so that the next one has to recover."""
        return any(map(os.path.lexists, (self.next, self.previous, self.discarded)))


def make(place: Path) -> None:
    """The work folder on disk, unknown to git; OSError where that can't be."""
    with suppress(FileExistsError):
        place.mkdir()
    if not stat.S_ISDIR(place.lstat().st_mode):
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
    ignore = place / ".gitignore"
    if not ignore.exists() or ignore.stat().st_size == 0:  # empty: killed between making and filling it
        ignore.write_bytes(b"*\n")


@contextmanager
def held(place: Path) -> Iterator[WorkFolder]:
    """The work folder, made when needed, for this run alone; BusyError where another run has it.

    The lock belongs to the process, so a killed run leaves none behind. There is none on Windows, and on file systems
    that don't know locks: two runs at the same moment are then the user's to avoid.
    """
    make(place)
    descriptor = os.open(place / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(descriptor)
        yield WorkFolder(place)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        return
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BusyError from None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise


def recover(root: Path, work: WorkFolder) -> None:
    """Undo what a killed run left: an old tree that was set aside goes back, everything else goes away."""
    if not os.path.lexists(root) and os.path.lexists(work.previous):
        work.previous.rename(root)
    discard(work.discarded)
    discard(work.next)
    if os.path.lexists(work.previous):
        retire(work.previous, work)


def retire(tree: Path, work: WorkFolder) -> None:
    """Delete an old tree. It gets another name first: half deleted, it must never be taken for one to put back."""
    tree.rename(work.discarded)
    discard(work.discarded)


def discard(tree: Path) -> None:
    """Delete whatever stands there, without following links; nothing there is fine."""
    if tree.is_symlink() or tree.is_file():
        tree.unlink()
    elif os.path.lexists(tree):
        shutil.rmtree(tree)
