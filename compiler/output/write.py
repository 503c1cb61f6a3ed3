"""Artifacts to disk: compare; where something differs, build the whole new tree and let it take the old one's place."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.output.compare import Comparison, compare
from compiler.output.emitted import Emitted
from compiler.output.paths import MANIFEST
from compiler.output.stage import stage, swap
from compiler.output.tree import reason
from compiler.output.workfolder import BusyError, WorkFolder, discard, held, recover

WRITE_BUSY = Code("write-busy", "Another run is writing", Severity.FAILURE)
WRITE_FAILED = Code("write-failed", "The generated files couldn't be written", Severity.FAILURE)

_ADVICE = {
    errno.ENOSPC: "Make room on the disk",
    errno.EDQUOT: "Make room: your quota on this disk is used up",
    errno.EACCES: "Get the right to write in the project's folder and in `.atlas/`",
    errno.EPERM: "Get the right to write in the project's folder and in `.atlas/`",
    errno.EROFS: "Make the disk writable",
    errno.ENOTDIR: "Move away what stands where Atlas needs a folder",
    errno.EXDEV: "Put `generated/` and `.atlas/` on one file system, without mounts between them",
    errno.EBUSY: "Put `generated/` and `.atlas/` on one file system, without mounts between them",
}


def write(
    root: Path, work: Path, emitted: Sequence[Emitted], *, only: str | None = None
) -> tuple[Comparison, tuple[Diagnostic, ...]]:
    """Make `root` (`generated/`) hold exactly these artifacts and the manifest, using the folder `work` (`.atlas/`).

    Returns what differed before, and its diagnostics; with any of them, nothing was written. Files that are right
    already aren't touched, and where all are, nothing is.
    """
    comparison = compare(root, emitted, only=only)
    if comparison.diagnostics:
        return comparison, comparison.diagnostics
    try:
        if comparison.outdated or WorkFolder(work).leftovers:
            with held(work) as folder:
                recover(root, folder)
                # Again, as another run may have come first, or an old tree may have been put back.
                comparison = compare(root, emitted, only=only)
                if comparison.outdated and not comparison.diagnostics:
                    _replace(root, folder, comparison, emitted)
    except BusyError:
        comparison = replace(comparison, diagnostics=(_busy(root),))
    except OSError as error:
        comparison = replace(comparison, diagnostics=(_failed(root, error),))
    for path in () if comparison.diagnostics else comparison.hollow:
        with suppress(OSError):
            (root / path).rmdir()
    return comparison, comparison.diagnostics


def _replace(root: Path, work: WorkFolder, comparison: Comparison, emitted: Sequence[Emitted]) -> None:
    bodies = {each.path: each.artifact.body for each in emitted} | {MANIFEST: comparison.manifest}
    same = [*comparison.unchanged, *comparison.kept]
    try:
        stage(root, work.next, same if comparison.manifest_differs else [*same, MANIFEST], bodies)
        swap(root, work)
    except OSError:
        with suppress(OSError):
            discard(work.next)
        raise


def _busy(root: Path) -> Diagnostic:
    return Diagnostic(
        WRITE_BUSY,
        what=f"Another run is writing `{root.name}/` at this moment.",
        why="Two at the same time would get in each other's way.",
        do="Wait until it has ended, then compile again; the lock goes away with the process that holds it.",
    )


def _failed(root: Path, error: OSError) -> Diagnostic:
    where = f" (`{os.path.relpath(error.filename, root.parent)}`)" if isinstance(error.filename, str) else ""
    why = "Nothing was lost: what was there before is still there, complete."
    if not os.path.lexists(root):
        why = f"There is no `{root.name}/` now; if there was one before, the next run puts it back."
    return Diagnostic(
        WRITE_FAILED,
        what=f"`{root.name}/` couldn't be written: {reason(error)}{where}.",
        why=why,
        do=f"{_ADVICE.get(error.errno or 0, 'See to the cause')}, then compile again.",
    )
