"""Rows between homes: what is published to others, and what is written where one home writes for all."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Path
from compiler.flows.places import Way, at, here
from compiler.flows.scene import Scene
from compiler.model.flows import DataSet, Mechanism
from compiler.model.replication import Publication

_BUILT_IN = ("global", "regional")
"""Classes that come with the language: no file says anything about them."""


def ways(scene: Scene) -> Iterator[Way]:
    """Every stream, and the writes of every home whose rows another one writes."""
    replication = scene.deployment.replication
    for publication in replication.publications if replication else ():
        yield from _streams(scene, publication)
    for class_, holder in scene.central.items():
        for database, data in scene.databases(scene.seats[holder]):
            mine = tuple(row for row in data if class_ in row.classes)
            for home in scene.seats if mine else ():
                if home != holder:
                    yield _write(scene, mine, f"database.{database.name}", home, holder)


def _streams(scene: Scene, publication: Publication) -> Iterator[Way]:
    """One writer for a group of homes: what it sends them is what they had written there."""
    thing, sent = f"database.{publication.database}", scene.published[publication.class_, publication.database]
    for stream in publication.streams:
        from_, to = (here(scene.seats[home], thing) for home in (stream.publisher, stream.subscriber))
        yield Way(sent, Mechanism.STREAM, from_, to, _because(publication.class_, "copies"))
        if scene.deployment.classes[publication.class_].writes == "single":
            yield _write(scene, sent, thing, stream.subscriber, stream.publisher)


def _write(scene: Scene, data: tuple[DataSet, ...], thing: str, home: str, writer: str) -> Way:
    from_, to = at(scene.seats[home].at, "compute"), here(scene.seats[writer], thing)
    return Way(data, Mechanism.REMOTE_WRITE, from_, to, _because(data[0].classes[0], "writes"))


def _because(class_: str, answer: str) -> Path:
    """The answer of a class that the file declares; of a built-in one, the key that names who writes."""
    return ("replication", "writer") if class_ in _BUILT_IN else ("classes", class_, answer)
