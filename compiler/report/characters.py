"""What characters look like at a terminal: how wide they are, and what to show for those that would do something."""

from __future__ import annotations

import unicodedata

_JOINERS = "\u200c\u200d"
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def visible(text: str) -> str:
    """The text with a sign for every character that would move the cursor, turn the text or be invisible: one for
    one, so that columns stay. A user's file must not write escape sequences to anybody's terminal."""
    return text if text.isprintable() else "".join(map(_sign, text))


def columns(text: str) -> int:
    """How many columns a terminal needs for a text without control characters."""
    return len(text) if text.isascii() else sum(map(width, text))


def width(character: str) -> int:
    """The columns of one character: none for what combines with the one before, two for East Asian wide ones."""
    if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def encodable(text: str) -> str:
    """The text without halves of surrogate pairs, which file names may have and no encoding can write."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _sign(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    code, category = ord(character), unicodedata.category(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if category == "Zs":
        return "\N{SHOULDERED OPEN BOX}"
    return character if category in ("Cn", "Co") else _REPLACEMENT
