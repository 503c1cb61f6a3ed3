"""Findings for a person at a terminal: place, what, the line with a caret, why, what to do."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from compiler.diagnostic import Diagnostic, Severity, Span

_COLOURS = {
    Severity.FAILURE: "31",
    Severity.REFUSAL: "31",
    Severity.ERROR: "31",
    Severity.UNREADABLE: "33",
    Severity.WARNING: "33",
    Severity.NOTE: "36",
}
_PLURALS = {
    Severity.FAILURE: ("failure", "failures"),
    Severity.REFUSAL: ("refusal", "refusals"),
    Severity.ERROR: ("error", "errors"),
    Severity.UNREADABLE: ("unreadable source", "unreadable sources"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.NOTE: ("note", "notes"),
}


def as_text(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, Sequence[str]],
    *,
    width: int = 120,
    colour: bool = False,
) -> str:
    """All findings, sorted by place, and one sentence on how many there are. `lines` are those of each file, for the
    snippets; `width` is that of the terminal, in columns; "" where nothing was found."""
    found = in_order(diagnostics)
    if not found:
        return ""
    blocks = [_block(one, lines, width, colour=colour) for one in found]
    return "\n".join([*blocks, _summary(found)])


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file, place and code; those without a place come first."""
    return tuple(sorted(diagnostics, key=_key))


def _key(one: Diagnostic) -> tuple[str, int, int, str, str]:
    span = one.span
    return (span.file, span.line, span.column, one.code.id, one.what) if span else ("", 0, 0, one.code.id, one.what)


def _block(one: Diagnostic, lines: Mapping[str, Sequence[str]], width: int, *, colour: bool) -> str:
    def painted(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour else text

    tint = _COLOURS[one.code.severity]
    place = f"{one.span}: " if one.span else ""
    where = f"({one.environment}) " if one.environment else ""
    head = f"{painted(place, '1')}{painted(one.code.severity.value, f'1;{tint}')}: {where}{one.what}"
    snippet = _snippet(one.span, lines.get(one.span.file, ()), width) if one.span else None
    body = [f"{head}  {painted(f'[{one.code.id}]', tint)}"]
    if snippet:
        gutter, line, marks = snippet
        body += [f"{gutter} | {line}".rstrip(), f"{' ' * len(gutter)} | {painted(marks, tint)}"]
    body += [f"   why: {one.why}", f"   do:  {one.do}", ""]
    return "\n".join(body)


def _snippet(span: Span, lines: Sequence[str], width: int) -> tuple[str, str, str] | None:
    """The line number, the line as far as it fits, and the marks under what is meant."""
    if not 1 <= span.line <= len(lines):
        return None
    gutter = f"{span.line:>5}"
    line = "".join(
        character if character.isprintable() else "\N{SYMBOL FOR SUBSTITUTE}" for character in lines[span.line - 1]
    )
    start = min(span.column - 1, len(line))
    end = min(span.end_column - 1, len(line)) if span.end_line == span.line else len(line)
    shown, start, end = _cut(line, start, max(end, start + 1), width - len(gutter) - 3)
    marks = " " * columns(shown[:start]) + "^" * max(1, columns(shown[start:end]))
    return gutter, shown, marks


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, int, int]:
    """A long line, cut to the part around what is meant; with the new positions of that."""
    if columns(line) <= room:
        return line, start, end
    kept = max(room - 2, 20)
    first = max(0, min(start - kept // 3, len(line) - kept))
    shown = line[first : first + kept]
    while columns(shown) > kept:
        shown = shown[:-1]
    left = "…" if first else ""
    right = "…" if first + len(shown) < len(line) else ""
    shift = len(left) - first
    return f"{left}{shown}{right}", start + shift, min(end + shift, len(left) + len(shown))


def columns(text: str) -> int:
    """How wide a terminal shows the text: combining characters take no column, East Asian wide ones take two."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def _summary(found: Sequence[Diagnostic]) -> str:
    counts = Counter(one.code.severity for one in found)
    said = [f"{counts[kind]} {_PLURALS[kind][counts[kind] > 1]}" for kind in Severity if counts[kind]]
    gravest = min(found, key=lambda one: list(Severity).index(one.code.severity))
    return f"{', '.join(said)}. `atlas explain {gravest.code.id}` says more.\n"
