"""Findings for a person at a terminal: place, what, the line with carets, why, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from compiler.diagnostic import Diagnostic, Severity, dotted
from compiler.report.characters import encodable, visible
from compiler.report.snippet import snippet

_COLOURS = {
    Severity.FAILURE: "31",
    Severity.REFUSAL: "31",
    Severity.UNREADABLE: "33",
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.NOTE: "36",
}
_MANY = {
    Severity.FAILURE: "failures",
    Severity.REFUSAL: "refusals",
    Severity.UNREADABLE: "unreadable",
    Severity.ERROR: "errors",
    Severity.WARNING: "warnings",
    Severity.NOTE: "notes",
}
_BESIDE_LABEL = "\n        "


def as_text(
    diagnostics: Iterable[Diagnostic],
    lines: Mapping[str, Sequence[str]],
    *,
    width: int = 120,
    colour: bool = False,
) -> str:
    """All findings, sorted by place, and one sentence on how many there are; "" where nothing was found.

    `lines` are those of each file, for the snippets; `width` is that of the terminal, in columns: lines of the file
    are cut to it, sentences are left to the terminal. `colour` adds ANSI colours.
    """
    found = in_order(diagnostics)
    blocks = [_block(one, lines, width, colour=colour) for one in found]
    return "\n".join([*blocks, _summary(found)]) if found else ""


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings by file, place and code; those without a place come first."""
    return tuple(sorted(diagnostics, key=_key))


def _key(one: Diagnostic) -> tuple[str, int, int, str, str, str]:
    file, line, column = (one.span.file, one.span.line, one.span.column) if one.span else ("", 0, 0)
    return file, line, column, one.code.id, one.environment or "", one.what


def _block(one: Diagnostic, lines: Mapping[str, Sequence[str]], width: int, *, colour: bool) -> str:
    def painted(text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if colour and text else text

    tint = _COLOURS[one.code.severity]
    place = painted(f"{_shown(str(one.span))}: " if one.span else "", "1")
    where = f" ({_shown(one.environment)})" if one.environment else ""
    severity = painted(f"{one.code.severity.value}{where}:", f"1;{tint}")
    block = [f"{place}{severity} {_shown(one.what)}  {painted(f'[{one.code.id}]', tint)}"]
    if one.code.severity is Severity.NOTE:
        return f"{block[0]}\n"
    shown = snippet(one.span, lines.get(one.span.file, ()), width) if one.span else None
    if shown:
        block.append(f"{shown.gutter} | {shown.line}".rstrip())
        block.append(f"{' ' * len(shown.gutter)} | {painted(shown.marks, tint)}")
    said = (("why:", one.why), ("do: ", one.do), ("acknowledge:", _entry(one)))
    block += [f"   {label} {_shown(text)}" for label, text in said if text]
    return "".join(f"{line}\n" for line in block)


def _entry(one: Diagnostic) -> str:
    """What an acknowledgement of this finding names; "" where it can't or needn't be acknowledged."""
    if not one.code.acknowledgeable or one.code.severity is Severity.NOTE:
        return ""
    return f"path {dotted(one.path)}" + (f", accepts {one.value}" if one.value else "")


def _shown(text: str) -> str:
    return _BESIDE_LABEL.join(visible(encodable(line)) for line in text.split("\n"))


def _summary(found: Sequence[Diagnostic]) -> str:
    counts = Counter(one.code.severity for one in found)
    said = [f"{counts[kind]} {kind.value if counts[kind] == 1 else _MANY[kind]}" for kind in Severity if counts[kind]]
    gravest = min(found, key=lambda one: list(Severity).index(one.code.severity))
    return f"{', '.join(said)}. `atlas explain {gravest.code.id}` says more.\n"
