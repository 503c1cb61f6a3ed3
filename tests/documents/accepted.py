"""Systems that are accepted: generated ones whose gaps somebody answers for, the shipped file and the companies'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from documents.author import Document
from documents.judged import Judged, answered, is_gap, judged, sample
from documents.places import without
from documents.whole import nearly_right, two_versions
from systems import ALL, changed

from compiler.diagnostic import dotted
from compiler.language.overlay import Effective
from compiler.model.deployment import Deployment


@dataclass(frozen=True, slots=True)
class System:
    """One environment of an accepted file."""

    file: Judged
    name: str

    @property
    def model(self) -> Deployment:
        return self.file.understood.models[self.name]

    @property
    def laid(self) -> Effective:
        return self.file.understood.effective[self.name]

    @property
    def body(self) -> dict[str, Any]:
        """The plain data of the environment alone: regions that it doesn't list aren't there."""
        data: Any = self.laid.data
        regions = {name: dict(data["regions"][name]) for name in self.model.regions}
        for row in regions.values():
            if row.get("recovery", "none") not in (*regions, "none"):
                row["recovery"] = "none"
        return {**data, "regions": regions}

    def is_answered(self, code: str, *path: str | int) -> bool:
        """Whether a gap at this path of the model is acknowledged, or only reported."""
        return (code, dotted(self.laid.where(path))) in gaps(self.file)


@dataclass(frozen=True, slots=True)
class Step:
    """One environment of two accepted versions of a file, the second of which was judged against the first."""

    before: System
    after: System


def gaps(file: Judged) -> set[tuple[str, str]]:
    """The gaps of a file that are acknowledged, or only reported: code and path."""
    every = (*file.checked.acknowledged, *file.found)
    return {(found.code.id, dotted(found.path)) for found in every if found.code.acknowledgeable}


def accepted(document: Document, folder: Path, before: Document | None = None) -> Judged | None:
    """The document without papers that nothing needs, and with its gaps acknowledged, if it is accepted then."""
    one = judged(document, folder, before)
    for found in one.found:
        if found.code.id == "transfer-unused":
            document = without(document, found.path)
    if one.understood.sound and (one.document is not document or any(map(is_gap, one.found))):
        filled = document | {"acknowledge": answered(one).get("acknowledge", [])}
        one = judged(filled, folder, before)
    return one if one.is_accepted else None


def systems(folder: Path, examples: int) -> list[System]:
    """Every environment of every accepted one of so many generated documents, and of the files in this project."""
    found = [judged(changed(file, {}), folder) for file in ALL]

    def look(document: Document) -> None:
        found.extend(filter(None, [accepted(document, folder)]))

    sample(nearly_right(), examples, look)
    return [System(one, name) for one in found for name in one.understood.models]


def steps(folder: Path, examples: int) -> list[Step]:
    """The same, of two versions each; the shipped file follows itself."""
    pairs: list[tuple[Judged, Judged]] = []

    def look(versions: tuple[Document, Document]) -> None:
        first = accepted(versions[0], folder)
        if first is not None:
            second = accepted(versions[1], folder, first.document)
            pairs.extend([(first, second)] if second is not None else [])

    sample(two_versions(), examples, look)
    return list(_beside(pairs))


def _beside(pairs: list[tuple[Judged, Judged]]) -> Iterator[Step]:
    for first, second in pairs:
        for name in first.understood.models.keys() & second.understood.models.keys():
            yield Step(System(first, name), System(second, name))
