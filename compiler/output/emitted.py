"""All artifacts of a run side by side: sorted, and no two of them in each other's way."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.emit.artifact import Artifact
from compiler.frozen import frozen
from compiler.output.paths import above, fault


@frozen
class Emitted:
    """One artifact and the name of the emitter that it comes from."""

    emitter: str
    artifact: Artifact

    @property
    def path(self) -> str:
        return self.artifact.path


class EmitterClash(Exception):  # noqa: N818
    """Two artifacts can't both be written, or one can't be written anywhere: always a bug in Atlas."""


def assemble(emitted: Iterable[Emitted]) -> tuple[Emitted, ...]:
    """The artifacts sorted by path; EmitterClash where two share a path, or would on a file system that is blind
    to letter case, or where one's path is a folder of the other's."""
    ordered = tuple(sorted(emitted, key=lambda each: each.path))
    files: dict[str, Emitted] = {}
    folders: dict[str, Emitted] = {}
    for each in ordered:
        reason = fault(each.path)
        if reason is not None:
            raise EmitterClash(f"The emitter `{each.emitter}` gave the path `{each.path}`, which {reason}.")
        _claim(each, files, folders)
    return ordered


def _claim(each: Emitted, files: dict[str, Emitted], folders: dict[str, Emitted]) -> None:
    name = each.path.casefold()
    other = files.setdefault(name, each)
    if other is not each:
        raise _clash(other, each, "are one file" if other.path == each.path else "differ in letter case only")
    if name in folders:
        raise _clash(folders[name], each, "need one name for a file and a folder")
    for folder in above(each.path):
        other = files.get(folder.casefold()) or folders.setdefault(folder.casefold(), each)
        if not other.path.startswith(f"{folder}/"):
            raise _clash(other, each, f"can't both be written on every system, because of `{folder}`")


def _clash(first: Emitted, second: Emitted, why: str) -> EmitterClash:
    return EmitterClash(
        f"The emitters `{first.emitter}` (`{first.path}`) and `{second.emitter}` (`{second.path}`) clash: these {why}."
    )
