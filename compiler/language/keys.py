"""Keys that the language doesn't have.

One that is nearly the name of a key that isn't there is read as that key from then on: a slip of the finger is one
finding, and hides nothing of what stands below it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import cast

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.language.load.flaws import shown
from compiler.language.shape import DOCUMENT, Choice, Keys, Rows, Series, Shape, Value, children, keys_of
from compiler.language.source import Tree
from compiler.suggest import did_you_mean, listed, nearest

KEY_UNKNOWN = Code("key-unknown", "Unknown key")


@dataclass(slots=True)
class Meant:
    """Data with its keys as they were meant; it grows while reading. `written` tells of each key that is spelled
    otherwise how it is written."""

    data: Tree = ""
    written: dict[Path, Path] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)


def as_meant(data: Tree, shape: Shape = DOCUMENT, at: Path = ()) -> Meant:
    """What is written at a path, whose shape is known. The same object where every key is spelled well."""
    meant = Meant()
    meant.data = _read(shape, data, at, at, meant)
    return meant


def _read(shape: Shape, data: Tree, at: Path, written_at: Path, meant: Meant) -> Tree:
    if not _has_keys(shape):
        return data
    slips: dict[str, str] = {}
    if isinstance(shape, Keys | Choice) and isinstance(data, dict):
        slips = _slips(shape, data)
    if slips and isinstance(data, dict):
        data = {slips.get(word, word): below for word, below in data.items()}
        for word, key in slips.items():
            meant.written[*at, key] = (*written_at, word)
            meant.findings.append(unknown_key((*written_at, word), at, (), did_you_mean(word, [key])))
    as_written = {key: word for word, key in slips.items()}
    changed: dict[str | int, Tree] = {}
    for segment, below, inner in children(shape, data):
        word_here = as_written.get(str(segment), segment)
        fresh = _read(inner, cast("Tree", below), (*at, segment), (*written_at, word_here), meant)
        if fresh is not below:
            changed[segment] = fresh
    return _with(data, changed) if changed else data


def _slips(shape: Keys | Choice, data: Mapping[str, Tree]) -> dict[str, str]:
    """Words that aren't keys here, each with the one key that it must be a slip of: near, alone, and not written."""
    known = keys_of(shape, data).keys()
    if data.keys() <= known:
        return {}
    found: dict[str, str] = {}
    for word in (word for word in data if word not in known):
        near = nearest(word, known)
        if len(near) == 1 and near[0] not in data and near[0] not in found.values():
            found[word] = near[0]
    return found


def _with(data: Tree, changed: Mapping[str | int, Tree]) -> Tree:
    if isinstance(data, dict):
        return {key: changed.get(key, below) for key, below in data.items()}
    return [changed.get(index, below) for index, below in enumerate(data)]


def unknown_key(path: Path, part: Path, known: Collection[str], hint: str = "") -> Diagnostic:
    """The finding that the last word of `path` isn't a key of `part`, which findings call by its name as meant."""
    word = str(path[-1])
    place = f"`{shown(dotted(part), 80)}`" if part else "this file"
    return Diagnostic(
        KEY_UNKNOWN,
        f"`{shown(word)}` isn't a key of {place}.",
        "Unknown keys would be promises that nobody checks.",
        hint or did_you_mean(word, known) or f"Known here: {listed(tuple(known), most=40)}.",
        path,
        on_key=True,
    )


@cache
def _has_keys(shape: Shape) -> bool:
    match shape:
        case Value():
            return False
        case Rows(_, item) | Series(item):
            return _has_keys(item)
        case _:
            return True
