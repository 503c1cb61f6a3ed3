"""Generated documents as the pipeline judges them: written as text, understood, compared with the version before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from documents.author import Document
from documents.whole import text_of
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.strategies import SearchStrategy

from compiler.diagnostic import Diagnostic, Severity, dotted, exit_code
from compiler.emit.inventory import emit
from compiler.pipeline import Checked, Understood, judge, understand
from compiler.rules.acknowledge import accepted

AS_OF = date(2026, 11, 22)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Judged:
    """A document, what was committed before it, and what is found in it."""

    document: Document
    committed: Mapping[str, bytes]
    checked: Checked

    @property
    def understood(self) -> Understood:
        return self.checked.understood

    @property
    def is_bound(self) -> bool:
        """Whether every environment has a model."""
        return bool(self.understood.models) and self.understood.models.keys() == self.understood.effective.keys()

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        return self.checked.diagnostics

    @property
    def is_accepted(self) -> bool:
        """Whether it would be compiled."""
        return self.is_bound and exit_code(self.found) == 0


def judged(document: Document, folder: Path, before: Document | None = None) -> Judged:
    """The document through the whole pipeline, as `atlas validate` does it."""
    committed = {} if before is None else committed_by(before, folder)
    return Judged(document, committed, judge(understood(document, folder), committed, AS_OF))


def committed_by(document: Document, folder: Path) -> dict[str, bytes]:
    """The inventory of each environment that a document has a model of."""
    models = understood(document, folder).models
    return {name: artifact.body for name, model in models.items() for artifact in emit(model)}


def sample(strategy: SearchStrategy[_T], examples: int, look: Callable[[_T], None]) -> None:
    """`look` at so many examples, the same ones in every run. What it raises is told of the smallest example."""

    @settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    @given(strategy)
    def each(example: _T) -> None:
        look(example)

    each()


def understood(document: Document, folder: Path) -> Understood:
    """The document as a file in this folder, as far as the first half of the pipeline gets."""
    file = folder / "atlas.yaml"
    file.write_text(text_of(document), encoding="utf-8")
    return understand(file, "atlas.yaml")


def answered(one: Judged) -> Document:
    """The document with an acknowledgement of each gap that may be acknowledged; itself where there is none."""
    gaps: dict[tuple[str, str], list[Diagnostic]] = {}
    for found in filter(is_gap, one.found):
        gaps.setdefault((found.code.id, dotted(found.path)), []).append(found)
    entries = [_entry(code, path, found) for (code, path), found in gaps.items()]
    return one.document | {"acknowledge": entries} if entries else one.document


def _entry(code: str, path: str, found: list[Diagnostic]) -> dict[str, str]:
    """An acknowledgement of the worst that any environment has."""
    worst = [row.value for row in found if all(accepted(other, row.value) for other in found)]
    entry = {"code": code, "path": path, "reason": "It is so.", "owner": "dpo", "expires": "2027-05-31"}
    return entry if worst[0] is None else entry | {"accepts": worst[0]}


def is_gap(found: Diagnostic) -> bool:
    """Whether it asks somebody to answer for it."""
    return found.code.acknowledgeable and found.code.severity is not Severity.NOTE
