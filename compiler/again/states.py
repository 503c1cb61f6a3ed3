"""The states of files: what the file system says of each, which no change leaves as it is."""

from __future__ import annotations

import os
from stat import S_ISDIR


class States:
    """Texts that are the same only as long as nothing changed. `changed` is the last moment at which anything did, its
    bytes, its name or its rights; `written` counts bytes alone. Both are nanoseconds since 1970 by the clock of the
    file system, 0 where there is nothing."""

    __slots__ = ("changed", "texts", "written")

    def __init__(self, texts: list[str], changed: int, written: int) -> None:
        self.texts = texts
        self.changed = changed
        self.written = written


def states_of(folders: list[str], skipped: str = "") -> States:
    """Everything below these folders, files and folders; folders named `skipped` are passed by, and so is a folder that
    isn't there. Links aren't followed. OSError where the system refuses.

    The moment of a file's last change (`ctime`) is what nobody can set, as one can that of its last writing (`mtime`).
    """
    changed = written = 0
    waiting = [folder for folder in folders if os.path.lexists(folder)]
    found = [f"{folder}/ {os.lstat(folder).st_mode:o}" for folder in waiting]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                seen = entry.stat(follow_symlinks=False)
                if not S_ISDIR(seen.st_mode):
                    found.append(_state(entry.path, seen))
                    changed = max(changed, seen.st_ctime_ns)
                    written = max(written, seen.st_mtime_ns)
                elif entry.name != skipped:
                    found.append(f"{entry.path}/ {seen.st_mode:o}")
                    waiting.append(entry.path)
    return States(sorted(found), changed, written)


def state_of(path: str) -> str:
    """The text of one file or folder, its own alone; OSError where the system refuses."""
    return _state(path, os.stat(path))


def _state(path: str, seen: os.stat_result) -> str:
    whole = f"{seen.st_mode:o} {seen.st_dev} {seen.st_ino} {seen.st_size} {seen.st_mtime_ns} {seen.st_ctime_ns}"
    return f"{path} {whole}"
