"""Regions of a generated document: where it is, under which laws, who takes over for whom, and how each region does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from documents.author import Author

from compiler.world.regions import region, regions

AWAY = {"since": "2026-11-01", "until": "2026-12-31", "reference": "INC-1"}
LONG_AGO = {"since": "2026-06-01", "until": "2026-07-01", "reference": "INC-2"}
_STATES = ("joining", "planned", "lost", "away", "decommissioning", "retired")


@dataclass(frozen=True, slots=True)
class Ground:
    """What is declared about places. `laws` are the jurisdiction of each region as the file calls it."""

    regions: dict[str, dict[str, Any]]
    jurisdictions: dict[str, Any]
    laws: dict[str, str]

    @property
    def homes(self) -> list[str]:
        return [name for name, row in self.regions.items() if row.get("role") != "recovery"]

    @property
    def writing(self) -> list[str]:
        """Homes that can write, as far as their rows say."""
        return [name for name in self.homes if self.regions[name].get("state", "active") == "active"]

    @property
    def standing(self) -> list[str]:
        """Regions that are there."""
        return [name for name, row in self.regions.items() if row.get("state", "active") == "active"]


def ground(author: Author) -> Ground:
    """One to three laws, with one or two homes each; most of these recover somewhere, where that is possible."""
    wide = [law for law, ids in _laws().items() if len(ids) > 1]
    narrow = [law for law in _laws() if law not in wide]
    chosen = [*author.some(wide, author.one(1, 2), 2), *author.some(narrow, 0, author.one(0, 1))]
    declared = _union(author, chosen)
    rows: dict[str, dict[str, Any]] = {}
    laws: dict[str, str] = {}
    for law in chosen:
        name = next(iter(declared)) if law in _joined(declared) else law
        ids = author.some(_laws()[law], author.one(2, 2, 1), author.one(2, 3, 4))
        rows |= _rows(author, ids, name)
        laws |= dict.fromkeys(ids, name)
    kept = dict(author.some(list(rows.items()), len(rows)))
    return Ground(kept, declared, {name: law for name, law in laws.items() if name in kept})


@cache
def _laws() -> dict[str, list[str]]:
    """The regions under each law, those with most regions first."""
    found: dict[str, list[str]] = {}
    for facts in regions():
        found.setdefault(facts.jurisdiction, []).append(facts.id)
    return dict(sorted(found.items(), key=lambda law: (-len(law[1]), law[0])))


def _union(author: Author, laws: list[str]) -> dict[str, Any]:
    """Sometimes two countries are declared to be under one law."""
    countries = [law for law in laws if law != "EU"]
    if len(countries) > 1 and author.rarely():
        return {
            "UNION": {"countries": author.slip(author.rashly(countries[:2], countries[:1]), [*countries[:2], "FR"])}
        }
    return {"ELSEWHERE": {"countries": ["AQ"]}} if author.rarely(8) else {}


def _joined(declared: dict[str, Any]) -> list[str]:
    return declared["UNION"]["countries"] if "UNION" in declared else []


def _rows(author: Author, ids: list[str], law: str) -> dict[str, dict[str, Any]]:
    """The first is a home; each other one takes over for the home before it, or is one more home."""
    found: dict[str, dict[str, Any]] = {}
    alone: str | None = None
    for name in ids:
        found[name] = {
            "place": author.rashly(region(name).place, "Paris", "Nowhere at all"),
            "jurisdiction": author.rashly(law, "EU", "US", "XX"),
        }
        if alone is not None and not author.rarely(3):
            found[alone]["recovery"] = name
            found[name] |= {"role": "recovery"} | _state(author, author.likely("active", "joining", "planned"))
            alone = None
        else:
            found[name] |= {"recovery": "none", "wave": author.one("1", "2", "3")}
            found[name] |= _state(author, author.likely("active", *_STATES))
            alone = name
    return found


def _state(author: Author, state: str) -> dict[str, str]:
    days = author.rashly(AWAY, LONG_AGO, AWAY | {"since": "2027-03-01"})
    if state == "away":
        return {"state": "joining", **days}
    if state == "lost":
        return author.slip({"state": "lost", **days}, {"state": "lost"})
    return {} if state == "active" and author.likely(True, False) else {"state": state}
