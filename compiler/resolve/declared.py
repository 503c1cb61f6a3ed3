"""What is written, or has its default, taken over into the model as it is: same names, same values."""

from __future__ import annotations

import types
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

_T = TypeVar("_T")


def declared(kind: type[_T], block: BaseModel, **computed: Any) -> _T:
    """A value of the frozen dataclass `kind`: each field from `computed`, else from the part of the document with the
    same key. AttributeError for a field that is in neither: a mistake of ours, never of a file."""
    values = {
        name: computed[name] if name in computed else _converted(hint, getattr(block, name))
        for name, hint in _hints(kind).items()  # type: ignore[arg-type]
    }
    return kind(**values)


@cache
def _hints(kind: Hashable) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}  # type: ignore[arg-type]


def _converted(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if value is None:
            return None
        hint = next(option for option in get_args(hint) if option is not type(None))
    if is_dataclass(hint) and isinstance(value, BaseModel):
        return declared(hint, value)  # type: ignore[arg-type]
    if isinstance(value, list):
        item, *_ = get_args(hint)
        return tuple(_converted(item, element) for element in value)
    if isinstance(value, dict):
        _, item = get_args(hint)
        return {name: _converted(item, element) for name, element in sorted(value.items())}
    return value
