"""Data sets: what moves together. Entities are grouped, so that a graph of a thousand tables stays one that is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from compiler.model.data import Group, grouped, living
from compiler.model.deployment import Deployment
from compiler.model.entities import HOLDS, Column, Entity
from compiler.model.flows import BOUNDS, DataSet
from compiler.model.replication import Publication
from compiler.units import Duration


def row_sets(deployment: Deployment) -> tuple[DataSet, ...]:
    """The data sets of whole rows, sorted by name. Tables that are retired have none."""
    return _sets(deployment, living(deployment), _whole)


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
    return tuple(_set(deployment, group, told) for group in grouped(entities, by_retention=True))


def _set(deployment: Deployment, group: Group, told: Callable[[Entity], Iterable[Column]]) -> DataSet:
    return DataSet(
        name=group.name,
        classes=(group.class_,),
        entities=group.members,
        stores=group.stores,
        keep=group.keep,
        stays_in=deployment.classes[group.class_].stays_in,
        holds=max((column.says for row in group.entities for column in told(row)), key=HOLDS.index, default="none"),
    )


def _whole(entity: Entity) -> Iterable[Column]:
    return entity.personal


def _travelling(entity: Entity) -> Iterable[Column]:
    return (column for column in entity.personal if column.travels)
