"""What git has committed under `generated/`: the side that rules about a change compare with.

The working tree isn't asked, so deleting `generated/` gets past nothing. Unknown isn't absent: only a repository that
answers may say that there is no inventory.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import field
from pathlib import Path

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.frozen import frozen

HISTORY_NONE = Code("history-none", "There is no earlier compile to compare with", Severity.NOTE)
HISTORY_UNREADABLE = Code("history-unreadable", "The committed files can't be read", Severity.UNREADABLE)
BASE_UNKNOWN = Code("base-unknown", "The revision to compare with doesn't exist", Severity.FAILURE)

_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_REFERENCE = re.compile(r"[^-\x00-\x20\x7f][^\x00-\x1f\x7f]*")
_INVENTORY = re.compile(r"generated/([^/]+)/inventory\.json")
# Git sets these for a hook, for the repository and the folder that the hook runs in; the right repository here is
# always the one that the project stands in.
_OF_A_HOOK = {
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_WORK_TREE",
}
_PATIENCE = 60  # seconds; a partial clone may have to fetch what it lacks


@frozen
class Committed:
    """The inventories at one revision: bytes of `generated/<environment>/inventory.json` by environment.

    `reference` is what people call the revision, `revision` the commit's full name; None where there is none.
    """

    reference: str
    revision: str | None = None
    inventories: Mapping[str, bytes] = field(default_factory=dict)


class _Absent(Exception):  # noqa: N818
    """Git answered: there is no such commit. The text is the reason, the end of a sentence."""


class _Unreadable(Exception):  # noqa: N818
    """Git didn't answer. The text is the reason, the end of a sentence."""


def read_committed(
    project: Path, base: str | None, environments: Collection[str]
) -> tuple[Committed, tuple[Diagnostic, ...]]:
    """The inventories at `base`, or at HEAD where it is None: of every environment that this revision has, not only of
    `environments`, which are those of the file. `project` is the folder of `atlas.yaml`, anywhere in a repository."""
    nothing = Committed(base or "HEAD")
    try:
        revision = _revision(project, base)
        committed = Committed(nothing.reference, revision, _inventories(project, revision))
    except _Unreadable as fault:
        return nothing, (_unreadable(str(fault)),)
    except _Absent as fault:
        if base is not None:
            return nothing, (_unknown(base, str(fault)),)
        return nothing, (_first(f"Nothing is committed to compare with: {fault}."),)
    if not committed.inventories:
        return committed, (_first(f"`{committed.reference}` has no inventory in `generated/`."),)
    return committed, tuple(
        _first(f"`{committed.reference}` has no inventory of the environment `{name}`.", name)
        for name in environments
        if name not in committed.inventories
    )


def _revision(project: Path, base: str | None) -> str:
    if not any(os.path.lexists(folder / ".git") for folder in (project.resolve() / "x").parents):
        if "GIT_DIR" in os.environ:
            raise _Unreadable("`GIT_DIR` names a repository elsewhere, but the project doesn't stand in one")
        raise _Absent("the project isn't in a git repository")
    if base is not None and not _REFERENCE.fullmatch(base):
        raise _Absent("git has no names of this form")
    found = _git(project, "rev-parse", "--verify", "--quiet", f"{base or 'HEAD'}^{{commit}}")
    name = found.stdout.decode().strip()
    if found.returncode == 0 and _COMMIT.fullmatch(name):
        return name
    _answered(_git(project, "rev-parse", "--git-dir"))
    if base is not None:
        raise _Absent("this repository has no such commit")
    # A new branch names no commit; a broken one names a commit that isn't there, or nothing that can be read.
    if _git(project, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 0:
        raise _Unreadable("HEAD names a commit that this repository doesn't have")
    _answered(_git(project, "symbolic-ref", "HEAD"))
    raise _Absent("the repository has no commit yet")


def _inventories(project: Path, revision: str) -> dict[str, bytes]:
    listing = _answered(_git(project, "ls-tree", "-r", "-z", revision, "--", "generated"))
    names: dict[str, str] = {}
    for line in listing.decode(errors="surrogateescape").split("\0")[:-1]:
        about, _, path = line.partition("\t")
        match = _INVENTORY.fullmatch(path)
        if match is not None:
            names[match[1]] = about.split()[2]
        elif path == "generated":
            raise _Unreadable("`generated` isn't a folder there, but a link, a file or a submodule")
    return dict(zip(names, _blobs(project, names.values()), strict=True))


def _blobs(project: Path, objects: Collection[str]) -> Iterator[bytes]:
    if not objects:
        return
    stream = _answered(_git(project, "cat-file", "--batch", asking="".join(f"{name}\n" for name in objects)))
    start = 0
    for name in objects:
        end = stream.index(b"\n", start)
        kind = stream[start:end].split()
        if len(kind) != 3:
            raise _Unreadable(f"the repository lacks the object {name}")
        start = end + 1 + int(kind[2]) + 1
        yield stream[end + 1 : start - 1]


def _git(project: Path, *arguments: str, asking: str = "") -> subprocess.CompletedProcess[bytes]:
    git = shutil.which("git")
    if git is None:
        raise _Unreadable("`git` isn't installed, or isn't in the PATH")
    surroundings = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        return subprocess.run(  # noqa: S603 (no shell, and every argument is ours or checked)
            [git, *arguments],
            cwd=project,
            env=surroundings | {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"},
            input=asking.encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _Unreadable(f"`git` didn't run: {error}") from None


def _answered(done: subprocess.CompletedProcess[bytes]) -> bytes:
    if done.returncode:
        words = " ".join(done.stderr.decode(errors="replace").split())
        raise _Unreadable(f"`git` says: {words or f'exit code {done.returncode}'}")
    return done.stdout


def _first(what: str, environment: str | None = None) -> Diagnostic:
    return Diagnostic(
        HISTORY_NONE,
        what,
        why="So this is a first compile, and the rules about what was removed or changed have nothing to look at.",
        do="Commit `atlas.yaml` together with `generated/`; the next compile compares with that.",
        environment=environment,
    )


def _unreadable(reason: str) -> Diagnostic:
    return Diagnostic(
        HISTORY_UNREADABLE,
        what=f"What is committed in `generated/` can't be read: {reason}.",
        why="Whether a region or an entity was removed is unknown, and unknown isn't unchanged.",
        do="Make `git log` work in this folder, then compile again.",
    )


def _unknown(base: str, reason: str) -> Diagnostic:
    return Diagnostic(
        BASE_UNKNOWN,
        what=f"`--base` asks for the revision `{ascii(base)[1:-1]}`, but {reason}.",
        why="Without it, what was removed or changed can't be known.",
        do="Check the spelling; in a shallow clone, as CI systems make them, run `git fetch --unshallow` first.",
    )
