"""A bound document and the facts of its regions, to the model of one environment. It can't fail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from compiler.language.document import Document
from compiler.model.acknowledge import Acknowledgement
from compiler.model.cache import Cache
from compiler.model.cdn import Cdn
from compiler.model.compute import Service
from compiler.model.database import Database, Roles
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity
from compiler.model.environments import Environment
from compiler.model.objectives import Objectives
from compiler.model.regions import Region
from compiler.model.release import Release
from compiler.model.routing import Route
from compiler.model.storage import Bucket
from compiler.resolve.declared import declared
from compiler.resolve.entities import classes_in, resolve_classes, resolve_entities
from compiler.resolve.regions import resolve_regions
from compiler.resolve.replication import resolve_replication

_ROLES = Roles("atlas_application", "atlas_replication", "atlas_subscriber", "atlas_watcher", "atlas_drift")


def resolve(document: Document, environment: str) -> Deployment:
    """The whole model of one environment: every default filled, everything computed."""
    regions = resolve_regions(document, environment)
    classes = resolve_classes(document)
    entities = resolve_entities(document, classes)
    return declared(
        Deployment,
        document,
        environment=declared(Environment, document.environments[environment], name=environment),
        regions=regions,
        classes=classes,
        entities=entities,
        objectives={name: declared(Objectives, row, class_=name) for name, row in sorted(document.objectives.items())},
        acknowledge=tuple(declared(Acknowledgement, waived) for waived in document.acknowledge),
        release=declared(Release, document.release, waves=_waves(regions)),
        storage=_stores(Bucket, "storage", document.storage, entities),
        cache=_stores(Cache, "cache", document.cache, entities),
        compute={name: declared(Service, row, name=name) for name, row in sorted(document.compute.items())},
        database=_databases(document, entities),
        replication=resolve_replication(document, regions, classes, entities),
        routing=_routing(document, regions),
        cdn=None if document.cdn is None else declared(Cdn, document.cdn, host=f"cdn.{document.domain}"),
    )


_Store = TypeVar("_Store", Bucket, Cache)


def _stores(
    kind: type[_Store], section: str, rows: Mapping[str, object], entities: Mapping[str, Entity]
) -> dict[str, _Store]:
    return {
        name: declared(kind, row, name=name, classes=classes_in(entities, f"{section}.{name}"))  # type: ignore[arg-type]
        for name, row in sorted(rows.items())
    }


def _databases(document: Document, entities: Mapping[str, Entity]) -> dict[str, Database]:
    return {
        name: declared(
            Database,
            row,
            name=name,
            major=int(row.engine.removeprefix("postgres")),
            database=document.system.replace("-", "_"),
            classes=classes_in(entities, f"database.{name}"),
            roles=_ROLES,
        )
        for name, row in sorted(document.database.items())
    }


def _waves(regions: Mapping[str, Region]) -> tuple[tuple[str, ...], ...]:
    """Serving regions by turn, each with its recovery region; a recovery region of two goes with the first."""
    released: set[str] = set()
    waves: list[tuple[str, ...]] = []
    for wave in sorted({region.wave for region in regions.values() if region.wave is not None}):
        turn = [region for region in regions.values() if region.wave == wave]
        names = {name for region in turn for name in (region.id, region.recovery) if name} - released
        released |= names
        waves.append(tuple(sorted(names)))
    return tuple(waves)


def _routing(document: Document, regions: Mapping[str, Region]) -> dict[str, Route]:
    homes = [region for region in regions.values() if region.role == "serving"]
    return {
        name: declared(
            Route,
            row,
            name=name,
            hosts=tuple(home.hosts["home"] for home in homes)
            if row.steer == "home"
            else (f"{name}.{document.domain}",),
        )
        for name, row in sorted(document.routing.items())
    }
