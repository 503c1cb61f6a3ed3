"""The base of every part of the document, and how a key is declared.

The files of the parts don't postpone their annotations by `from __future__`: pydantic would compile each from its text,
7 ms at every start.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic_core import PydanticUndefined


class Block(BaseModel):
    """A part of `atlas.yaml` with fixed keys. Unknown keys are errors; nothing is coerced but text to its type."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


def key(
    meaning: str,
    *,
    example: str = "",
    default: Any = PydanticUndefined,
    absent: str | None = None,
    written: str | None = None,
    environment: bool = False,
) -> Any:
    """Declares one key.

    `meaning` is what hover and `atlas explain` say. `example` is YAML to paste: every required key has one.
    `default` is the value where the key is left out, `absent` says in words what that means.
    `written` is the key in the file where Python reserves the word (`class`, `for`).
    `environment` marks what another environment may override.
    """
    extra: dict[str, Any] = {}
    if example:
        extra["x-example"] = example
    if absent is not None:
        extra["x-absent"] = absent
    if environment:
        extra["x-environment"] = True
    return Field(default, description=meaning, alias=written, json_schema_extra=extra)
