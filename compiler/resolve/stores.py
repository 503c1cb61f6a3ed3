"""Databases, caches and buckets, and the classes that each of them keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from compiler.language.document import Document
from compiler.model.cache import Cache
from compiler.model.database import Database, Roles
from compiler.model.entities import Entity
from compiler.model.storage import Bucket
from compiler.resolve.declared import declared

_Store = TypeVar("_Store", Bucket, Cache)
_ROLES = Roles("atlas_application", "atlas_replication", "atlas_subscriber", "atlas_watcher", "atlas_drift")


def resolve_stores(
    kind: type[_Store], section: str, rows: Mapping[str, object], entities: Mapping[str, Entity]
) -> dict[str, _Store]:
    """The caches or buckets of a section, sorted by name."""
    return {
        name: declared(kind, row, name=name, classes=_classes_in(entities, f"{section}.{name}"))  # type: ignore[arg-type]
        for name, row in sorted(rows.items())
    }


def resolve_databases(document: Document, entities: Mapping[str, Entity]) -> dict[str, Database]:
    """Every database, sorted by name."""
    return {
        name: declared(
            Database,
            row,
            name=name,
            major=int(row.engine.removeprefix("postgres")),
            database=document.system.replace("-", "_"),
            classes=_classes_in(entities, f"database.{name}"),
            roles=_ROLES,
        )
        for name, row in sorted(document.database.items())
    }


def _classes_in(entities: Mapping[str, Entity], store: str) -> tuple[str, ...]:
    return tuple(sorted({entity.class_ for entity in entities.values() if store in entity.stores}))
