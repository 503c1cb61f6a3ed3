"""What a run has to say: one type for every finding, whichever stage made it.

A stage knows the *path* of what it judges (`("regions", "eu-west-1", "recovery")`); only whoever holds the
source turns a path into a place (`atlas.yaml:24:58`), see `compiler.language.source.Source.place`. Finding never
formats: `compiler.report` draws. The wording is ruled by `docs/wording.md`.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from compiler.frozen import frozen

Path = tuple[str | int, ...]
"""Where something stands in the document: keys from the top, and positions (from 0) inside lists."""


class Severity(Enum):
    """How a finding weighs; `exit_code` is its share of the exit lattice (`docs/exit-codes.md`)."""

    FAILURE = "failure"
    REFUSAL = "refusal"
    UNREADABLE = "unreadable"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def exit_code(self) -> int:
        return {"failure": 1, "refusal": 4, "unreadable": 5, "error": 3, "warning": 0, "note": 0}[self.value]


@frozen
class Span:
    """A stretch of one file. Lines and columns count from 1, columns in characters; `end_column` is exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@frozen
class Code:
    """A kind of finding. `id` is words, aspect first, never renamed and never reused; `title` holds no user value.

    Where its findings have a value, more of it is worse (a time, an amount), unless `less_is_worse` (a TLS version).
    """

    id: str
    title: str
    severity: Severity = Severity.ERROR
    acknowledgeable: bool = False
    less_is_worse: bool = False


@frozen
class Diagnostic:
    """One finding: what is wrong, why that matters, what to do.

    `path` is what the finding is about; `on_key` asks for the key itself to be underlined instead of its value.
    `environment` is set where the finding holds in that environment only. `value` is the measure of a finding that
    may be acknowledged up to a value (`TLS1.2`; `none` where nothing bounds it). `span` is None until placed.
    A span that a stage sets by itself (the loader) is never replaced by placing.
    """

    code: Code
    what: str
    why: str
    do: str
    path: Path = ()
    on_key: bool = False
    environment: str | None = None
    span: Span | None = None
    value: str | None = None


def dotted(path: Path) -> str:
    """The one way to write a path: `compute.api.tasks.min`, `acknowledge.0.owner`; the top is `atlas.yaml` itself."""
    return ".".join(str(part) for part in path)


LATTICE = (1, 4, 3, 2, 5, 0)
"""Exit codes, gravest first: tool or usage error, refused, invalid, changes found, unreadable, clean."""


def aggregate(codes: Iterable[int]) -> int:
    """The exit code of a run made of parts: the gravest of them; 0 where there is none."""
    return min(codes, key=LATTICE.index, default=0)


def exit_code(diagnostics: Iterable[Diagnostic]) -> int:
    """The exit code that findings ask for."""
    return aggregate(found.code.severity.exit_code for found in diagnostics)
