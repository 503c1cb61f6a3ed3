"""`atlas flows`: every way that data takes, the farthest first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from compiler.model.deployment import Deployment
from compiler.model.entities import Retention
from compiler.model.flows import Flows
from compiler.report.flows.ways import Reach, Way, ways_of
from compiler.report.table import WIDTH, folded, table
from compiler.suggest import listed

_TITLES = {
    Reach.CROSSED: "Crosses the line where it has to stay (`atlas validate` says more)",
    Reach.ABROAD_WITH_PEOPLE: "Leaves its jurisdiction, and may tell of people",
    Reach.ABROAD: "Leaves its jurisdiction, and tells of nobody",
    Reach.INSIDE: "Leaves its region, and stays in its jurisdiction",
    Reach.AT_HOME: "Stays in its region",
}
_STAYS = {
    "region": "stays in its region",
    "country": "stays in its country",
    "jurisdiction": "stays in its jurisdiction",
    "system": "stays where the system has homes",
    "world": "may go anywhere",
}
_NOTHING = "-"
_NO_BASIS = f"\n({_NOTHING} under basis: no paper is declared for it; `atlas validate` says where a law asks for one)"
_FEW = 2
_WIDTHS = (40, 30, 24, 18, 14)
"""Characters of what is carried, in a line: as many as there is room for."""

Cells = dict[str, str]
"""The cells of a row, by their headings."""


def as_table(deployment: Deployment, flows: Flows, entity: str | None) -> str:
    """All ways, in groups by how far they lead; of one entity, if asked."""
    ways = ways_of(flows)
    groups = {reach: {way: where for way, where in ways.items() if way.reach is reach} for reach in Reach}
    head = folded(_summary(deployment, flows) if entity is None else _entity(deployment, flows, entity), WIDTH)
    shown = (_group(reach, group, deployment, flows) for reach, group in groups.items() if group)
    return "\n\n".join((head, *shown)) + "\n"


def _summary(deployment: Deployment, flows: Flows) -> str:
    return (
        f"{deployment.environment.name}: {len(flows.data)} data sets, {len(flows.edges)} edges between "
        f"{len(flows.places)} places. A class stands for its tables."
    )


def _entity(deployment: Deployment, flows: Flows, entity: str) -> str:
    row = deployment.entities[entity]
    kept = f" It is kept {_after(row.retention, entity)}." if row.retention else ""
    mates = {name for data in flows.data.values() if entity in data.entities for name in data.entities} - {entity}
    together = f" It moves together with {listed(sorted(mates), most=4)}." if mates else ""
    abroad = any(flows.leaves(flow) for flow in flows.edges)
    return (
        f"{deployment.environment.name}: `{entity}` is of class `{row.class_}`, which "
        f"{_STAYS[deployment.classes[row.class_].stays_in]}.{kept}{together}"
        + ("" if abroad else " Nothing of it leaves its jurisdiction.")
    )


def _after(retention: Retention, entity: str) -> str:
    whose = "" if retention.of == entity else f" of `{retention.of}`"
    return f"{retention.keep} after `{retention.after}`{whose}"


def _group(reach: Reach, ways: Mapping[Way, tuple[str, ...]], deployment: Deployment, flows: Flows) -> str:
    for width in _WIDTHS:
        cells = [
            _COLUMNS[reach](way, _regions(where, deployment), folded(_carried(way, flows), width))
            for way, where in ways.items()
        ]
        shown = table(tuple(cells[0]), [tuple(row.values()) for row in cells])
        if max(map(len, shown.splitlines())) <= WIDTH:
            break
    legend = _NO_BASIS if any(row.get("basis") == _NOTHING for row in cells) else ""
    return f"{_TITLES[reach]}{legend}\n\n{shown}"


def _with_basis(way: Way, where: str, what: str) -> Cells:
    basis = f"{way.basis.safeguard} {way.basis.document}" if way.basis else _NOTHING
    return {**_ends(way, where), "law": way.law, "what": what, "basis": basis}


def _with_law(way: Way, where: str, what: str) -> Cells:
    return {**_ends(way, where), "law": way.law, "what": what, "because of": way.why}


def _between_regions(way: Way, where: str, what: str) -> Cells:
    return {**_ends(way, where), "what": what, "because of": way.why}


def _at_home(way: Way, where: str, what: str) -> Cells:
    return {"how": str(way.mechanism), "kept in": way.to, "of": where, "what": what, "because of": way.why}


_COLUMNS: Mapping[Reach, Callable[[Way, str, str], Cells]] = {
    Reach.CROSSED: _with_law,
    Reach.ABROAD_WITH_PEOPLE: _with_basis,
    Reach.ABROAD: _between_regions,
    Reach.INSIDE: _between_regions,
    Reach.AT_HOME: _at_home,
}


def _ends(way: Way, where: str) -> Cells:
    """From and to. The one without a place of its own is in these regions."""
    from_, to = (way.from_, _in(where, way.to)) if way.comes_in else (_in(where, way.from_), way.to)
    return {"how": str(way.mechanism), "from": from_, "to": to}


def _in(where: str, thing: str) -> str:
    return f"{thing} of {where}" if " " in where else f"{where}/{thing}"


def _regions(regions: tuple[str, ...], deployment: Deployment) -> str:
    """One region by its name, several by what they have in common."""
    there = {place.region for place in deployment.flows.places.values()} & set(deployment.regions)
    if len(regions) == 1:
        return regions[0]
    if set(regions) == there:
        return "every region"
    if set(regions) == {home.id for home in deployment.homes} & there:
        return "serving regions"
    return f"{len(regions)} regions"


def _carried(way: Way, flows: Flows) -> str:
    """Tables by name where they are few, else by class; what the system makes, by name."""
    sets = [flows.data[name] for name in way.data]
    tables = [name for row in sets for name in row.entities]
    rows = tables if len(tables) <= _FEW else [class_ for row in sets if row.entities for class_ in row.classes]
    return ", ".join([*dict.fromkeys(rows), *(row.name for row in sets if not row.entities)])
