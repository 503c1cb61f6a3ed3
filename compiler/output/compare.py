"""What is on disk against what should be there. `--check` and `write` share this comparison; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path

from compiler.diagnostic import Diagnostic
from compiler.frozen import frozen
from compiler.output import manifest, refusals
from compiler.output.emitted import Emitted
from compiler.output.manifest import DamageError, Entry, digest
from compiler.output.paths import MANIFEST
from compiler.output.tree import Tree, read, reason, scan


@frozen
class Comparison:
    """Relative paths, sorted; none of them is in two of the lists.

    `kept` belongs to environments that weren't compiled, `hollow` is empty folders, the deepest first. `manifest` is
    what `MANIFEST.json` should hold; `manifest_differs` where that isn't on disk. With any diagnostic, nothing may be
    written, and the lists may lack what couldn't be judged.
    """

    unchanged: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    hollow: tuple[str, ...] = ()
    manifest: bytes = b""
    manifest_differs: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def outdated(self) -> bool:
        """Whether writing would change a file; empty folders don't count, as git doesn't know them either."""
        return bool(self.added or self.changed or self.restored or self.removed or self.manifest_differs)


def compare(root: Path, emitted: Iterable[Emitted], *, only: str | None = None) -> Comparison:
    """`root` is `generated/`, `emitted` comes from `assemble`. `only` names the environment where just one was
    compiled: what the manifest says of the others stays as it is, and their files aren't read."""
    tree = scan(root)
    if tree.locked:
        return Comparison(unreadable=tuple(sorted(tree.locked)), diagnostics=refusals.unreadable(root, tree.locked))
    if MANIFEST in tree.odd:
        return Comparison(diagnostics=(refusals.damaged(root, f"is {tree.odd[MANIFEST]}"),))
    try:
        on_disk = read(root, MANIFEST) if MANIFEST in tree.files else None
        known = {} if on_disk is None else manifest.parse(on_disk)
    except DamageError as damage:
        return Comparison(diagnostics=(refusals.damaged(root, str(damage)),))
    except OSError as error:
        return Comparison(unreadable=(MANIFEST,), diagnostics=refusals.unreadable(root, {MANIFEST: reason(error)}))

    wanted = {each.path: each for each in emitted}
    kept = {path: known[path] for path in known if only and path not in wanted and not path.startswith(f"{only}/")}
    body = manifest.dump(kept | {path: manifest.entry(each) for path, each in wanted.items()})
    verdict = _judge(root, tree, known, wanted, kept)
    return Comparison(
        unchanged=verdict.paths(Fate.UNCHANGED),
        kept=verdict.paths(Fate.KEPT),
        added=verdict.paths(Fate.ADDED),
        changed=verdict.paths(Fate.CHANGED),
        restored=verdict.paths(Fate.RESTORED),
        removed=verdict.paths(Fate.REMOVED),
        edited=verdict.paths(Fate.EDITED),
        strangers=verdict.paths(Fate.STRANGER),
        unreadable=verdict.paths(Fate.UNREADABLE),
        hollow=tree.hollow,
        manifest=body,
        manifest_differs=body != on_disk,
        diagnostics=(
            *refusals.edited(root, verdict.edits),
            *refusals.strangers(root, verdict.paths(Fate.STRANGER), tree.odd, owned=on_disk is not None),
            *refusals.unreadable(root, verdict.reasons),
        ),
    )


class Fate(Enum):
    """What is to happen to one path; the first six are for writing, the others say why nothing is written."""

    UNCHANGED = auto()
    KEPT = auto()
    ADDED = auto()
    CHANGED = auto()
    RESTORED = auto()
    REMOVED = auto()
    EDITED = auto()
    STRANGER = auto()
    UNREADABLE = auto()


@dataclass(slots=True)
class _Verdict:
    """The fate of every path, with the details that the findings need; it grows while judging."""

    fates: dict[str, Fate]
    edits: list[refusals.Edit] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)

    def paths(self, fate: Fate) -> tuple[str, ...]:
        return tuple(sorted(path for path, own in self.fates.items() if own is fate))


def _judge(
    root: Path, tree: Tree, known: Mapping[str, Entry], wanted: Mapping[str, Emitted], kept: Mapping[str, Entry]
) -> _Verdict:
    # Everything on disk is stale until it is struck off; so an orphan or a stranger can't be overlooked.
    stale = tree.files - {MANIFEST} - kept.keys()
    fates = dict.fromkeys(stale - known.keys(), Fate.STRANGER)
    fates |= dict.fromkeys(tree.files & kept.keys(), Fate.KEPT)
    verdict = _Verdict(fates | dict.fromkeys(tree.odd, Fate.STRANGER))
    for path in sorted((stale & known.keys()) | (wanted.keys() - tree.odd.keys())):
        each = wanted.get(path)
        try:
            found = read(root, path) if path in tree.files else None
        except OSError as error:
            verdict.fates[path] = Fate.UNREADABLE
            verdict.reasons[path] = reason(error)
            continue
        fate = _fate(found, known.get(path), None if each is None else each.artifact.body)
        verdict.fates[path] = fate
        if found is not None and fate is Fate.EDITED:
            only_line_ends = digest(found.replace(b"\r\n", b"\n")) == known[path].sha256
            verdict.edits.append(refusals.Edit(path, None if each is None else each.artifact.origin, only_line_ends))
    return verdict


def _fate(found: bytes | None, known: Entry | None, body: bytes | None) -> Fate:
    """The table of truth: what is on disk, what the manifest says of it, what should be there."""
    if found is None:
        return Fate.RESTORED if known else Fate.ADDED
    if found == body:
        return Fate.UNCHANGED
    if known is None:
        return Fate.STRANGER
    if digest(found) != known.sha256:
        return Fate.EDITED
    return Fate.REMOVED if body is None else Fate.CHANGED
