"""The line that a finding is about, with marks under the words that are meant."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.diagnostic import Span
from compiler.frozen import frozen
from compiler.report.characters import visible, width

_NARROWEST = 20
_ELLIPSIS = "…"


@frozen
class Snippet:
    """`gutter` is the number of the line, `marks` are the carets, to be shown below `line` in a fixed-width font."""

    gutter: str
    line: str
    marks: str


def snippet(span: Span, lines: Sequence[str], room: int) -> Snippet | None:
    """The first line of a span, cut around it to `room` columns with its gutter; None where there is no such line."""
    if not 1 <= span.line <= len(lines):
        return None
    gutter, line = f"{span.line:>5}", lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    shown, before, meant = _window(line, start, max(end, start), max(room - len(gutter) - 3, _NARROWEST))
    return Snippet(gutter, shown, " " * before + "^" * max(meant, 1))


def _window(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """The part of a line that is shown, the columns in front of what is meant, and the columns of what is meant."""
    low, high = max(0, start - 4 * room), min(len(line), start + 4 * room)  # a line may have millions of characters
    near = visible(line[low:high])
    widths = [width(character) for character in near]
    start, end = start - low, min(end, high) - low
    first, last = 0, len(near)
    if len(near) < len(line) or sum(widths) > room:
        first, last = _cut(widths, start, room - 2)
    left = _ELLIPSIS if low + first > 0 else ""
    right = _ELLIPSIS if low + last < len(line) else ""
    before = len(left) + sum(widths[first:start])
    return f"{left}{near[first:last]}{right}", before, sum(widths[start : min(end, last)])


def _cut(widths: Sequence[int], start: int, room: int) -> tuple[int, int]:
    """The first and the last character that fit into `room` columns, with a third of them in front of `start`."""
    first, used = start, 0
    while first > 0 and used + widths[first - 1] <= room // 3:
        first -= 1
        used += widths[first]
    last = first + _fitting(widths[first:], room)
    used = sum(widths[first:last])
    while last == len(widths) and first > 0 and used + widths[first - 1] <= room:
        first -= 1
        used += widths[first]
    return first, last


def _fitting(widths: Sequence[int], room: int) -> int:
    used = 0
    for count, wide in enumerate(widths):
        used += wide
        if used > room:
            return count
    return len(widths)
