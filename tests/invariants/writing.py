"""Writing: who writes, what travels to the others, and what rows point to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice, permutations

from documents.accepted import System
from invariants import formulas as f
from invariants.formulas import Cases

from compiler.emit.replication import emit
from compiler.model.deployment import Deployment
from compiler.model.entities import Column, Entity
from compiler.model.replication import Publication


def one_writer(every: list[System]) -> Cases:
    """Where one home writes for a group, it is the first of the succession that can; and the application of no other
    home has the right to."""
    for system in every:
        model = system.model
        granted = _granted(system)
        for publication in _publications(system):
            row = model.classes[publication.class_]
            if row.writes == "single":
                for group in f.groups(row, model):
                    homes = {home.id for home in group}
                    right = {f.writer(group, model)} - {None}
                    yield set(publication.writers) & homes == right, (publication, group)
                    yield not (homes & set(f.writing(model))) or bool(right), (publication, group)
                    yield granted[publication.database, publication.writer_role] & homes == right, publication


def _publications(system: System) -> tuple[Publication, ...]:
    return system.model.replication.publications if system.model.replication else ()


def _granted(system: System) -> defaultdict[tuple[str, str], set[str]]:
    """By database and role: the homes whose SQL gives the role to the application."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for artifact in emit(system.model):
        _, _, *place = artifact.path.split("/")
        for role in re.findall(r"GRANT (\w+_writer) TO atlas_application;", artifact.body.decode()):
            found[place[1], role].add(place[0])
    return found


def many_writers(every: list[System]) -> Cases:
    """Where every home writes, each sends to each, and nothing that came from another; by a version that can; no two of
    them can give a row the same key, or a column that is unique; rows that all add are never deleted."""
    for system in every:
        model = system.model
        for publication in _publications(system):
            row = model.classes[publication.class_]
            if row.writes == "single":
                continue
            pairs = {pair for group in f.groups(row, model) for pair in permutations((one.id for one in group), 2)}
            yield {(one.publisher, one.subscriber) for one in publication.streams} == pairs, publication
            yield not pairs or model.database[publication.database].major >= 16, publication
            for entity in (model.entities[name] for name in publication.entities):
                unique = {column.name for column in entity.columns if column.unique and column.travels}
                yield unique <= set(entity.key_), entity
                yield f.is_kept_apart(entity, model), entity
                yield row.writes != "append" or entity.delete == "never", entity
        for artifact in emit(model):
            if "/60_subscribe_" in artifact.path and _is_new(model, artifact.path):
                yield "origin = none" in artifact.body.decode(), artifact.path


def _is_new(model: Deployment, path: str) -> bool:
    """Whether the database is of a version that knows origins."""
    return model.database[path.split("/")[3]].major >= 16


def columns(every: list[System]) -> Cases:
    """What travels is said column by column, and by it each row can be found; what is withheld doesn't travel, and is
    only withheld where a promotion loses nothing by it."""
    for system in every:
        for entity in f.in_use(system.model):
            row = system.model.classes[entity.class_]
            travelling = {column.name for column in entity.columns if column.travels}
            withheld = {column.name for column in entity.columns if column.withheld}
            if row.copies == "home":
                yield not travelling and not withheld, entity
            else:
                yield set(entity.key_) <= travelling, entity
                yield not travelling & withheld, entity
                yield not withheld or row.writes == "home", entity
                yield travelling | withheld == {column.name for column in entity.columns}, entity


def references(every: list[System]) -> Cases:
    """Wherever a row is, the row that it points to is there too, in the same database; and it stays, even as a copy."""
    for system in every:
        model = system.model
        for entity, column in _references(system):
            child, parent = model.classes[entity.class_], model.entities[column.references or ""]
            yield entity.database == parent.database, (entity, column)
            if child.copies == "home" or column.travels:
                yield f.reach(child, model) <= f.reach(model.classes[parent.class_], model), (entity, column)
            yield not f.orphans(entity, parent, model), (entity, parent)


def _references(system: System) -> Iterator[tuple[Entity, Column]]:
    for entity in f.living(system.model):
        for column in entity.columns:
            if column.references and system.model.entities[column.references].state != "retired":
                yield entity, column


def subject(every: list[System]) -> Cases:
    """Whatever says something about a person leads to a column that tells who that is."""
    for system in every:
        for entity in f.living(system.model):
            if entity.personal:
                *_, last = islice(f.chain(entity, system.model), 20)
                columns = {column.name: column for column in last.columns}
                yield last.subject in columns and columns[last.subject].references is None, entity
