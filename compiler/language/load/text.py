"""Bytes to text: UTF-8 and nothing invisible, with a place for every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.frozen import frozen

INVISIBLE_WHY = "What a reviewer can't see may change what the text means."
LIMIT = 4 * 1024 * 1024
"""Bytes that a file may have: a thousand entities in 34 regions are about 0.5 MB."""

FILE_TOO_LARGE = Code("file-too-large", "The file is too large", Severity.FAILURE)
ENCODING_NOT_UTF8 = Code("encoding-not-utf8", "The file isn't UTF-8")
BYTE_ORDER_MARK = Code("byte-order-mark", "The file begins with a byte order mark")
TAB_CHARACTER = Code("tab-character", "The file has tabs")
CONTROL_CHARACTER = Code("control-character", "The file has invisible characters")

_PRINTABLE = bytes([*range(0x20, 0x7F), 0x0A])
# C0 and C1 controls, a carriage return that ends no line, and what is invisible or turns the direction of reading:
# a reviewer must see what the compiler sees. The joiners of emoji and of some scripts stay.
_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff"
UNSEEN = re.compile(f"[\t{_CONTROL}]")
_CONTROLS = re.compile(f"[{_CONTROL}]")
_TAB_INDENTATION = re.compile(r"^[ ]*\t[ \t]*[^\s#]", re.MULTILINE)
_NAMES = {0: "NUL", 7: "bell", 8: "backspace", 12: "form feed", 13: "carriage return without line feed", 27: "escape"}


@frozen
class Text:
    """The characters of one file: `body` to be parsed, `lines` to be shown.

    `body` has a line feed for every line end and a space for every character that isn't allowed, so positions in
    both are the same. `starts` are the positions in `body` where lines begin.
    """

    file: str
    body: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]

    def line(self, position: int) -> int:
        """The number of the line, from 0, that has the character at `position`."""
        return bisect_right(self.starts, position) - 1

    def end_of_line(self, line: int) -> int:
        """The position behind the last character of a line that isn't a blank."""
        return self.starts[line] + len(self.lines[line].rstrip())

    def is_altered(self, line: int) -> bool:
        """Whether the line had a character that isn't allowed."""
        return self.lines[line] != self.body[self.starts[line] : self.starts[line] + len(self.lines[line])]

    def one(self, position: int) -> Span:
        """The span of one character, which may be a line end."""
        line = self.line(position)
        column = position - self.starts[line] + 1
        return Span(self.file, line + 1, column, line + 1, column + 1)

    def span(self, start: int, end: int) -> Span:
        first, last = self.line(start), self.line(end)
        return Span(self.file, first + 1, start - self.starts[first] + 1, last + 1, end - self.starts[last] + 1)


def decode(content: bytes, file: str) -> tuple[Text | None, list[Diagnostic]]:
    """The text of a file, and what is wrong with its characters.

    No text where that would make every further finding a guess: too large, not UTF-8, indented with tabs.
    """
    if len(content) > LIMIT:
        return None, [too_large(file)]
    if wide := _wide_encoding(content):
        what = f"`{file}` is saved as {wide}."
        return None, [_not_utf8(what, Span(file, 1, 1, 1, 1), "Save it as UTF-8.")]
    try:
        shown = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_bad_byte(content, error.start, file)]
    found = []
    if shown.startswith("\ufeff"):
        shown = shown[1:]
        found.append(_byte_order_mark(file))
    shown = shown.replace("\r\n", "\n")
    if not _has_odd(content[3:] if found else content):
        return _text(file, shown, shown), found
    text = _text(file, UNSEEN.sub(lambda odd: "\n" if odd[0] == "\r" else " ", shown), shown.replace("\r", "\n"))
    found += _odd_characters(text, shown)
    return None if _TAB_INDENTATION.search(shown) else text, found


def shown_lines(content: bytes) -> tuple[str, ...]:
    """The lines of a file as findings point into them, whatever its bytes are."""
    text = content[:LIMIT].decode("utf-8", errors="replace").removeprefix("\ufeff")
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def too_large(file: str) -> Diagnostic:
    """The finding about a file of more than LIMIT bytes."""
    return Diagnostic(
        FILE_TOO_LARGE,
        f"`{file}` is larger than {LIMIT // 1024**2} MB.",
        "A system with a thousand entities needs less than 1 MB, so this is hardly the file that was meant.",
        "Check the name of the file.",
    )


def _text(file: str, body: str, shown: str) -> Text:
    lines = tuple(shown.split("\n"))
    return Text(file, body, lines, tuple(accumulate((len(line) + 1 for line in lines[:-1]), initial=0)))


def _wide_encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "UTF-32"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    even, odd = content[0:8:2], content[1:8:2]
    return "UTF-16" if len(odd) > 1 and any(even) != any(odd) else ""


def _not_utf8(what: str, span: Span, do: str) -> Diagnostic:
    why = "The same bytes must be the same words on every machine, so there is one encoding."
    return Diagnostic(ENCODING_NOT_UTF8, what, why, do, span=span)


def _bad_byte(content: bytes, position: int, file: str) -> Diagnostic:
    before = shown_lines(content[:position])
    line, column = len(before), len(before[-1]) + 1
    byte = content[position]
    meant = bytes([byte]).decode("cp1252", errors="ignore")
    do = f"Save it as UTF-8; the byte is `{meant}` in Windows-1252." if meant else "Save it as UTF-8."
    what = f"The byte 0x{byte:02X} in line {line} isn't UTF-8."
    return _not_utf8(what, Span(file, line, column, line, column + 1), do)


def _byte_order_mark(file: str) -> Diagnostic:
    return Diagnostic(
        BYTE_ORDER_MARK,
        "The file begins with a byte order mark (U+FEFF).",
        "It is invisible, and some tools take it for a part of the first key.",
        "Save the file as UTF-8 without BOM.",
        span=Span(file, 1, 1, 1, 2),
    )


def _has_odd(content: bytes) -> bool:
    # Only what isn't plain ASCII is looked at character by character: half a megabyte in half a millisecond.
    rest = content.replace(b"\r\n", b"\n").translate(None, _PRINTABLE)
    return bool(rest) and UNSEEN.search(rest.decode("utf-8")) is not None


def _odd_characters(text: Text, shown: str) -> list[Diagnostic]:
    found = []
    if tab := shown.find("\t") + 1:
        found.append(_tab(text, tab - 1, shown.count("\t") - 1))
    if control := _CONTROLS.search(shown):
        found.append(_control(text, control.start(), control[0], len(_CONTROLS.findall(shown)) - 1))
    return found


def _tab(text: Text, position: int, others: int) -> Diagnostic:
    return Diagnostic(
        TAB_CHARACTER,
        f"Line {text.line(position) + 1} has a tab character{_and_more(others)}.",
        "Editors show tabs in different widths, and YAML indents with spaces only.",
        "Replace tabs by spaces.",
        span=text.one(position),
    )


def _control(text: Text, position: int, character: str, others: int) -> Diagnostic:
    import unicodedata

    name = _NAMES.get(ord(character)) or unicodedata.name(character, "a control character").lower()
    line = text.line(position) + 1
    return Diagnostic(
        CONTROL_CHARACTER,
        f"Line {line} has the invisible character U+{ord(character):04X} ({name}){_and_more(others)}.",
        INVISIBLE_WHY,
        "Delete it, and type the text around it anew.",
        span=text.one(position),
    )


def _and_more(others: int) -> str:
    return f", and {others} more {'follows' if others == 1 else 'follow'}" if others else ""
