"""A bound document and the facts of its regions, to the model of one environment. It can't fail."""

from __future__ import annotations

from dataclasses import replace

from compiler.flows import flows_of
from compiler.language.document import Document
from compiler.model.acknowledge import Acknowledgement
from compiler.model.cache import Cache
from compiler.model.cdn import Cdn
from compiler.model.compute import Service
from compiler.model.deployment import Deployment
from compiler.model.environments import Environment
from compiler.model.flows import NO_FLOWS
from compiler.model.release import Release
from compiler.model.storage import Bucket
from compiler.model.survival import NO_SURVIVAL
from compiler.resolve.declared import declared
from compiler.resolve.entities import resolve_classes, resolve_entities
from compiler.resolve.objectives import resolve_objectives
from compiler.resolve.regions import resolve_regions, waves
from compiler.resolve.replication import resolve_replication
from compiler.resolve.routing import resolve_routing
from compiler.resolve.security import resolve_security
from compiler.resolve.stores import resolve_databases, resolve_stores
from compiler.survival import survival_of


def resolve(document: Document, environment: str) -> Deployment:
    """The whole model of one environment: every default filled, everything computed."""
    regions = resolve_regions(document, environment)
    classes = resolve_classes(document)
    entities = resolve_entities(document, classes)
    declared_only = declared(
        Deployment,
        document,
        environment=declared(Environment, document.environments[environment], name=environment),
        regions=regions,
        classes=classes,
        entities=entities,
        objectives=resolve_objectives(document),
        acknowledge=tuple(declared(Acknowledgement, waived) for waived in document.acknowledge),
        release=declared(Release, document.release, waves=waves(regions)),
        storage=resolve_stores(Bucket, "storage", document.storage, entities),
        cache=resolve_stores(Cache, "cache", document.cache, entities),
        compute={name: declared(Service, row, name=name) for name, row in sorted(document.compute.items())},
        database=resolve_databases(document, entities),
        replication=resolve_replication(document, regions, classes, entities),
        routing=resolve_routing(document, regions),
        cdn=None if document.cdn is None else declared(Cdn, document.cdn, host=f"cdn.{document.domain}"),
        security=resolve_security(document),
        flows=NO_FLOWS,
        survival=NO_SURVIVAL,
    )
    return replace(declared_only, flows=flows_of(declared_only), survival=survival_of(declared_only))
