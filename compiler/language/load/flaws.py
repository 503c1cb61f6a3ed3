"""Where the loader collects what it finds, until all of it can be said in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.frozen import frozen
from compiler.language.load.text import Text
from compiler.language.load.tree import Tree

FINDINGS_TOO_MANY = Code("findings-too-many", "Too many findings to go on")
MOST = 1000


class TooManyFlawsError(Exception):
    """MOST findings are reached: the rest of the file isn't read."""


@frozen
class Sentence:
    """The value that a comma cut off: its row, its key, and where it begins."""

    row: dict[str, Tree]
    key: str
    start: int


@dataclass(slots=True)
class Noted:
    """A finding that is worded at the end, when it is known how often it occurs and how far it reaches."""

    path: Path
    start: int
    end: int
    times: int = 1
    sentence: Sentence | None = None


@dataclass(slots=True)
class Flaws:
    """The findings about one text. `clear` are the plain texts that were judged and are fine."""

    text: Text
    clear: set[str] = field(default_factory=set)
    found: list[tuple[int, Diagnostic]] = field(default_factory=list)
    aliases: dict[str, Noted] = field(default_factory=dict)
    rows: dict[Path, Noted] = field(default_factory=dict)
    doubles: dict[Path, Noted] = field(default_factory=dict)
    first_keys: dict[Path, int] = field(default_factory=dict)

    def add(
        self, code: Code, path: Path, start: int, end: int, what: str, why: str, do: str, *, on_key: bool = False
    ) -> None:
        """Add one finding about the characters from `start` to `end`; TooManyFlawsError beyond MOST."""
        if len(self.found) >= MOST:
            raise TooManyFlawsError
        self.found.append((start, Diagnostic(code, what, why, do, path, on_key, span=self.text.span(start, end))))

    def is_reported(self, start: int) -> bool:
        """Whether the last finding is about what begins at `start`, or with the bracket before it; an alias is."""
        return self.text.body.startswith("*", start) or (bool(self.found) and self.found[-1][0] in (start, start - 1))

    def make_room(self) -> None:
        """TooManyFlawsError where what was found and noted is enough."""
        if len(self.aliases) + len(self.rows) + len(self.doubles) + len(self.found) >= MOST:
            raise TooManyFlawsError

    def forget_from(self, position: int) -> None:
        """Drop what was found from `position` on: it follows from a mistake there."""
        self.found = [(start, found) for start, found in self.found if start < position]
        self.rows = {path: row for path, row in self.rows.items() if row.start < position}
        self.doubles = {path: double for path, double in self.doubles.items() if double.start < position}
        self.aliases = {name: alias for name, alias in self.aliases.items() if alias.start < position}

    def diagnostics(self) -> list[Diagnostic]:
        return [found for _, found in self.found]

    def cut_short(self) -> list[Diagnostic]:
        """What was found until there was too much, and that the rest of the file wasn't read."""
        position = max((start for start, _ in self.found), default=0)
        found = Diagnostic(
            FINDINGS_TOO_MANY,
            f"Reading stopped here, after {MOST} findings.",
            "So many have one cause as a rule: a wrong file, or an edit that went through all of it.",
            "Begin with the first ones.",
            span=self.text.span(position, position),
        )
        return [*self.diagnostics(), found]


def place(event: Any) -> tuple[int, int]:
    """Where an event of libyaml begins and ends, as positions in the text."""
    return event.start_mark.index, event.end_mark.index


def shown(text: str, most: int = 40) -> str:
    """A user's text as it may stand in a sentence: one line, at most `most` characters, no backticks."""
    line = " ".join(text[: most * 4].split()).replace("`", "'")
    return line if len(line) <= most and len(text) <= most * 4 else line[: most - 1] + "…"


def in_quotes(text: str) -> str:
    """The text as a quoted scalar of one line."""
    return f'"{text}"' if not {'"', "\\"} & set(text) else "'" + text.replace("'", "''") + "'"
