"""What exists: regions, entities and stores, with class and state, and what of them can't change unsaid. What is
committed can only be compared with; it never changes what the file means."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import field, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity as Table
from compiler.model.entities import ResidencyClass
from compiler.units import Duration

_T = TypeVar("_T")
VERSION = 2
_READ = (1, VERSION)


@frozen
class Region:
    """A region: its role, where it is in its life, its addresses, and by whom its home is recovered and served."""

    role: str
    state: str
    cidr: str = ""
    recovery: str | None = None
    seat: str | None = None


@frozen
class Was:
    """What an entity was before a change that was going on: its class, its name, or both."""

    class_: str | None
    key_: str | None
    since: date
    reference: str


@frozen
class Entity:
    """A table: its class, its database, where it is in its life, what it was before, and its name there
    (`public.client`). None is what a commit before tables were written doesn't know."""

    class_: str
    database: str
    state: str
    was: Was | None = None
    table: str | None = None


@frozen
class Store:
    """A database, bucket or cache (`database.main`): whether it holds what can't be made anew, and its state."""

    holds_data: bool
    state: str


@frozen
class Answers:
    """The four answers of a class."""

    copies: str
    stays_in: str
    writes: str
    holds: str


@frozen
class WriterWas:
    """The writer before a move that was going on."""

    writer: str
    since: date
    reference: str


@frozen
class Writers:
    """Who writes rows that have one writer: the first of `order` that can; and who wrote them before."""

    order: tuple[str, ...]
    was: WriterWas | None


@frozen
class Inventory:
    """All that exists in one environment. `backups` is how long the longest backup is kept.

    Version 1 knew regions (role and state), entities (without what they were) and stores, and nothing else: what
    `version` doesn't know isn't judged, and never guessed.
    """

    regions: Mapping[str, Region]
    entities: Mapping[str, Entity]
    stores: Mapping[str, Store]
    version: int = VERSION
    system: str = ""
    account: str = ""
    backups: Duration | None = None
    classes: Mapping[str, Answers] = field(default_factory=dict)
    writers: Writers | None = None

    @property
    def is_first(self) -> bool:
        """Whether it is of version 1."""
        return self.version == 1

    def former(self, entity: Table, names: Collection[str]) -> tuple[str, Entity] | None:
        """What is committed of an entity of today, by its name of that day: None where it is new. `names` are those of
        all entities of today: one that is there still can't be another one's former name."""
        was = entity.was.key_ if entity.was is not None else None
        name = was if was is not None and entity.name not in self.entities and was not in names else entity.name
        return (name, self.entities[name]) if name in self.entities else None


class InventoryError(ValueError):
    """The bytes aren't an inventory of a version that is read."""


def inventory_of(deployment: Deployment) -> Inventory:
    """What exists in one environment."""
    stores = {f"database.{name}": Store(True, row.state) for name, row in deployment.database.items()}
    stores |= {f"storage.{name}": Store(True, row.state) for name, row in deployment.storage.items()}
    stores |= {f"cache.{name}": Store(row.content == "state", row.state) for name, row in deployment.cache.items()}
    return Inventory(
        {
            name: Region(row.role, row.state, str(row.network.cidr), row.recovery, row.seat)
            for name, row in deployment.regions.items()
        },
        {name: _entity(row) for name, row in deployment.entities.items()},
        stores,
        VERSION,
        deployment.system,
        deployment.environment.account,
        longest_backup(deployment),
        {name: _answers(row) for name, row in deployment.classes.items()},
        _writers(deployment),
    )


def _entity(row: Table) -> Entity:
    was = None if row.was is None else Was(row.was.class_, row.was.key_, row.was.since, row.was.reference)
    return Entity(row.class_, row.database, row.state, was, f"{row.schema}.{row.table}")


def _answers(row: ResidencyClass) -> Answers:
    return Answers(row.copies, row.stays_in, row.writes, row.holds)


