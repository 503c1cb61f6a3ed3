"""Which commit is checked out, read off the files that say so: asking git takes longer than all the rest of a look."""

from __future__ import annotations

import os


def head_of(project: str) -> list[bytes] | None:
    """Texts that are the same only as long as HEAD is the same commit; none where no folder above has a repository.

    None where that can't be told: a branch that refers on to another, objects that are replaced by others, references
    that aren't files, or a place where git itself would look on.
    """
    folder = project
    while not os.path.lexists(f"{folder}/.git"):
        folder, below = os.path.dirname(folder), folder
        if folder == below:
            return []
    try:
        return _head(f"{folder}/.git")
    except OSError:
        return None


def _head(git: str) -> list[bytes] | None:
    if not os.path.isdir(git):  # another working tree of the same repository, or a submodule
        pointer = _read(git)
        if not pointer.startswith(b"gitdir: "):
            return None
        git = os.path.join(os.path.dirname(git), os.fsdecode(pointer[8:].strip()))
    common = os.path.join(git, os.fsdecode(_read_if_there(f"{git}/commondir").strip()))
    head, packed = _read(f"{git}/HEAD"), _read_if_there(f"{common}/packed-refs")
    replaced = f"{common}/refs/replace"
    if b"refs/replace/" in packed or (os.path.isdir(replaced) and os.listdir(replaced)):
        return None
    if not head.startswith(b"ref: "):
        return [head]
    name = os.fsdecode(head[5:].strip())
    branch = _read_if_there(f"{common}/{name}")
    if not name.startswith("refs/heads/") or branch.startswith(b"ref:") or os.path.isdir(f"{common}/reftable"):
        return None
    return [head, branch, packed]


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _read_if_there(path: str) -> bytes:
    try:
        return _read(path)
    except FileNotFoundError:
        return b""
