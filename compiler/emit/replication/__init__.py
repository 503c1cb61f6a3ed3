"""Replication between homes: SQL that is run by any client, and the order to run it in."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.emit.artifact import Artifact, Emitter
from compiler.emit.replication import guarding, publication, registry, roles, subscription
from compiler.emit.replication.file import File
from compiler.emit.replication.order import order
from compiler.emit.replication.place import Place, places_of
from compiler.emit.template import render
from compiler.model.deployment import Deployment

_KINDS = (registry.files_of, roles.files_of, guarding.files_of, publication.files_of, subscription.files_of)


def emit(model: Deployment) -> tuple[Artifact, ...]:
    """The files of every database at every home, and `order.json`."""
    folder = f"{model.environment.name}/sql"
    places = places_of(model)
    files = tuple(file for place in places for file in _files(place))
    return (
        *(
            Artifact(f"{folder}/{file.id}.sql", render(f"replication/{file.template}", file.page), file.path)
            for file in files
        ),
        Artifact(f"{folder}/order.json", order(places, files), ("replication",)),
    )


def _files(place: Place) -> Iterator[File]:
    for files_of in _KINDS:
        yield from files_of(place)


EMITTER = Emitter("replication", emit)
