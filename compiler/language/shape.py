"""The shape of the document, read off the classes of its sections: what may stand at a path.

Everything that asks "which keys are known here", "what does this name refer to", "may this be overridden" walks
these shapes, so that a key is declared once, in the file of its aspect.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import Discriminator, Tag
from pydantic.fields import FieldInfo

from compiler.diagnostic import Path
from compiler.frozen import frozen
from compiler.language.block import Block
from compiler.language.document import Document
from compiler.language.scalars import OrNone, Refers


@frozen
class Value:
    """A single value; `refers` says where its name is declared."""

    refers: Refers | None = None


@frozen
class Rows:
    """A map from names that people give (or that refer to something) to values of one shape."""

    names: Value
    item: Shape


@frozen
class Series:
    """A list."""

    item: Shape


@frozen
class Keys:
    """A part with fixed keys."""

    block: type[Block]

    @property
    def keys(self) -> dict[str, Key]:
        return _keys(self.block)


@frozen
class Choice:
    """One of several parts with fixed keys, told apart by what is written."""

    choose: Discriminator
    options: tuple[tuple[str, Keys], ...]

    def chosen(self, written: object) -> Keys:
        """The part that the written data is; the first one where that can't be told."""
        tag = str(self.choose.discriminator(written))  # type: ignore[operator]
        return dict(self.options).get(tag, self.options[0][1])


Shape = Value | Rows | Series | Keys | Choice


@frozen
class Key:
    """One key of a part: its shape, and what was declared about it."""

    shape: Shape
    meaning: str
    example: str
    required: bool
    environment: bool
    may_be_none: bool


def children(shape: Shape, written: object) -> Iterator[tuple[str | int, object, Shape]]:
    """What stands directly below a place, as far as the written data fits its shape: segment, data, shape."""
    match shape:
        case Choice():
            yield from children(shape.chosen(written), written)
        case Keys() if isinstance(written, dict):
            known = shape.keys
            yield from ((name, below, known[name].shape) for name, below in written.items() if name in known)
        case Rows() if isinstance(written, dict):
            yield from ((name, below, shape.item) for name, below in written.items())
        case Series() if isinstance(written, list):
            yield from ((index, below, shape.item) for index, below in enumerate(written))


def known_keys(path: Path, written: object) -> dict[str, Key]:
    """The keys that the part at `path` may have; none where there is no part with fixed keys."""
    shape: Shape = DOCUMENT
    for segment in path:
        found = {name: (data, below) for name, data, below in children(shape, written)}
        if segment not in found:
            return {}
        written, shape = found[segment]
    return keys_of(shape, written)


def keys_of(shape: Shape, written: object) -> dict[str, Key]:
    """The keys that a part of this shape may have; none where it has no fixed keys."""
    match shape:
        case Choice():
            return shape.chosen(written).keys
        case Keys():
            return shape.keys
        case _:
            return {}


@cache
def _keys(block: type[Block]) -> dict[str, Key]:
    return {field.alias or name: _key(field) for name, field in block.model_fields.items()}


def _key(field: FieldInfo) -> Key:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return Key(
        shape=_shape(field.annotation, tuple(field.metadata)),
        meaning=field.description or "",
        example=str(extra.get("x-example", "")),
        required=field.is_required(),
        environment=bool(extra.get("x-environment")),
        may_be_none=any(isinstance(marker, OrNone) for marker in field.metadata),
    )


def _shape(annotation: Any, markers: tuple[Any, ...] = ()) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *more = get_args(annotation)
        return _shape(inner, (*markers, *more))
    if origin in (Union, types.UnionType):
        return _union(annotation, markers)
    if origin is dict:
        names, item = get_args(annotation)
        named = _shape(names)
        return Rows(named if isinstance(named, Value) else Value(), _shape(item))
    if origin is list:
        return Series(_shape(get_args(annotation)[0]))
    if isinstance(annotation, type) and issubclass(annotation, Block):
        return Keys(annotation)
    return Value(next((marker for marker in markers if isinstance(marker, Refers)), None))


def _union(annotation: Any, markers: tuple[Any, ...]) -> Shape:
    choose = next((marker for marker in markers if isinstance(marker, Discriminator)), None)
    options = [option for option in get_args(annotation) if option is not type(None)]
    if choose is None:
        return _shape(options[0], markers)
    tagged: list[tuple[str, Keys]] = []
    for option in options:
        block, *tags = get_args(option)
        tagged.append((next(marker.tag for marker in tags if isinstance(marker, Tag)), Keys(block)))
    return Choice(choose, tuple(tagged))


DOCUMENT = Keys(Document)
"""The shape of the whole file."""
