"""References by name, as the types of the document declare them (`Refers`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.frozen import frozen
from compiler.language.declared import meant_regions
from compiler.language.load.flaws import shown
from compiler.language.parts import Parts
from compiler.language.scalars import Refers
from compiler.language.shape import DOCUMENT, Choice, Keys, Rows, Series, Shape, Value, children, keys_of
from compiler.suggest import alternatives, did_you_mean, listed

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
_STORES = Refers(("database", "storage", "cache"), qualified=True)


@frozen
class _Mention:
    """A name where it refers to something: its text, its place, and where it should be declared. Nobody wrote it where
    it stands there by default."""

    text: str
    path: Path
    refers: Refers
    on_key: bool = False
    by_default: bool = False


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """Every name that isn't declared where its key says: one finding a name, however often it is mentioned."""
    del environment
    slips = meant_regions(parts.names("regions"))
    declared = cache(lambda refers: frozenset(_declared(refers, parts)))
    unknown: dict[tuple[str, Refers], list[_Mention]] = {}
    for mention in (*_mentions(DOCUMENT, dict(parts.data), ()), *_kept_by_default(parts)):
        if mention.path[:1] == ("environments",) and mention.path[2:3] == ("override",):
            continue
        refers = mention.refers
        slip = "regions" in refers.sections and mention.text in slips
        if mention.text not in declared(refers) and not slip and _can_be_told(refers, parts):
            unknown.setdefault((mention.text, refers), []).append(mention)
    yield from (_unknown(mentions, parts) for mentions in unknown.values())


def _mentions(shape: Shape, written: object, path: Path) -> Iterator[_Mention]:
    if not _has_references(shape):
        return
    if isinstance(shape, Value):
        if shape.refers is not None and isinstance(written, str):
            yield _Mention(written, path, shape.refers)
        return
    if isinstance(shape, Rows) and shape.names.refers is not None and isinstance(written, dict):
        yield from (_Mention(name, (*path, name), shape.names.refers, on_key=True) for name in written)
    keys = keys_of(shape, written)
    for segment, below, inner in children(shape, written):
        if below != "none" or segment not in keys or not keys[str(segment)].may_be_none:
            yield from _mentions(inner, below, (*path, segment))


def _kept_by_default(parts: Parts) -> Iterator[_Mention]:
    """The store of every entity that says nothing about its stores."""
    for name, entity in parts.entities.items():
        if "stores" not in entity.model_fields_set:
            yield from (
                _Mention(text, ("entities", name, "stores"), _STORES, by_default=True) for text in entity.stores
            )


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


def _can_be_told(refers: Refers, parts: Parts) -> bool:
    """Not if a section is missing or broken, which is another finding."""
    return all(parts.is_map(section) for section in refers.sections)


def _declared(refers: Refers, parts: Parts) -> list[str]:
    prefix = "{}." if refers.qualified else ""
    return sorted(prefix.format(section) + name for section in refers.sections for name in parts.names(section))


def _unknown(mentions: list[_Mention], parts: Parts) -> Diagnostic:
    first, others = mentions[0], len(mentions) - 1
    noun = _either([_NOUNS[section] for section in first.refers.sections])
    place = first.path[:-1] if first.on_key or isinstance(first.path[-1], int) else first.path
    known = _declared(first.refers, parts)
    qualified = [name for name in known if name.endswith(f".{first.text}")]
    more = f" and {others} more place{'s' if others > 1 else ''} name it" if others else " names it"
    who = f"`{dotted(place)}`{more}"
    do = f"Did you mean {alternatives(qualified, 'or')}?" if qualified else did_you_mean(first.text, known)
    if first.by_default:
        too = f", as {others} more entit{'ies are' if others > 1 else 'y is'}" if others else ""
        who = f"`{dotted(place[:-1])}` is kept there as long as it names no `stores`{too}"
        databases = [name for name in known if name.startswith("database.")]
        do = f"Write `stores: [{databases[0]}]` in it, if it is kept there." if databases else ""
    return Diagnostic(
        NAME_UNKNOWN,
        f"`{shown(first.text)}` isn't {'an' if noun[0] in 'aeiou' else 'a'} {noun} of this file.",
        f"{who}, and it isn't declared in {alternatives(first.refers.sections, 'or')}.",
        do or (f"Declared: {listed(known, most=20)}." if known else "Declare it there first."),
        first.path,
        on_key=first.on_key,
    )


def _either(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
