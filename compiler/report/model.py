"""`atlas model`: the model as people and programs read it, each value with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import orjson

from compiler.diagnostic import Path, dotted
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.source import Computed, Fact, Filled


@frozen
class Line:
    """One value: its path, how a person would write it, and where it comes from."""

    path: Path
    value: str
    origin: str


Written = Callable[[Path], str | None]
"""Where a path is written (`atlas.yaml:12:5`), or None where it isn't."""

_Origin = Computed | Fact | Filled


def lines(deployment: Deployment, written: Written, at: Path = ()) -> tuple[Line, ...]:
    """Every value at and below a path. KeyError, with the path as far as it leads, where it leads nowhere."""
    path, value, origin = _descend(deployment, at)
    return tuple(_flat(path, value, origin, written))


def as_text(shown: tuple[Line, ...]) -> str:
    """One value a line: path, value, origin; in columns."""
    paths = [dotted(line.path) for line in shown]
    wide = min(max(map(len, paths), default=0), 56)
    values = min(max((len(line.value) for line in shown), default=0), 40)
    return "".join(
        f"{path:<{wide}}  {line.value:<{values}}  {line.origin}".rstrip() + "\n"
        for path, line in zip(paths, shown, strict=True)
    )


def as_json(deployment: Deployment, written: Written, at: Path = ()) -> bytes:
    """`value` is the part of the model at the path as plain data, `origins` tells of each value where it is from."""
    _, value, _ = _descend(deployment, at)
    origins = {dotted(line.path): line.origin for line in lines(deployment, written, at)}
    data = {"path": dotted(at), "environment": deployment.environment.name, "value": _plain(value), "origins": origins}
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def below(deployment: Deployment, at: Path) -> tuple[str, ...]:
    """The words that may follow a path, for suggestions and shell completion; none where it leads to a value."""
    _, value, _ = _descend(deployment, at)
    return tuple(str(name) for name, _, _ in _parts(value))


def _descend(deployment: Deployment, at: Path) -> tuple[Path, Any, _Origin | None]:
    """The path as the model has it (positions are numbers), what stands there, and where it comes from."""
    value: Any = deployment
    origin: _Origin | None = None
    path: list[str | int] = []
    position = 0
    while position < len(at):
        found = [(name, inner, marker) for name, inner, marker in _parts(value) if _leads(str(name), at[position:])]
        if not found:
            raise KeyError(at[: position + 1])
        name, inner, marker = max(found, key=lambda part: len(str(part[0])))
        value, origin = inner, origin or marker
        path.append(name)
        position += str(name).count(".") + 1
    return tuple(path), value, origin


def _leads(name: str, onward: Path) -> bool:
    """Whether a path goes on with a name; some that are computed have dots in them (`global in database.main`)."""
    return dotted(onward[: name.count(".") + 1]) == name


def _flat(path: Path, value: Any, origin: _Origin | None, written: Written) -> Iterator[Line]:
    parts = list(_parts(value))
    for name, inner, marker in parts:
        if isinstance(marker, Computed) and marker.shown_by:
            yield Line((*path, name), f"see `{marker.shown_by}`", _said(marker, (*path, name), written))
        else:
            yield from _flat((*path, name), inner, origin or marker, written)
    if parts:
        return
    yield Line(path, _shown(value), _said(origin, path, written))


def _said(origin: _Origin | None, path: Path, written: Written) -> str:
    match origin:
        case Computed(rule=rule):
            return f"computed from {rule}"
        case Fact(file=file):
            return f"fact: {file.format(id=path[-2])}"
        case Filled(rule=rule):
            return written(path) or f"computed from {rule}"
        case _:
            return written(path) or "default of edition 1"


def _parts(value: Any) -> Iterator[tuple[str | int, Any, _Origin | None]]:
    if is_dataclass(value) and type(value).__module__.startswith("compiler.model."):
        for name, key, marker in _fields(type(value)):  # type: ignore[arg-type]
            yield key, getattr(value, name), marker
    elif isinstance(value, Mapping):
        yield from ((str(name), inner, None) for name, inner in value.items())
    elif isinstance(value, tuple) and any(is_dataclass(inner) or isinstance(inner, tuple) for inner in value):
        yield from ((_name(inner, index), inner, None) for index, inner in enumerate(value))


def _name(value: Any, index: int) -> str | int:
    """What a member of a list is called: its own name where it has one, else its position."""
    own: str | None = getattr(value, "name", None) or getattr(value, "id", None)
    return index if own is None or not is_dataclass(value) else own


@cache
def _fields(kind: Hashable) -> tuple[tuple[str, str, _Origin | None], ...]:
    """Name in Python, key in the file (where `class` and `for` aren't reserved words), and marker of each field."""
    hints = get_type_hints(kind, include_extras=True)
    return tuple((field.name, field.name.rstrip("_"), _marker(hints[field.name])) for field in fields(kind))  # type: ignore[arg-type]


def _marker(hint: Any) -> _Origin | None:
    extras = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((extra for extra in extras if isinstance(extra, _Origin)), None)


def _shown(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(_shown(inner) for inner in value)}]"
    return "{}" if isinstance(value, Mapping) else str(value)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str):
        return value
    if is_dataclass(value) and type(value).__module__.startswith("compiler.model."):
        return {key: _plain(getattr(value, name)) for name, key, _ in _fields(type(value))}  # type: ignore[arg-type]
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return str(value)
