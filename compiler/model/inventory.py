"""What exists: regions, entities and stores, each with its class and state. What is committed can only be compared
with, so that removing something that holds data is noticed; it never changes what the file means."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from compiler.frozen import frozen
from compiler.model.deployment import Deployment

VERSION = 1


@frozen
class Region:
    """A region: its role, and where it is in its life."""

    role: str
    state: str


@frozen
class Entity:
    """A table: its class, its database, and where it is in its life."""

    class_: str
    database: str
    state: str


@frozen
class Store:
    """A database, bucket or cache (`database.main`): whether it holds what can't be made anew, and its state."""

    holds_data: bool
    state: str


@frozen
class Inventory:
    """All that exists in one environment."""

    regions: Mapping[str, Region]
    entities: Mapping[str, Entity]
    stores: Mapping[str, Store]


class InventoryError(ValueError):
    """The bytes aren't an inventory of this version."""


def inventory_of(deployment: Deployment) -> Inventory:
    """What exists in one environment."""
    stores = {f"database.{name}": Store(True, row.state) for name, row in deployment.database.items()}
    stores |= {f"storage.{name}": Store(True, row.state) for name, row in deployment.storage.items()}
    stores |= {f"cache.{name}": Store(row.content == "state", row.state) for name, row in deployment.cache.items()}
    return Inventory(
        {name: Region(row.role, row.state) for name, row in deployment.regions.items()},
        {name: Entity(row.class_, row.database, row.state) for name, row in deployment.entities.items()},
        stores,
    )


def as_data(inventory: Inventory) -> dict[str, Any]:
    """The inventory as plain data, as it stands in `inventory.json`."""
    return {
        "version": VERSION,
        "regions": {name: {"role": row.role, "state": row.state} for name, row in inventory.regions.items()},
        "entities": {
            name: {"class": row.class_, "database": row.database, "state": row.state}
            for name, row in inventory.entities.items()
        },
        "stores": {name: {"holds_data": row.holds_data, "state": row.state} for name, row in inventory.stores.items()},
    }


def parse(body: bytes) -> Inventory:
    """The inventory that an `inventory.json` holds; InventoryError for anything else."""
    try:
        data = json.loads(body)
        version = data["version"]
        if version != VERSION:
            raise InventoryError(f"its version is {version}, and this Atlas reads {VERSION}")
        return Inventory(
            {name: Region(row["role"], row["state"]) for name, row in data["regions"].items()},
            {name: Entity(row["class"], row["database"], row["state"]) for name, row in data["entities"].items()},
            {name: Store(row["holds_data"], row["state"]) for name, row in data["stores"].items()},
        )
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
