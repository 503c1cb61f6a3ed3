"""Why nothing is written: findings about what stands in `generated/`."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.diagnostic import Path as Origin
from compiler.frozen import frozen
from compiler.output.paths import MANIFEST, shown

FILE_EDITED = Code("file-edited", "A generated file was changed by hand", Severity.REFUSAL)
FILE_STRANGER = Code("file-stranger", "A file among the generated ones isn't from Atlas", Severity.REFUSAL)
FILE_UNREADABLE = Code("output-unreadable", "A generated file can't be read", Severity.UNREADABLE)
MANIFEST_DAMAGED = Code("manifest-damaged", "The list of generated files can't be used", Severity.REFUSAL)

_SINGLE = 10  # findings of one kind, before the rest is only counted
_LISTED = 5  # names in one finding


@frozen
class Edit:
    """A file that differs from what the manifest says Atlas wrote. `origin` is what to edit in `atlas.yaml` instead,
    None where the file isn't wanted any more; `only_line_ends` where nothing but LF became CRLF."""

    path: str
    origin: Origin | None
    only_line_ends: bool


def edited(root: Path, edits: Sequence[Edit]) -> tuple[Diagnostic, ...]:
    """One finding a file; from the eleventh on, one for all that are left."""
    single = _SINGLE if len(edits) > _SINGLE + 1 else len(edits)
    found = [_edited(root, edit) for edit in edits[:single]]
    if edits[single:]:
        found.append(
            Diagnostic(
                FILE_EDITED,
                what=f"{len(edits) - single} more files in `{root.name}/` were changed by hand: "
                f"{_listing(edit.path for edit in edits[single:])}.",
                why="Compiling would overwrite these changes without a trace.",
                do=f"See what changed with `git diff -- {root.name}`; drop it all with `git restore {root.name}`.",
            )
        )
    return tuple(found)


def _edited(root: Path, edit: Edit) -> Diagnostic:
    path = f"{root.name}/{edit.path}"
    what = f"`{path}` was changed by hand after Atlas wrote it."
    why = "Compiling would overwrite this change without a trace."
    do = "Put the change into `atlas.yaml`, "
    drop = f"drop it with `git restore {shlex.quote(path)}` or by deleting the file; then compile again."
    if edit.only_line_ends:
        what = f"`{path}` has other line ends (CRLF) than Atlas wrote (LF)."
        why = "The same input has to give the same bytes on every machine; git or an editor converted them."
        do, drop = f"Add the line `{root.name}/** -text` to `.gitattributes`, ", "delete the file and compile again."
    elif edit.origin is None:
        why = "`atlas.yaml` doesn't ask for this file any more, so compiling would delete it, and the change with it."
        do = "Keep a copy elsewhere if you need it, "
    else:
        drop = f"or {drop}"
    return Diagnostic(FILE_EDITED, what, why, do + drop, path=edit.origin or ())


def strangers(root: Path, paths: Sequence[str], odd: Mapping[str, str], *, owned: bool) -> tuple[Diagnostic, ...]:
    """One finding for all of them; `owned` where there is a manifest, so that the other files are known."""
    if not paths:
        return ()
    if paths[0] == "":
        return (_not_a_folder(root, odd[""]),)
    if len(paths) == 1:
        what = f"`{root.name}/{shown(paths[0])}`{_kind(odd, paths[0])} isn't from Atlas."
        it, subject = "it", "it"
    else:
        what = f"{len(paths)} files in `{root.name}/` aren't from Atlas: {_listing(paths, odd)}."
        it, subject = "them", "they"
    why = f"Atlas replaces `{root.name}/` as a whole, so {subject} would be lost."
    do = f"Move {it} out of `{root.name}/` or delete {it}, then compile again."
    if not owned:
        why = f"There is no `{root.name}/{MANIFEST}`, so what Atlas wrote can't be told apart from what people wrote."
        do = (
            f"Put the list back with `git restore {root.name}/{MANIFEST}`; or, if nothing in `{root.name}/` is yours, "
            "delete the folder and compile again."
        )
    return (Diagnostic(FILE_STRANGER, what, why, do),)


def _not_a_folder(root: Path, kind: str) -> Diagnostic:
    return Diagnostic(
        FILE_STRANGER,
        what=f"`{root.name}` is {kind}, not a folder.",
        why="Atlas never follows or replaces what it didn't make.",
        do=f"Move `{root.name}` away, then compile again.",
    )


def unreadable(root: Path, reasons: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """One finding for all files and folders that the system didn't let us read."""
    if not reasons:
        return ()
    first, why_not = min(reasons.items())
    path = f"{root.name}/{shown(first)}" if first else root.name
    more = f" (and {len(reasons) - 1} more)" if len(reasons) > 1 else ""
    return (
        Diagnostic(
            FILE_UNREADABLE,
            what=f"`{path}`{more} can't be read: {why_not}.",
            why="Whether it was changed by hand is unknown, and unknown isn't unchanged.",
            do=f"Make it readable (`chmod -R u+rX {root.name}`), then compile again.",
        ),
    )


def damaged(root: Path, fault: str) -> Diagnostic:
    """`fault` is the end of a sentence about the manifest."""
    return Diagnostic(
        MANIFEST_DAMAGED,
        what=f"`{root.name}/{MANIFEST}` {fault}.",
        why="It says which files Atlas wrote; without it they can't be told apart from what people wrote.",
        do=f"Put it back with `git restore {root.name}/{MANIFEST}`; or, as in the middle of a merge, move away what is "
        f"yours in `{root.name}/`, delete the folder and compile again.",
    )


def _listing(paths: Iterable[str], odd: Mapping[str, str] | None = None) -> str:
    every = list(paths)
    names = ", ".join(f"`{shown(path)}`{_kind(odd or {}, path)}" for path in every[:_LISTED])
    return f"{names} and {len(every) - _LISTED} more" if len(every) > _LISTED else names


def _kind(odd: Mapping[str, str], path: str) -> str:
    return f" ({odd[path]})" if path in odd else ""
