"""What is together: entities of one class that are kept in the same stores."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.entities import Entity
from compiler.units import Duration


@frozen
class Group:
    """Entities of equal class and stores; of equal retention, too, where that was asked for, else `keep` is None.
    `stores` are sorted."""

    class_: str
    stores: tuple[str, ...]
    keep: Duration | None
    entities: tuple[Entity, ...]

    @property
    def name(self) -> str:
        """What people call it: `global in cache.main, database.main for 30d`."""
        return f"{self.class_} in {', '.join(self.stores)}" + (f" for {self.keep}" if self.keep else "")

    @property
    def members(self) -> tuple[str, ...]:
        """The names of its entities, sorted."""
        return tuple(sorted(row.name for row in self.entities))


def living(deployment: Deployment) -> tuple[Entity, ...]:
    """The entities that may have rows. A table that is retired is in the world no more."""
    return tuple(row for row in deployment.entities.values() if row.state != "retired")


def grouped(entities: Iterable[Entity], *, by_retention: bool) -> tuple[Group, ...]:
    """Entities by what they have in common, sorted by name."""
    groups: dict[tuple[str, tuple[str, ...], Duration | None], list[Entity]] = {}
    for row in entities:
        keep = row.retention.keep if by_retention and row.retention else None
        groups.setdefault((row.class_, tuple(sorted(set(row.stores))), keep), []).append(row)
    return tuple(sorted((Group(*kind, tuple(rows)) for kind, rows in groups.items()), key=lambda one: one.name))
