"""Paths inside `generated/`: which ones may be, and how to show the ones that came from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MANIFEST = "MANIFEST.json"


def fault(path: str) -> str | None:
    """Why no artifact may have this path, as the end of a sentence; None for a good one.

    Good paths mean the same file on Linux, macOS and Windows, and stay inside `generated/`.
    """
    parts = path.split("/")
    if "\\" in path or ":" in path:
        return "has a backslash or a colon in it"
    if not all(part not in ("", ".", "..") for part in parts):
        return "isn't a plain path relative to `generated/`"
    if not path.isprintable():
        return "has characters in it that can't be shown"
    if parts[0].casefold() == MANIFEST.casefold():
        return "is the place of the manifest"
    return None


def shown(path: str) -> str:
    """The path with everything escaped that a terminal could take for a command, or that isn't UTF-8."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)


def folders(paths: Iterable[str]) -> set[str]:
    """Every folder above these paths, at any depth; the root itself isn't among them."""
    return {folder for path in paths for folder in above(path)}


def above(path: str) -> Iterator[str]:
    """`a/b/c` is in `a` and `a/b`."""
    end = path.find("/")
    while end != -1:
        yield path[:end]
        end = path.find("/", end + 1)
