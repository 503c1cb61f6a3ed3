"""Mistakes in a generated document, of whatever kind: names that lead elsewhere or nowhere, values moved, plain
nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from documents.author import Author, Document
from documents.places import Place, places_in, replaced, value_at, without

from compiler.language.shape import DOCUMENT, Shape, Value, children

NONSENSE: tuple[Any, ...] = (
    "none", "x", "10", "-1", "true", "10s", "90y", "NO", "a b", "eu-west-1", "retired", "home", "{text}", "é" * 70, "*",
    [], {}, ["x"], {"x": "y"}, [[]],
)  # fmt: skip


def misled(author: Author, document: Document) -> Document:
    """A name leads to another thing of its kind: every name still exists."""
    mentions = [(place, shape) for place, shape in _names(DOCUMENT, document, ())]
    if not mentions:
        return document
    place, sections = author.one(*mentions)
    names = [f"{prefix}{name}" for prefix, section in sections for name in document.get(section, {})]
    return replaced(document, place, author.one(*names)) if names else document


def exchanged(author: Author, document: Document) -> Document:
    """A value stands where another of the same key stood."""
    places = [place for place in places_in(document) if isinstance(place[-1], str)]
    place = author.one(*places)
    alike = [value_at(document, other) for other in places if other[-1] == place[-1] and other[0] == place[0]]
    return replaced(document, place, author.one(*alike))


def spoiled(author: Author, document: Document) -> Document:
    """A part is missing, is something else altogether, has another name, or stands there twice."""
    place = author.one(*places_in(document))
    match author.one("replaced", "missing", "renamed", "repeated"):
        case "missing":
            return without(document, place)
        case "renamed" if isinstance(place[-1], str):
            renamed = replaced(
                document, (*place[:-1], author.one(f"{place[-1]}x", "x", "none")), value_at(document, place)
            )
            return without(renamed, place)
        case "repeated" if isinstance(place[-1], int):
            part = value_at(document, place[:-1])
            return replaced(document, place[:-1], [*part, part[place[-1]]])
        case _:
            return replaced(document, place, author.one(*NONSENSE))


def _names(shape: Shape, data: Any, place: Place) -> Iterator[tuple[Place, tuple[tuple[str, str], ...]]]:
    """Every place where a name refers to something, and where such names are declared, with what stands before them."""
    if isinstance(shape, Value) and shape.refers is not None and isinstance(data, str):
        sections = shape.refers.sections
        yield place, tuple((f"{section}." if shape.refers.qualified else "", section) for section in sections)
    for segment, below, inner in () if isinstance(shape, Value) else children(shape, data):
        yield from _names(inner, below, (*place, segment))
