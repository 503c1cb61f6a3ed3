"""Environments: the body of the file is production; another environment lays single values or whole rows over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.frozen import frozen
from compiler.language.keys import as_meant
from compiler.language.load.flaws import shown
from compiler.language.shape import DOCUMENT, Choice, Key, Keys, Rows, Series, Shape, Value, children, known_keys
from compiler.language.source import Tree
from compiler.suggest import did_you_mean

OVERRIDE_UNKNOWN = Code("override-unknown", "Override of something that isn't there")
OVERRIDE_FORBIDDEN = Code("override-forbidden", "Override of what is the same everywhere")
OVERRIDE_TOO_WIDE = Code("override-too-wide", "Override of more than one value or row")
OVERRIDE_TWICE = Code("override-twice", "Two overrides of one place")

BASE = "production"
"""The environment that the body of the file describes."""


@frozen
class Effective:
    """The document as one environment has it. `written` tells for each overridden path where that is written."""

    environment: str
    data: Tree
    written: Mapping[Path, Path] = field(default_factory=dict)

    def where(self, path: Path) -> Path:
        """The path in the file of what stands at `path` in this environment."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.written:
                return self.written[path[:length]] + path[length:]
        return path

    def at_home(self, found: Diagnostic) -> Diagnostic:
        """The finding, pointing to where its cause is written; a line to paste there has the whole path as its key."""
        at = self.where(found.path)
        if at[-1:] != (dotted(found.path),) or len(found.path) < 2:
            return replace(found, path=at)
        short, whole = f"`{found.path[-1]}: ", f"`{at[-1]}: "
        return replace(found, path=at, what=found.what.replace(short, whole), do=found.do.replace(short, whole))


def lay(data: Tree, environment: str) -> tuple[Effective, tuple[Diagnostic, ...]]:
    """The document of one environment. Overrides that can't be laid are left out, and reported; so are keys that are
    spelled otherwise than they were meant."""
    meant = as_meant(data)
    written, problems = dict(meant.written), list(meant.findings)
    body = laid = meant.data
    targets: dict[Path, str] = {}
    section = Effective(environment, body, written).where(("environments", environment, "override"))
    for text, value in _overrides(body, environment).items():
        at: Path = (*section, text)
        target = _target(text, body)
        shape, problem = _judge(text, value, target, body, environment)
        problem = problem or _overlap(text, target, targets)
        if problem is not None:
            problems.append(replace(problem, path=at, on_key=True))
            continue
        row = as_meant(value, shape, target)
        laid = _replaced(laid, target, row.data)
        targets[target] = text
        written[target] = at
        written |= {path: at + as_written[len(target) :] for path, as_written in row.written.items()}
        problems += [replace(one, path=at + one.path[len(target) :]) for one in row.findings]
    return Effective(environment, laid, written), tuple(problems)


def _overrides(data: Tree, environment: str) -> dict[str, Tree]:
    here: Tree = data
    for segment in ("environments", environment, "override"):
        here = here.get(segment, {}) if isinstance(here, dict) else {}
    return here if isinstance(here, dict) else {}


def _target(text: str, data: Tree) -> Path:
    """The dotted text as a path; a number is a position where the data has a list."""
    path: list[str | int] = []
    here: Tree = data
    for word in text.split("."):
        if isinstance(here, list) and word.isascii() and word.isdigit():
            path.append(int(word))
            here = here[int(word)] if int(word) < len(here) else {}
        else:
            path.append(word)
            here = here.get(word, {}) if isinstance(here, dict) else {}
    return tuple(path)


def _judge(text: str, value: Tree, target: Path, data: Tree, environment: str) -> tuple[Shape, Diagnostic | None]:
    """The shape of what stands at the target, and why that can't be overridden."""
    shape, governing, unknown = _lookup(target, data)
    if environment == BASE:
        return shape, _in_the_body(text)
    if unknown is not None:
        return shape, unknown
    if isinstance(shape, Rows) or (isinstance(shape, Keys | Choice) and not _is_row(shape)):
        return shape, _too_wide(text, value)
    if governing is None or not governing.environment:
        return shape, _forbidden(text)
    return shape, None


