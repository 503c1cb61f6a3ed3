"""What is on disk under `generated/`: looked at, never followed, never changed."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from compiler.frozen import frozen
from compiler.output.paths import folders

_READ = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFREG: "a file",
}


@frozen
class Tree:
    """Relative paths, with forward slashes. `odd` is what is neither a file nor a folder, each with its kind;
    `locked` is folders that can't be listed, each with the system's reason; `hollow` is folders without any of
    these at any depth, the deepest first. The path of `generated` itself is the empty text."""

    files: frozenset[str] = frozenset()
    odd: Mapping[str, str] = field(default_factory=dict)
    locked: Mapping[str, str] = field(default_factory=dict)
    hollow: tuple[str, ...] = ()


def scan(root: Path) -> Tree:
    """Everything under `root`; an empty tree where it doesn't exist."""
    try:
        mode = root.lstat().st_mode
    except FileNotFoundError:
        return Tree()
    except OSError as error:
        return Tree(locked={"": reason(error)})
    if not stat.S_ISDIR(mode):
        return Tree(odd={"": _kind(mode)})
    return _walk(root)


def _walk(root: Path) -> Tree:
    files: set[str] = set()
    seen: set[str] = set()
    odd: dict[str, str] = {}
    locked: dict[str, str] = {}
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(root / folder) as entries:
                for found in entries:
                    path = f"{folder}/{found.name}" if folder else found.name
                    if found.is_dir(follow_symlinks=False):
                        waiting.append(path)
                        seen.add(path)
                    elif found.is_file(follow_symlinks=False):
                        files.add(path)
                    else:
                        odd[path] = _kind(found.stat(follow_symlinks=False).st_mode)
        except OSError as error:
            locked[folder] = reason(error)
    full = folders([*files, *odd, *locked]) | locked.keys()
    return Tree(frozenset(files), odd, locked, tuple(sorted(seen - full, reverse=True)))


def _kind(mode: int) -> str:
    return _KINDS.get(stat.S_IFMT(mode), "a device")


def read(root: Path, path: str) -> bytes:
    """The bytes of a file that `scan` found; OSError where it can't be read, or has become a link since."""
    with open(os.open(f"{root}/{path}", _READ), "rb", buffering=0) as file:  # noqa: PTH123
        return file.readall()


def reason(error: OSError) -> str:
    """The system's own words, for the end of a sentence."""
    return error.strerror or type(error).__name__
