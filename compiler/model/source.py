"""Where a value of the model comes from, declared beside the field that keeps it: `Annotated[T, Computed(...)]`.

A field without either is written in `atlas.yaml`, or has the default of the language's edition.
"""

from __future__ import annotations

from compiler.frozen import frozen


@frozen
class Computed:
    """The value, and everything below it, is written nowhere: `rule` says what it follows from. `shown_by` is the
    command that shows a large value better than line by line."""

    rule: str
    shown_by: str | None = None


@frozen
class Filled:
    """The value is written in the file, or follows from `rule` where it isn't."""

    rule: str


@frozen
class Fact:
    """The value is true without us: it, its source and its date stand in `file`; `{id}` is the key above it."""

    file: str
