"""A place for every path of a file, worked out only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from compiler.diagnostic import Path, Span
from compiler.frozen import frozen
from compiler.language.load.text import Text

Spot = tuple[int, int, int, int, bool]
"""Positions in `Text.body` where a key begins and ends (-1 without a key) and its value begins and ends (-1: with the
first line), and whether the value is a scalar without quotes. 50,000 tuples of numbers cost the garbage collector
nothing, 50,000 objects do."""

_COMMENT = re.compile(r"\s#.*$")


@frozen
class Mark:
    """Where one value stands; `key` is None for the document and for items of lists.

    The span of a list or map is its brackets, or its first line: never more than one line.
    `plain`: a scalar written without quotes.
    """

    key: Span | None
    value: Span
    plain: bool


class Marks(Mapping[Path, Mark]):
    """The table path -> Mark. A file has tens of thousands of places, and findings ask for a few of them."""

    __slots__ = ("_spots", "_text")

    def __init__(self, text: Text, spots: dict[Path, Spot]) -> None:
        self._text = text
        self._spots = spots

    def __getitem__(self, path: Path) -> Mark:
        key_start, key_end, start, end, plain = self._spots[path]
        key = self._text.span(key_start, key_end) if key_start >= 0 else None
        body = self._text.body
        if end < 0:
            line = body[start : self._text.end_of_line(self._text.line(start))]
            end = start + len(_COMMENT.sub("", line).rstrip())
        elif body[end - 1 : end] == "\n":  # a block of text ends with its last line, not behind it
            end = start + len(body[start:end].rstrip())
        return Mark(key, self._text.span(start, end), plain)

    def __iter__(self) -> Iterator[Path]:
        return iter(self._spots)

    def __len__(self) -> int:
        return len(self._spots)

    def __contains__(self, path: object) -> bool:
        return path in self._spots
