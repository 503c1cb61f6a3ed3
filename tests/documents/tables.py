"""Entities of a generated document: their classes, columns, references, and the stores that keep them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from documents.author import Author

BUILT_IN = {
    "global": {"copies": "everywhere", "stays_in": "system", "writes": "single", "holds": "personal"},
    "regional": {"copies": "home", "stays_in": "jurisdiction", "writes": "home", "holds": "personal"},
}
_NAMES = ("organization", "account", "dossier", "invoice", "visit", "listing", "country", "ledger_entry")
_PLAIN = ("title", "state", "amount", "created_at", "closed_at", "media_type", "rank")
_CATEGORIES = {
    "none": ("",),
    "pseudonymous": ("pseudonym",),
    "personal": ("contact", "identity", "content", "technical", "pseudonym"),
    "special": ("health", "biometric", "belief", "contact"),
}
_PERSONAL = {
    "pseudonym": "alias", "contact": "phone", "identity": "full_name", "content": "notes", "technical": "ip_address",
    "health": "diagnosis", "biometric": "fingerprint", "belief": "religion",
}  # fmt: skip
_LEVELS = ("none", "pseudonymous", "personal", "special")
_LEVEL = {"pseudonym": "pseudonymous", "health": "special", "biometric": "special", "belief": "special"}
_BOUNDS = ("region", "country", "jurisdiction", "system", "world")
_LEAST = {"home": 0, "jurisdiction": 2, "everywhere": 3}
_WAS = {"since": "2026-11-02", "reference": "DPIA-7"}


@dataclass(slots=True)
class Tables:
    """What is declared about data; `held` are the classes in each store."""

    classes: dict[str, dict[str, str]] = field(default_factory=dict)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)

    def answers(self, class_: str) -> dict[str, str]:
        return {**BUILT_IN, **self.classes}[class_]

    def reach(self, class_: str) -> int:
        """How widely rows are kept: what is kept as widely may be referred to."""
        return ("home", "jurisdiction", "everywhere").index(self.answers(class_)["copies"])

    @property
    def used(self) -> list[str]:
        """The classes that entities are of."""
        return sorted({row["class"] for row in self.entities.values()})

    @property
    def copied(self) -> bool:
        return any(self.answers(name)["copies"] != "home" for name in self.used)

    def stores(self, section: str) -> list[str]:
        """The names in a section of stores that something is kept in."""
        return sorted(name.partition(".")[2] for name in self.held if name.startswith(f"{section}."))


def tables(author: Author) -> Tables:
    """One to six entities of one to four classes."""
    found = Tables()
    for name in author.some(("near", "anywhere", "ledger", "directory"), author.one(0, 1), 3):
        found.classes[name] = _class(author)
    known = [*author.some(("regional", "global"), author.one(1, 2)), *found.classes]
    databases = author.one(["main"], ["main"], ["main", "ledger"])
    for name in author.some(_NAMES, author.one(1, 3, 4), 6):
        found.entities[name] = _entity(author, name, author.one(*known), databases, found)
    _settled(author, found)
    if not author.careless:
        found.classes = {name: row for name, row in found.classes.items() if name in found.used}
    return found


def _class(author: Author) -> dict[str, str]:
    """Four answers that agree with each other, mostly."""
    copies = author.one("home", "jurisdiction", "everywhere")
    bounds = _BOUNDS[author.rashly(_LEAST[copies], 0) :]
    writes = (
        author.one("home", "home", "single", "append")
        if copies != "home"
        else author.rashly("home", "single", "append")
    )
    holds = author.one("none", "pseudonymous", "personal", "special")
    if holds == "special" and copies == "everywhere":
        holds = author.rashly("personal", "special")
    stays = author.one(*bounds)
    if holds == "special" and stays in ("system", "world"):
        stays = author.rashly("jurisdiction", stays)
    return {"copies": copies, "stays_in": stays, "writes": writes, "holds": holds}


def _entity(author: Author, name: str, class_: str, databases: list[str], found: Tables) -> dict[str, Any]:
    answers = found.answers(class_)
    database = author.one(*databases)
    stores = _stores(author, class_, f"database.{database}", found)
    beside = {other: row for other, row in found.entities.items() if _database(row) == database}
    parents = [other for other, row in beside.items() if found.reach(row["class"]) >= found.reach(class_)]
    references = {f"{parent}_id": parent for parent in author.some(author.rashly(parents, list(found.entities)), 0, 2)}
    columns = author.some(_PLAIN, 1, 4)
    key = _key(author, answers, references, columns)
    row: dict[str, Any] = {"class": class_, "key": key, "columns": columns, "references": references, "stores": stores}
    row |= _personal(author, answers, row, found)
    row["delete"] = _delete(author, answers)
    row |= _unusual(author, name, answers, columns)
    usual = {"key": ["id"], "references": {}, "stores": ["database.main"]}
    return {word: value for word, value in row.items() if value != usual.get(word)}


def _database(row: dict[str, Any]) -> str:
    return next(iter(row.get("stores", ["database.main"])), "database.main").removeprefix("database.")


def _unusual(author: Author, name: str, answers: dict[str, str], columns: list[str]) -> dict[str, Any]:
    """What most entities don't say."""
    row: dict[str, Any] = {}
    if (answers["writes"] == "single" or author.rashly(False, True)) and author.rarely():
        row["unique"] = [author.slip(columns[-1], "nothing")]
    if answers["writes"] == "home" and author.rarely(8):
        row["home_column"] = "lives_in"
    if author.rarely(8):
        row["state"] = author.one("decommissioning", "retired", "active")
    if author.rarely(8):
        row["was"] = author.one({"class": "regional"}, {"key": f"old_{name}"}, {}) | _WAS
    if author.rarely(8):
        row["table"] = author.one(f"crm.{name}", f"{name}_v2", author.slip(f"{name}s", "account"))
    return row | author.slip({}, {"columns": [*columns, columns[0]]}, {"columns": [*columns, "phone"]}, {"key": []})


