"""The words that the 25 invariants are stated in, over a model: none of them asks a rule, or how the model came to be.

`p ~ q under a bound` is `together`: the line that data stays within, as a relation between places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Protocol

import yaml

from compiler.model.deployment import Deployment
from compiler.model.entities import Entity, ResidencyClass
from compiler.model.regions import Region

Cases = Iterable[tuple[bool, object]]
"""Whether a formula holds, and of what."""


def _facts() -> dict[str, Any]:
    files = (Path(__file__).parents[2] / "regions").glob("*-*-*.yaml")
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


REGIONS = _facts()
_COUNTRIES = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"
EEA = frozenset(_COUNTRIES.split())
LEVELS = ("none", "pseudonymous", "personal", "special")
SAYS = {"pseudonym": "pseudonymous", "health": "special", "biometric": "special", "belief": "special"}
BUILT = ("joining", "active", "decommissioning")
IN_WORLD = ("joining", "active", "lost", "decommissioning")


class Somewhere(Protocol):
    """A place, as far as a bound is concerned."""

    region: str | None
    country: str | None
    jurisdiction: str | None


def law(model: Deployment, country: str) -> str:
    """Whose law holds in a country."""
    declared = [name for name, row in model.jurisdictions.items() if country in row.countries]
    return declared[0] if declared else "EU" if country in EEA else country


def together(one: Somewhere, other: Somewhere, bound: str, model: Deployment) -> bool:
    """one ~ other."""
    match bound:
        case "world":
            return True
        case "system":
            return other.jurisdiction in {home.jurisdiction for home in seated(model)}
        case _:
            line: str | None = getattr(one, bound)
            return line is not None and line == getattr(other, bound)


def seat(home: Region, model: Deployment) -> str | None:
    """The first of a home's region and its recovery region that holds the role."""
    away = home.state == "lost" or (home.state == "joining" and home.until is not None)
    if not away:
        return home.id if home.state in ("joining", "active") else None
    other = model.regions[home.recovery] if home.recovery else None
    return other.id if other is not None and other.state == "active" else None


def seated(model: Deployment) -> list[Region]:
    """Homes that have their data somewhere: where they are served, or where they are wound up."""
    return [home for home in model.homes if seat(home, model) or home.state == "decommissioning"]


def copying(model: Deployment) -> list[Region]:
    """Homes that rows are copied to."""
    return [home for home in model.homes if seat(home, model)]


def visited(model: Deployment) -> list[Region]:
    """Homes that visitors are led to, where they are seated: one that is joining for the first time has none."""
    return [home for home in copying(model) if home.state == "active" or seat(home, model) != home.id]


def writing(model: Deployment) -> list[str]:
    """Homes that can write what one home writes."""
    return [home.id for home in visited(model)]


def groups(residency: ResidencyClass, model: Deployment) -> list[list[Region]]:
    """The homes that keep copies of each other's rows."""
    homes = copying(model)
    if residency.copies == "home":
        return [[home] for home in homes]
    if residency.copies == "everywhere":
        return [homes] if homes else []
    return [[home for home in homes if home.jurisdiction == one] for one in {home.jurisdiction for home in homes}]


def writer(group: Iterable[Region], model: Deployment) -> str | None:
    """The first of the succession that can write, and is in the group."""
    if model.replication is None:
        return None
    order = (model.replication.writer, *model.replication.successors)
    able = {home.id for home in group} & set(writing(model))
    return next((name for name in order if name in able), None)


def living(model: Deployment) -> list[Entity]:
    """Entities that have rows."""
    return [entity for entity in model.entities.values() if entity.state != "retired"]


def in_use(model: Deployment) -> list[Entity]:
    return [entity for entity in model.entities.values() if entity.state == "active"]


def classes_in(store: str, model: Deployment) -> set[str]:
    """The classes of all rows that a store may hold."""
    return {entity.class_ for entity in living(model) if store in entity.stores}


def says(entity: Entity, *, copies: bool) -> str:
    """The most that its rows, or their copies at other homes, say about a person."""
    told = [column for column in entity.columns if column.category and (column.travels or not copies)]
    return max((SAYS.get(column.category or "", "personal") for column in told), key=LEVELS.index, default="none")


def chain(entity: Entity, model: Deployment) -> Iterator[Entity]:
    """The entities that `subject` leads through, this one first; it may go on for ever."""
    while True:
        yield entity
        onward = next((column.references for column in entity.columns if column.name == entity.subject), None)
        if onward is None:
            return
        entity = model.entities[onward]


def disjoint(networks: Sequence[object]) -> bool:
    return not any(one.overlaps(other) for one, other in combinations(networks, 2))  # type: ignore[attr-defined]


def is_kept_apart(entity: Entity, model: Deployment) -> bool:
    """Whether its key holds its home, an id that is made, or the row of an entity that is written at home."""
    columns = [column for column in entity.columns if column.name in entity.key_]
    at_home = [one for one in columns if one.references and model.entities[one.references].home_column]
    made = [one for one in columns if one.references is None and one.name.split("_")[-1] in ("id", "uuid")]
    return bool(at_home or made) or entity.home_column in entity.key_


def reach(row: ResidencyClass, model: Deployment) -> set[tuple[str, str]]:
    """A row of which home is at which homes."""
    alone = [writer(copying(model), model)] if (row.copies, row.writes) == ("home", "single") else None
    return {
        (one.id, other.id)
        for group in groups(row, model)
        for one in group
        for other in group
        if alone is None or [other.id] == alone
    }


def orphans(child: Entity, parent: Entity, model: Deployment) -> bool:
    """Whether a delete that arrives as a copy leaves rows that whoever deleted didn't see."""
    below, above = (model.classes[one.class_] for one in (child, parent))
    seen = below.writes == above.writes == "single" and below.copies == above.copies
    return above.copies != "home" and parent.delete == "hard" and parent.state == "active" and not seen


def most_homes_after_a_loss(service: str, model: Deployment) -> int:
    """The homes whose visitors one region may have to carry when another one is lost."""
    homes = {home.id: home.seat for home in visited(model)}
    near = any(row.to == f"compute.{service}" and row.steer != "home" for row in model.routing.values())
    most = 0
    for home, lost in homes.items():
        other = model.regions[home].recovery
        spare = other if other and lost == home and model.regions[other].state in ("joining", "active") else None
        for taker in {spare, *(homes.values() if near else ())} - {None, lost}:
            most = max(most, 1 + list(homes.values()).count(taker))
    return most


def is_outside_control_planes(model: Deployment) -> bool:
    """Whether what belongs to no region is kept outside us-east-1, unless that is all there is."""
    others = [row for row in model.regions.values() if row.id != "us-east-1" and row.state == "active"]
    return model.release.state != "us-east-1" or not others


def waiting(home: Region, model: Deployment) -> set[str]:
    """The classes that a home has nowhere while it is away: no database of them is recovered."""
    recovered = {name for row in model.database.values() if row.recovers_by != "none" for name in row.classes}
    return set(model.classes) - recovered if home.seat != home.id else set()
