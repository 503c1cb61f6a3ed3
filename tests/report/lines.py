"""Lines that a terminal would break, though a report could have: the tests of widths share what counts as one."""

from __future__ import annotations

_UNBREAKABLE = 45


def bad_lines(text: str, width: int) -> list[str]:
    """Lines wider than `width` without a long word (an address, a path, a pattern), and lines that end in a space."""
    return [
        line
        for line in text.splitlines()
        if line != line.rstrip() or (len(line) > width and max(map(len, line.split())) < _UNBREAKABLE)
    ]
