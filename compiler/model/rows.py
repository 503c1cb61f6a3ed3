"""JSON in rows: what is listed has a line each, so that a change of one thing is a change of one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson


def in_rows(parts: Mapping[str, Any]) -> bytes:
    """An object whose maps and lists have a line for each of their members; keys stay in their order."""
    lines = ",\n".join(f"  {_dumped(key)}: {_part(part)}" for key, part in parts.items())
    return f"{{\n{lines}\n}}\n".encode()


def _part(part: Any) -> str:
    if isinstance(part, Mapping):
        return _block("{}", [f"{_dumped(name)}: {_dumped(row)}" for name, row in part.items()])
    if isinstance(part, list):
        return _block("[]", [_dumped(row) for row in part])
    return _dumped(part)


def _block(brackets: str, rows: Sequence[str]) -> str:
    lines = ",\n".join(f"    {row}" for row in rows)
    return f"{brackets[0]}\n{lines}\n  {brackets[1]}" if lines else brackets


def _dumped(value: Any) -> str:
    return orjson.dumps(value).decode()
