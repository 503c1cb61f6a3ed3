"""Whole documents by hypothesis, as they are loaded, and the same as text."""

from __future__ import annotations

from typing import Any

import yaml
from documents.author import CAREFUL, CARELESS, HARDLY_CARELESS, Author, Document, authors
from documents.changes import later
from documents.environments import environments
from documents.ground import ground
from documents.machine import machine
from documents.promises import contacts, promises
from documents.tables import tables
from documents.wrong import exchanged, misled, spoiled
from hypothesis import strategies as st


def nearly_right() -> st.SearchStrategy[Document]:
    """A document whose author means what it says, or makes a mistake or two."""
    return authors(CAREFUL, HARDLY_CARELESS).map(written)


def of_any_kind() -> st.SearchStrategy[tuple[Document | None, Document]]:
    """A document of a careful or a careless author, and the version before it, if there is one; some have a mistake
    that nobody would make on purpose."""
    return authors(CAREFUL, CARELESS).map(_of_any_kind)


def _of_any_kind(author: Author) -> tuple[Document | None, Document]:
    document, before = written(author), None
    if author.rarely(2):
        document, before = later(author, document), document
    for mistake in author.one((), (), (), (), (misled,), (exchanged,), (spoiled,)):
        document = mistake(author, document)
    return before, document


def two_versions() -> st.SearchStrategy[tuple[Document, Document]]:
    """A document whose author means what it says, and the next one, whose author may be careless."""
    return st.builds(_two_versions, authors(CAREFUL), authors(CAREFUL, CARELESS))


def _two_versions(first: Author, second: Author) -> tuple[Document, Document]:
    before = written(first)
    return before, later(second, before)


def written(author: Author) -> Document:
    """A whole document: names are declared first, and then referred to."""
    places = ground(author)
    data = tables(author)
    built = machine(author, places, data)
    body: Document = {
        "atlas": "1",
        "system": "company",
        "domain": "company.example",
        "contacts": contacts(author),
        "jurisdictions": places.jurisdictions,
        "regions": places.regions,
        "classes": data.classes,
        "entities": data.entities,
        **promises(author, places, data, replicated=built["replication"] != "none"),
        "acknowledge": [],
        **built,
    }
    body = author.keep(body, "jurisdictions", "classes", "acknowledge") | {
        name: body[name] for name in ("jurisdictions", "classes") if body[name]
    }
    return body | {"environments": environments(author, body)}


def text_of(document: Any) -> str:
    """The document as somebody may have typed it."""
    return yaml.dump(document, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=1000)


class _Plain(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True