def _in_the_body(text: str) -> Diagnostic:
    return Diagnostic(
        OVERRIDE_FORBIDDEN,
        f"`{text}` is overridden in {BASE}.",
        f"The body of the file is {BASE}: a second value for it would hide the first one.",
        "Change the value in the body of the file, and delete this line.",
    )


def _forbidden(text: str) -> Diagnostic:
    return Diagnostic(
        OVERRIDE_FORBIDDEN,
        f"`{text}` can't differ between environments.",
        "Staging only proves something about production if it has the same classes, bounds, papers and engines.",
        "Delete this line, or change the value in the body of the file for every environment.",
    )


def _lookup(target: Path, data: Tree) -> tuple[Shape, Key | None, Diagnostic | None]:
    """The shape at a path, the declaration of the last fixed key on the way, and what is unknown about it."""
    shape: Shape = DOCUMENT
    governing: Key | None = None
    here: Tree = data
    for position, segment in enumerate(target):
        above = target[:position]
        known = known_keys(above, data)
        if segment in known:
            governing = known[str(segment)]
            shape, here = governing.shape, here.get(str(segment), {}) if isinstance(here, dict) else {}
            continue
        below = {name: (inner, item) for name, inner, item in children(shape, here)}
        if segment not in below:
            names = list(known) or [str(name) for name in below]
            return shape, governing, _unknown(target, above, str(segment), names)
        inner, shape = below[segment]
        here = inner if isinstance(inner, dict | list | str) else {}
    return shape, governing, None


def _unknown(target: Path, above: Path, word: str, names: list[str]) -> Diagnostic:
    place = f"`{shown(dotted(above), 80)}`" if above else "the file"
    return Diagnostic(
        OVERRIDE_UNKNOWN,
        f"`{shown(dotted(target), 80)}` isn't in the file: {place} has no `{shown(word)}`.",
        "An override replaces what stands at its path, and nothing stands there.",
        did_you_mean(word, names) or "Add it to the body of the file first, or correct the path.",
    )


def _is_row(shape: Keys | Choice) -> bool:
    """Whether it is one row of values, without parts of its own."""
    options = (keys for _, keys in shape.options) if isinstance(shape, Choice) else (shape,)
    return all(
        isinstance(key.shape, Value) or (isinstance(key.shape, Series) and isinstance(key.shape.item, Value))
        for option in options
        for key in option.keys.values()
    )


def _too_wide(text: str, value: Tree) -> Diagnostic:
    path, leaf = next(_leaves((text,), value), ((text,), ""))
    line = shown(f"{dotted(path)}: {leaf}", 120)
    return Diagnostic(
        OVERRIDE_TOO_WIDE,
        f"`{text}` holds more than one row.",
        "A wide override would quietly drop what is added below it later.",
        f"Write `{line}`, and so on: one line for each value or row that differs."
        if len(path) > 1
        else "Write one line for each value or row that differs, with its whole path.",
    )


def _leaves(path: Path, value: Tree) -> Iterator[tuple[Path, str]]:
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _leaves((*path, name), below)
    elif isinstance(value, str):
        yield path, value


def _overlap(text: str, target: Path, targets: Mapping[Path, str]) -> Diagnostic | None:
    for other, other_text in targets.items():
        shorter = min(len(other), len(target))
        if other[:shorter] == target[:shorter]:
            return Diagnostic(
                OVERRIDE_TWICE,
                f"`{text}` and `{other_text}` override the same place.",
                "Which of the two wins would depend on their order, and the order of keys means nothing.",
                "Keep one of the two lines.",
            )
    return None


def _replaced(data: Tree, target: Path, value: Tree) -> Tree:
    """The same data with another value at one path; everything that isn't on the way is shared."""
    if not target:
        return value
    first, *rest = target
    if isinstance(data, list) and isinstance(first, int):
        return [_replaced(item, tuple(rest), value) if index == first else item for index, item in enumerate(data)]
    below = data if isinstance(data, dict) else {}
    return {**below, str(first): _replaced(below.get(str(first), {}), tuple(rest), value)}
