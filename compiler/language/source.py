"""The door of the language: the text of `atlas.yaml` as plain data, with a place for every path in it."""

from __future__ import annotations

import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import replace

from compiler.diagnostic import Code, Diagnostic, Path, Severity, Span
from compiler.frozen import frozen
from compiler.language.load.events import build
from compiler.language.load.flaws import FINDINGS_TOO_MANY
from compiler.language.load.marks import Mark, Marks
from compiler.language.load.text import CONTROL_CHARACTER, LIMIT, decode, shown_lines, too_large
from compiler.language.load.tree import Tree
from compiler.suggest import did_you_mean

__all__ = ["Mark", "Source", "Tree", "lines_of", "load", "read", "without_consequences"]

FILE_MISSING = Code("file-missing", "The file isn't there", Severity.FAILURE)
FILE_UNREADABLE = Code("file-unreadable", "The file can't be read", Severity.FAILURE)


@frozen
class Source:
    """One file: `file` as shown to people, its `lines`, its `data`, and `marks` with the place of every path."""

    file: str
    lines: tuple[str, ...]
    data: Tree
    marks: Mapping[Path, Mark]

    def place(self, found: Diagnostic) -> Diagnostic:
        """The finding with its span, unless it has one.

        Segments of its path that aren't in the file (pydantic adds tags of unions and `[key]`) are passed over; what
        is missing is placed at the nearest part that is there. A list or map is shown by its key. A name in a list
        may stand in the path itself, instead of its position.
        """
        if found.span is not None:
            return found
        here: Path = ()
        for segment in found.path:
            for written in (segment, str(segment), _position(_at(self.data, here), segment)):
                if (*here, written) in self.marks:
                    here = (*here, written)
                    break
        return replace(found, span=self._span(here, on_key=found.on_key or found.path[-1:] == ("[key]",)))

    def _span(self, path: Path, *, on_key: bool) -> Span:
        mark = self.marks[path]
        is_scalar = isinstance(_at(self.data, path), str)
        return mark.value if mark.key is None or (is_scalar and not on_key) else mark.key


def load(content: bytes, file: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read the bytes of a file, which is called `file` in findings.

    All that can be found is found in one run. There is no source where the text can't be read to its end, where it
    says nothing, and where invisible characters may have changed its words.
    """
    text, found = decode(content, file)
    if text is None:
        return None, tuple(found)
    data, spots, flaws = build(text)
    found = sorted([*found, *flaws], key=_by_place)
    if data is None or any(flaw.code is CONTROL_CHARACTER for flaw in found):
        return None, tuple(found)
    return Source(file, text.lines, data, Marks(text, spots)), tuple(found)


def read(path: pathlib.Path, shown_as: str) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Load a file from disk; a file that can't be read is a finding."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None, (_missing(path, shown_as),)
    except OSError as error:
        return None, (_unreadable(shown_as, error),)
    return (None, (too_large(shown_as),)) if len(content) > LIMIT else load(content, shown_as)


def lines_of(path: pathlib.Path) -> tuple[str, ...]:
    """The lines to show beside findings where no source could be made; none where the file can't be read."""
    try:
        with path.open("rb") as stream:
            return shown_lines(stream.read(LIMIT))
    except (OSError, ValueError):
        return ()


def without_consequences(later: Iterable[Diagnostic], earlier: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What a later stage found, but for values that the loader found fault with: one mistake is one finding."""
    judged = {found.path for found in earlier if found.path}
    return tuple(found for found in later if found.path not in judged)


def _at(data: Tree, path: Path) -> Tree:
    for segment in path:
        if isinstance(data, dict):
            data = data.get(str(segment), "")
        elif isinstance(data, list) and isinstance(segment, int) and segment < len(data):
            data = data[segment]
    return data


def _position(data: Tree, segment: str | int) -> str | int:
    return data.index(segment) if isinstance(data, list) and isinstance(segment, str) and segment in data else segment


def _by_place(found: Diagnostic) -> tuple[int, int, bool, str]:
    line, column = (found.span.line, found.span.column) if found.span else (0, 0)
    return line, column, found.code is FINDINGS_TOO_MANY, found.code.id


def _missing(path: pathlib.Path, shown_as: str) -> Diagnostic:
    near = did_you_mean(path.name, _beside(path))
    what = f"There is no file `{shown_as}`."
    why = "Everything is compiled from this one file."
    return Diagnostic(FILE_MISSING, what, why, near or "Go to the folder that has it, or give its path.")


def _beside(path: pathlib.Path) -> list[str]:
    try:
        return [other.name for other in path.parent.iterdir()]
    except (OSError, ValueError):
        return []


def _unreadable(shown_as: str, error: OSError) -> Diagnostic:
    if isinstance(error, IsADirectoryError):
        what, do = f"`{shown_as}` is a folder.", f"Give the file in it, such as `{shown_as.rstrip('/')}/atlas.yaml`."
    else:
        what = f"`{shown_as}` can't be read: {(error.strerror or 'unknown error').lower()}."
        do = "Check who may read it: `ls -l` shows that."
    return Diagnostic(FILE_UNREADABLE, what, "Everything is compiled from this one file.", do)
