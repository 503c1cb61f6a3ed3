"""Plain text tables: aligned columns, two spaces between them, no lines drawn."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

WIDTH = 120


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """The rows below their headings, each column as wide as its longest line; a cell may have several lines."""
    cells = [[cell.split("\n") for cell in row] for row in (headings, *rows)]
    widths = [max(len(line) for cell in column for line in cell) for column in zip(*cells, strict=True)]
    return "\n".join(line for row in cells for line in _lines(row, widths))


def _lines(row: Sequence[Sequence[str]], widths: Sequence[int]) -> list[str]:
    height = max(map(len, row))
    padded = [[*cell, *[""] * (height - len(cell))] for cell in row]
    return ["  ".join(map(str.ljust, line, widths)).rstrip() for line in zip(*padded, strict=True)]


def folded(text: str, width: int, indent: str = "") -> str:
    """The text in lines of at most `width` characters, all but the first with `indent`; words are never broken."""
    return (
        "\n".join(wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)) or text
    )


def sheet(rows: Sequence[tuple[str, str]], width: int, headings: tuple[str, str] = ("fact", "value")) -> str:
    """A table of names and what is said of each, folded so that no line is wider than `width`; words stay whole."""
    left = max(len(name) for name, _ in (headings, *rows)) + 2
    return table(
        headings,
        [(name, "\n".join(folded(line, width - left) for line in value.split("\n"))) for name, value in rows],
    )