def longest_backup(deployment: Deployment) -> Duration:
    """How long what is erased or purged can still come back: from a backup, or as an old version of a file."""
    versions = (row.old_versions for row in deployment.storage.values())
    return max((deployment.backup.point_in_time, deployment.backup.daily, *versions))


def _writers(deployment: Deployment) -> Writers | None:
    row = deployment.replication
    if row is None:
        return None
    was = None if row.was is None else WriterWas(row.was.writer, row.was.since, row.was.reference)
    return Writers((row.writer, *row.successors), was)


def as_data(inventory: Inventory) -> dict[str, Any]:
    """The inventory as plain data, as it stands in `inventory.json`."""
    return {
        "version": VERSION,
        "system": inventory.system,
        "account": inventory.account,
        "backups": None if inventory.backups is None else str(inventory.backups),
        "classes": {name: _written(row) for name, row in inventory.classes.items()},
        "regions": {name: _written(row) for name, row in inventory.regions.items()},
        "entities": {name: _written(row) for name, row in inventory.entities.items()},
        "stores": {name: _written(row) for name, row in inventory.stores.items()},
        "writers": None if inventory.writers is None else _written(inventory.writers),
    }


def _written(row: Any) -> Any:
    """A part as plain data: `class_` is `class`, a day is text."""
    if is_dataclass(row):
        return {one.name.rstrip("_"): _written(getattr(row, one.name)) for one in fields(row)}
    if isinstance(row, tuple):
        return list(row)
    return row.isoformat() if isinstance(row, date) else row


def parse(body: bytes) -> Inventory:
    """The inventory that an `inventory.json` holds; InventoryError for anything else."""
    try:
        data = json.loads(body)
        version = data["version"]
        if version not in _READ:
            raise InventoryError(f"its version is {version}, and this Atlas reads {VERSION}")
        return _first(data) if version == 1 else _second(data)
    except InventoryError:
        raise
    except json.JSONDecodeError as error:
        raise InventoryError(f"it isn't JSON in line {error.lineno}, column {error.colno}") from error
    except UnicodeDecodeError as error:
        raise InventoryError("it isn't UTF-8") from error
    except KeyError as error:
        raise InventoryError(f"it has no `{error.args[0]}`") from error
    except (TypeError, AttributeError, ValueError, RecursionError) as error:
        raise InventoryError("its parts have another shape") from error


def _first(data: Any) -> Inventory:
    return Inventory(
        {name: Region(row["role"], row["state"]) for name, row in data["regions"].items()},
        {name: Entity(row["class"], row["database"], row["state"]) for name, row in data["entities"].items()},
        {name: Store(row["holds_data"], row["state"]) for name, row in data["stores"].items()},
        version=1,
    )


def _read_entity(row: Any) -> Entity:
    return _read(Entity, {"table": None, **row, "was": _was(Was, row["was"])})


def _second(data: Any) -> Inventory:
    return Inventory(
        {name: _read(Region, row) for name, row in data["regions"].items()},
        {name: _read_entity(row) for name, row in data["entities"].items()},
        {name: _read(Store, row) for name, row in data["stores"].items()},
        VERSION,
        data["system"],
        data["account"],
        None if data["backups"] is None else Duration.parse(data["backups"]),
        {name: _read(Answers, row) for name, row in data["classes"].items()},
        None
        if data["writers"] is None
        else Writers(tuple(data["writers"]["order"]), _was(WriterWas, data["writers"]["was"])),
    )


def _was(kind: type[_T], row: Any) -> _T | None:
    return None if row is None else _read(kind, {**row, "since": date.fromisoformat(row["since"])})


def _read(kind: type[_T], row: Any) -> _T:
    """A part of a kind from plain data that has all of its keys; others aren't looked at."""
    return kind(**{one.name: row[one.name.rstrip("_")] for one in fields(kind)})  # type: ignore[arg-type]