def _stores(author: Author, class_: str, database: str, found: Tables) -> list[str]:
    caches = author.some(("cache.main", "cache.sessions"), 0, author.one(0, 0, 1, 2))
    bucket = f"storage.{class_}_files"
    stores = [database, *caches, *([author.rashly(bucket, "storage.files")] if author.rarely() else [])]
    for store in stores:
        found.held.setdefault(store, []).append(class_)
    return author.slip(stores, stores[1:], ["database.main", "database.ledger"])


def _personal(author: Author, answers: dict[str, str], row: dict[str, Any], found: Tables) -> dict[str, Any]:
    """Its columns about a person, and what the law asks then. Those of a class that is copied and written at home may
    say more where they are withheld."""
    may_withhold = answers["copies"] != "home" and answers["writes"] == "home" and author.rarely(2)
    level = "special" if may_withhold else author.rashly(answers["holds"], "special")
    categories = [one for one in author.some(_CATEGORIES[level], 0, 3) if one]
    if not categories:
        return {"personal": {}}
    columns = {_PERSONAL[category]: category for category in categories}
    said: dict[str, Any] = {"personal": columns, "purpose": "run the business", "legal_basis": "contract"}
    references = row["references"]
    subjects = [column for column, parent in references.items() if found.entities[parent].get("subject")]
    if subjects and author.rarely(2):
        said["subject"] = author.one(*subjects)
    else:
        said |= {"people": "clients", "subject": author.slip(next(iter(columns)), "nobody_id")}
        keep = {"keep": "5y", "after": author.slip(row["columns"][0], "gone_at")}
        said["retention"] = author.likely(keep, "none")
    if may_withhold:
        beyond = {column: _LEVELS.index(_LEVEL.get(one, "personal")) for column, one in columns.items()}
        said["withheld"] = [column for column, level in beyond.items() if level > _LEVELS.index(answers["holds"])]
    return {word: value for word, value in said.items() if author.slip(True, False)}


def _key(author: Author, answers: dict[str, str], references: dict[str, str], columns: list[str]) -> list[str]:
    """An `id`, mostly; several writers can't keep much else apart."""
    if author.rashly(answers["writes"] == "single" or answers["copies"] == "home", True) and author.rarely(5):
        return author.one(["kind", "code"], columns[:1], [*references][:1] or ["id"])
    return ["id"]


def _delete(author: Author, answers: dict[str, str]) -> str:
    if answers["writes"] == "append" and answers["copies"] != "home":
        return author.rashly("never", "hard")
    return author.one("hard", "soft", "never")


def _settled(author: Author, found: Tables) -> None:
    """Rows that others point to aren't deleted for good, as far as the author looks back."""
    for row in found.entities.values():
        for parent in row.get("references", {}).values():
            if found.entities[parent]["delete"] == "hard" and author.rashly(True, False):
                found.entities[parent]["delete"] = "soft"
    if author.rashly(False, True):
        found.held.setdefault(author.one("database.spare", "storage.spare", "cache.spare"), [])
