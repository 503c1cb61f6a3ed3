"""Data sets: what moves together. Entities are grouped, so that a graph of a thousand tables stays one that is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from compiler.model.deployment import Deployment
from compiler.model.entities import Column, Entity
from compiler.model.flows import BOUNDS, HOLDS, DataSet, Holds
from compiler.model.replication import Publication
from compiler.units import Duration

_SAYS: Mapping[str, Holds] = {
    "pseudonym": "pseudonymous",
    "health": "special",
    "biometric": "special",
    "belief": "special",
}
"""Categories that say less or more about a person than `personal`."""

_Kind = tuple[str, tuple[str, ...], Duration | None]


def row_sets(deployment: Deployment) -> tuple[DataSet, ...]:
    """The data sets of whole rows, sorted by name. Tables that are retired have none."""
    return _sets(deployment, (row for row in deployment.entities.values() if row.state != "retired"), _whole)


def published_sets(deployment: Deployment, publication: Publication, rows: Iterable[DataSet]) -> tuple[DataSet, ...]:
    """What a publication sends: whole data sets, or the part of one without what stays at home."""
    whole = set(rows)
    sent = _sets(deployment, (deployment.entities[name] for name in publication.entities), _travelling)
    return tuple(row if row in whole else replace(row, name=f"{row.name}, published") for row in sent)


def speaking_of(
    name: str, rows: Iterable[DataSet], stores: tuple[str, ...] = (), keep: Duration | None = None
) -> DataSet:
    """What the system makes by itself: bound as strictly as the strictest of the rows that it may speak of, and saying
    as much about people as the most telling of them."""
    every = tuple(rows)
    return DataSet(
        name=name,
        classes=tuple(sorted({class_ for row in every for class_ in row.classes})),
        entities=(),
        stores=stores,
        keep=keep,
        stays_in=min((row.stays_in for row in every), key=BOUNDS.index, default="world"),
        holds=max((row.holds for row in every), key=HOLDS.index, default="none"),
    )


def _sets(
    deployment: Deployment, entities: Iterable[Entity], told: Callable[[Entity], Iterable[Column]]
) -> tuple[DataSet, ...]:
    """Entities by what they have in common; `told` are the columns of one that are carried and say something."""
    groups: dict[_Kind, list[Entity]] = {}
    for row in entities:
        keep = row.retention.keep if row.retention else None
        groups.setdefault((row.class_, _in_order(row.stores), keep), []).append(row)
    found = (_set(deployment, kind, group, told) for kind, group in groups.items())
    return tuple(sorted(found, key=lambda row: row.name))


def _set(
    deployment: Deployment, kind: _Kind, group: Iterable[Entity], told: Callable[[Entity], Iterable[Column]]
) -> DataSet:
    class_, stores, keep = kind
    said = {_SAYS.get(column.category or "", "personal") for row in group for column in told(row)}
    return DataSet(
        name=f"{class_} in {', '.join(sorted(stores))}" + (f" for {keep}" if keep else ""),
        classes=(class_,),
        entities=tuple(sorted(row.name for row in group)),
        stores=stores,
        keep=keep,
        stays_in=deployment.classes[class_].stays_in,
        holds=max(said, key=HOLDS.index, default="none"),
    )


def _in_order(stores: tuple[str, ...]) -> tuple[str, ...]:
    """Its database first, then caches and buckets."""
    return stores if len(stores) < 2 else tuple(sorted(stores, key=lambda one: (not one.startswith("database."), one)))


def _whole(entity: Entity) -> Iterable[Column]:
    return entity.personal


def _travelling(entity: Entity) -> Iterable[Column]:
    return (column for column in entity.personal if column.travels)
