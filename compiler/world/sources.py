"""The documents that facts were taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from compiler.world.reading import Record


class Confidence(Enum):
    """How far a source can be relied on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Source:
    """A document: its title with version or address, and what to know before relying on it."""

    id: str
    title: str
    confidence: Confidence
    note: str | None


def parse_sources(record: Record) -> tuple[Source, ...]:
    """The sources that a file lists by id, sorted by it."""
    found = []
    for source_id, entry in record.records():
        confidence = entry.choice("confidence", Confidence)
        found.append(Source(source_id, entry.text("title"), confidence, entry.text_or_none("note")))
        entry.close()
    return tuple(sorted(found, key=lambda source: source.id))


def cited(record: Record, documents: Mapping[str, str]) -> str:
    """The documents that `source` names by id, most important first; FactsError for an id that isn't explained."""
    ids = record.texts("source")
    unknown = [source_id for source_id in ids if source_id not in documents]
    if unknown or not ids:
        raise record.error("source", f"should name sources of this file, not {unknown}.")
    return "; ".join(documents[source_id] for source_id in ids)
