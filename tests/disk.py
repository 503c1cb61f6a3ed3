"""Small trees on disk, and artifacts to write there, for the tests of the write stage."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compiler.diagnostic import Path as Origin
from compiler.emit.artifact import Artifact
from compiler.output import Emitted, assemble


def emitted(
    bodies: Mapping[str, bytes], *, emitter: str = "sketch", origin: Origin = ("entities", "user")
) -> tuple[Emitted, ...]:
    """What an emitter of these files would give."""
    return assemble(Emitted(emitter, Artifact(path, body, origin)) for path, body in bodies.items())


def contents(root: Path) -> dict[str, bytes]:
    """Every file under `root` with its bytes, the manifest too; empty where there is no folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def fill(root: Path, bodies: Mapping[str, bytes]) -> None:
    """Put files on disk as a person would, without Atlas."""
    for name, body in bodies.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
