"""The shipped `atlas.yaml` with small edits, seen through the whole pipeline as a user sees it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from compiler.diagnostic import Diagnostic, dotted
from compiler.pipeline import Checked, emit, judge, understand
from compiler.report.text import in_order

FILE = Path(__file__).parents[1] / "atlas.yaml"
TEXT = FILE.read_text(encoding="utf-8")
AS_OF = date(2026, 11, 22)


UNKNOWN = "instance-unknown"


class Seen(NamedTuple):
    """What a reader of a finding sees first: its code, the words under the caret, and its environment if it has one."""

    code: str
    under: str
    environment: str | None = None


def edited(*changes: tuple[str, str]) -> str:
    """The shipped text with each old text replaced by its new one. Each must be there once, to be the one meant."""
    text = TEXT
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times in atlas.yaml: {old!r}"
        text = text.replace(old, new)
    return text


def block(name: str, text: str = TEXT) -> str:
    """The lines of a key of two spaces, with everything below it: `block("staging")`."""
    lines = text.splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith(f"  {name}:"))
    end = next(
        (number for number, line in enumerate(lines) if number > start and line.strip() and not line.startswith("   ")),
        len(lines),
    )
    return "".join(lines[start:end])


def checked(
    folder: Path, text: str | bytes, committed: Mapping[str, bytes] | None = None, as_of: date = AS_OF
) -> Checked:
    """The file with this text, as `atlas validate` judges it against what is committed."""
    file = folder / "atlas.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return judge(understand(file, "atlas.yaml"), committed or {}, as_of)


def findings(folder: Path, *changes: tuple[str, str], committed: Mapping[str, bytes] | None = None) -> list[Diagnostic]:
    """All that is found in the edited file, in the order in which it is shown; without notes, as staging always has
    some, and without what nobody knows of regions that a test adds."""
    found = in_order(checked(folder, edited(*changes), committed).diagnostics)
    return [one for one in found if one.code.severity.value != "note" and one.code.id != UNKNOWN]


def seen(folder: Path, *changes: tuple[str, str], committed: Mapping[str, bytes] | None = None) -> list[Seen]:
    """The same, as a reader sees it first."""
    lines = edited(*changes).split("\n")
    return [
        Seen(one.code.id, under(one, lines), one.environment) for one in findings(folder, *changes, committed=committed)
    ]


def under(found: Diagnostic, lines: list[str]) -> str:
    """The text under the caret."""
    span = found.span
    assert span is not None, f"{found.code.id} at {dotted(found.path)} has no place"
    assert span.line == span.end_line, f"{found.code.id} is about more than one line"
    return lines[span.line - 1][span.column - 1 : span.end_column - 1]


@cache
def committed() -> Mapping[str, bytes]:
    """What the shipped file committed: the inventory of each environment."""
    models = understand(FILE, "atlas.yaml").models
    return {one.path.split("/")[0]: one.artifact.body for one in emit(models) if one.path.endswith("/inventory.json")}
