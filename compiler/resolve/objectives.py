"""Objectives, with what is promised of reads where nothing else is said of them."""

from __future__ import annotations

from compiler.language.document import Document
from compiler.language.objectives import Objective as Row
from compiler.model.objectives import Objective, Objectives
from compiler.resolve.declared import declared


def resolve_objectives(document: Document) -> dict[str, Objectives]:
    """What is promised about each class, sorted by class."""
    return {
        name: Objectives(name, _objective(row.zone_lost), _objective(row.region_lost))
        for name, row in sorted(document.objectives.items())
    }


def _objective(row: Row | None) -> Objective | None:
    return None if row is None else declared(Objective, row, read_rto=row.read_rto or row.rto)
