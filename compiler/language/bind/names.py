"""References by name, as the types of the document declare them (`Refers`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.language.parts import Parts
from compiler.language.scalars import Refers
from compiler.language.shape import DOCUMENT, Choice, Keys, Rows, Series, Shape, Value, children
from compiler.suggest import did_you_mean, listed

NAME_UNKNOWN = Code("name-unknown", "Name that refers to nothing")

_NOUNS = {
    "contacts": "contact",
    "regions": "region",
    "entities": "entity",
    "classes": "class",
    "environments": "environment",
    "compute": "service",
    "database": "database",
    "storage": "bucket",
    "cache": "cache",
}


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """Every name that isn't declared where its key says."""
    del environment
    for path, text, refers, on_key in _references(DOCUMENT, dict(parts.data), ()):
        if path[:1] == ("environments",) and path[2:3] == ("override",):
            continue
        yield from _look_up(parts, path, text, refers, on_key=on_key)


def _references(shape: Shape, written: object, path: Path) -> Iterator[tuple[Path, str, Refers, bool]]:
    if not _has_references(shape):
        return
    if isinstance(shape, Value):
        if shape.refers is not None and isinstance(written, str) and written != "none":
            yield path, written, shape.refers, False
        return
    if isinstance(shape, Rows) and shape.names.refers is not None and isinstance(written, dict):
        for name in written:
            yield (*path, name), name, shape.names.refers, True
    for segment, below, inner in children(shape, written):
        yield from _references(inner, below, (*path, segment))


@cache
def _has_references(shape: Shape) -> bool:
    match shape:
        case Value(refers):
            return refers is not None
        case Series(item):
            return _has_references(item)
        case Rows(names, item):
            return names.refers is not None or _has_references(item)
        case Choice():
            return any(_has_references(option) for _, option in shape.options)
        case Keys():
            return any(_has_references(key.shape) for key in shape.keys.values())


def _look_up(parts: Parts, path: Path, text: str, refers: Refers, *, on_key: bool) -> Iterator[Diagnostic]:
    if not all(parts.is_map(section) for section in refers.sections):
        return
    prefix = "{}." if refers.qualified else ""
    known = sorted(prefix.format(section) + name for section in refers.sections for name in parts.names(section))
    if text in known:
        return
    noun = " or ".join(_NOUNS[section] for section in refers.sections)
    yield Diagnostic(
        NAME_UNKNOWN,
        f"`{text}` isn't a {noun} of this file." if noun != "entity" else f"`{text}` isn't an entity of this file.",
        f"`{dotted(path[:-1] if on_key or isinstance(path[-1], int) else path)}` refers by name to "
        f"`{'`, `'.join(refers.sections)}`, and no such name is declared there.",
        did_you_mean(text, known) or (f"Declared are {listed(known, most=20)}." if known else "Declare it first."),
        path,
        on_key=on_key,
    )
