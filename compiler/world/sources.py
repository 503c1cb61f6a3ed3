"""The documents that facts were taken from."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from compiler.frozen import frozen
from compiler.world.reading import Record


class Confidence(Enum):
    """How far a source can be relied on."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@frozen
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


@frozen
class Table:
    """A file of many facts: the documents that it cites, by id, and its rows, each read when it is asked for.

    A compile asks for a few rows of hundreds.
    """

    file: Path
    documents: Mapping[str, str]
    rows: Mapping[str, object]

    def row(self, row_id: str) -> Record | None:
        """The row of this id, anew; None where there is none."""
        return Record(self.file, self.rows[row_id], row_id) if row_id in self.rows else None

    def cited(self, row: Record) -> str:
        """The documents that `source` names by id, most important first; FactsError for an id that isn't explained."""
        ids = row.texts("source")
        unknown = [source_id for source_id in ids if source_id not in self.documents]
        if unknown or not ids:
            raise row.error("source", f"should name sources of this file, not {unknown}.")
        return "; ".join(self.documents[source_id] for source_id in ids)


def parse_table(record: Record, rows: str) -> Table:
    """The table that a file is, with its rows below the key `rows`; FactsError for whatever is wrong around them."""
    table = Table(record.file, dict(record.record("sources").named_texts()), record.rows(rows))
    record.close()
    return table
