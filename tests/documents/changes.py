"""What becomes of a generated document by its next version: steps that may be taken, and steps that were left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from documents.author import Author, Document
from documents.ground import AWAY
from documents.places import replaced, without

_SINCE = {"since": "2026-11-20", "reference": "CHG-7"}
_STEPS = {
    "planned": ("joining", "active"),
    "joining": ("active", "decommissioning"),
    "active": ("lost", "decommissioning"),
    "lost": ("joining", "decommissioning"),
    "decommissioning": ("retired", "active"),
    "retired": (),
}
_STATES = tuple(_STEPS)
_REST = {"active": ("decommissioning",), "decommissioning": ("retired", "active"), "retired": ()}


def later(author: Author, document: Document) -> Document:
    """The document after one to three changes; half the time a careless author leaves out what has to come before, or
    be said."""
    author = replace(author, rash=2)
    for change in author.some(_CHANGES, 1, 3):
        document = change(author, document)
    return document


def _region_moves_on(author: Author, document: Document) -> Document:
    name = author.one(*document["regions"])
    row = {word: value for word, value in document["regions"][name].items() if word not in AWAY}
    now = row.get("state", "active")
    state = author.rashly(author.one(*_STEPS[now] or (now,)), *_STATES)
    away = AWAY if state == "lost" or (state == "joining" and author.rarely(2)) else {}
    return replaced(document, ("regions", name), row | {"state": state} | away)


def _entity_moves_on(author: Author, document: Document) -> Document:
    name = author.one(*document["entities"])
    now = document["entities"][name].get("state", "active")
    state = author.rashly(author.one(*_REST[now] or (now,)), *_REST)
    return replaced(document, ("entities", name, "state"), state)


def _entity_of_another_class(author: Author, document: Document) -> Document:
    name = author.one(*document["entities"])
    row = document["entities"][name]
    class_ = author.one(*{other["class"]: None for other in document["entities"].values()})
    was = author.rashly({"was": {"class": row["class"]} | _SINCE}, {}, {"was": {"class": class_} | _SINCE})
    return replaced(document, ("entities", name), {**row, "class": class_, **(was if class_ != row["class"] else {})})


def _entity_renamed(author: Author, document: Document) -> Document:
    """Under its new name it is last in the file, and those that refer to it say the new name."""
    old = author.one(*document["entities"])
    new = author.one(f"{old}_now", "thing")
    row = document["entities"][old] | author.rashly({"was": {"key": old} | _SINCE}, {})
    entities = {name: _referring(other, old, new) for name, other in document["entities"].items() if name != old}
    return replaced(document, ("entities",), {**entities, new: _referring(row, old, new)})


def _referring(row: dict[str, Any], old: str, new: str) -> dict[str, Any]:
    if old not in row.get("references", {}).values():
        return row
    return row | {"references": {column: new if to == old else to for column, to in row["references"].items()}}


def _entity_added_or_struck(author: Author, document: Document) -> Document:
    leaf = [name for name in document["entities"] if not _is_referred_to(name, document)]
    if len(document["entities"]) > 1 and leaf and author.rashly(False, True):
        return replaced(document, ("entities",), _others(document["entities"], author.one(*leaf)))
    row = {"class": "regional", "personal": {}, "columns": ["made_at"]}
    return replaced(document, ("entities", "added_later"), row)


def _is_referred_to(name: str, document: Document) -> bool:
    return any(name in row.get("references", {}).values() for row in document["entities"].values())


def _others(rows: dict[str, Any], name: str) -> dict[str, Any]:
    return {other: row for other, row in rows.items() if other != name}


def _region_struck(author: Author, document: Document) -> Document:
    """Its row alone, or with what mentions it."""
    name = author.one(*document["regions"])
    if not author.careless or len(document["regions"]) < 2:
        return document
    rows = _others(document["regions"], name)
    for other, row in rows.items():
        if row.get("recovery") == name:
            rows[other] = row | {"recovery": "none"}
    return replaced(document, ("regions",), rows)


def _writer_moved(author: Author, document: Document) -> Document:
    row = document["replication"]
    if not isinstance(row, dict):
        return document
    order = [row["writer"], *row["successors"]]
    turned = [*order[1:], order[0]]
    was = author.rashly({"was": {"writer": order[0]} | _SINCE}, {}, {"was": {"writer": turned[-1]} | _SINCE})
    moved = {**row, "writer": turned[0], "successors": turned[1:], **(was if turned != order else {})}
    return replaced(document, ("replication",), moved)


def _recovery_elsewhere(author: Author, document: Document) -> Document:
    rows = document["regions"]
    homes = [name for name, row in rows.items() if "recovery" in row]
    if not homes or not author.careless:
        return document
    others = [name for name in rows if name not in homes]
    return replaced(document, ("regions", author.one(*homes), "recovery"), author.one("none", *others))


def _memory_dropped(author: Author, document: Document) -> Document:
    remembering = [name for name, row in document["entities"].items() if "was" in row]
    if remembering and author.careless:
        return without(document, ("entities", author.one(*remembering), "was"))
    return without(document, ("replication", "was")) if _moves(document) and author.careless else document


def _moves(document: Document) -> bool:
    return isinstance(document["replication"], dict) and "was" in document["replication"]


def _bound_moved(author: Author, document: Document) -> Document:
    """A class answers otherwise than it did."""
    classes = document.get("classes", {})
    if not classes or not author.careless:
        return document
    name = author.one(*classes)
    word, answers = author.one(
        ("stays_in", ("region", "jurisdiction", "world")),
        ("copies", ("home", "everywhere")),
        ("holds", ("none", "special")),
    )
    return replaced(document, ("classes", name, word), author.one(*answers))


def _columns_fewer(author: Author, document: Document) -> Document:
    name = author.one(*document["entities"])
    columns = document["entities"][name]["columns"]
    return replaced(document, ("entities", name, "columns"), author.rashly([*columns, "added_later"], columns[1:]))


def _bucket_or_cache_struck(author: Author, document: Document) -> Document:
    section = author.one("storage", "cache")
    if not document[section] or not author.careless:
        return document
    name = author.one(*document[section])
    entities = {
        entity: row | {"stores": [store for store in row["stores"] if store != f"{section}.{name}"]}
        for entity, row in document["entities"].items()
        if "stores" in row
    }
    rows = {**document["entities"], **entities}
    return replaced(replaced(document, (section,), _others(document[section], name)), ("entities",), rows)


def _made_anew(author: Author, document: Document) -> Document:
    """What can't change, does."""
    place, value = author.one(
        (("network", "pool"), "10.0.0.0/8"),
        (("system",), "other"),
        (("environments", "production", "account"), "999999999999"),
    )
    return replaced(document, place, value) if author.rashly(False, True) else document


def _in_another_database(author: Author, document: Document) -> Document:
    name = author.one(*document["entities"])
    row = document["entities"][name]
    others = [f"database.{other}" for other in document["database"] if f"database.{other}" not in row.get("stores", [])]
    if not others or not author.careless:
        return document
    rest = [store for store in row.get("stores", []) if not store.startswith("database.")]
    return replaced(document, ("entities", name, "stores"), [others[0], *rest])


_CHANGES: tuple[Callable[[Author, Document], Document], ...] = (
    _region_moves_on,
    _entity_moves_on,
    _entity_of_another_class,
    _entity_renamed,
    _entity_added_or_struck,
    _region_struck,
    _writer_moved,
    _recovery_elsewhere,
    _memory_dropped,
    _bound_moved,
    _columns_fewer,
    _bucket_or_cache_struck,
    _made_anew,
    _in_another_database,
)
