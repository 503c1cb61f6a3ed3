"""Kinds of data, and the tables of each kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed, Filled
from compiler.units import Duration

ColumnKind = Literal["key", "home", "personal", "reference", "plain"]
Holds = Literal["none", "pseudonymous", "personal", "special"]
HOLDS: tuple[Holds, ...] = ("none", "pseudonymous", "personal", "special")
"""The most that may be said about a person, by rank."""

_SAYS: Mapping[str | None, Holds] = {
    None: "none",
    "pseudonym": "pseudonymous",
    "health": "special",
    "biometric": "special",
    "belief": "special",
}
"""Categories that say less or more about a person than `personal`."""


@frozen
class ResidencyClass:
    """Four answers about a kind of data; nothing else distinguishes one class from another."""

    name: Annotated[str, Computed("its key")]
    copies: Literal["home", "jurisdiction", "everywhere"]
    stays_in: Literal["region", "country", "jurisdiction", "system", "world"]
    writes: Literal["home", "single", "append"]
    holds: Holds

    @property
    def is_copied(self) -> bool:
        """Whether rows are kept at other homes on purpose, by logical replication."""
        return self.copies != "home"


@frozen
class Column:
    """A column. `travels` is False where copies at other homes don't have it: there are none, or it is `withheld`."""

    name: str
    kind: ColumnKind
    category: str | None
    references: str | None
    unique: bool
    withheld: bool
    travels: bool

    @property
    def says(self) -> Holds:
        """What its category says about a person."""
        return _SAYS.get(self.category, "personal")


@frozen
class Retention:
    """How long a row is kept, and the column from whose moment it counts, of a row of the entity `of`."""

    keep: Duration
    after: str
    of: Annotated[str, Computed("its key, or the entity that subject leads to")]


@frozen
class EntityWas:
    """What an entity was before the change that is going on."""

    class_: str | None
    key_: str | None
    since: date
    reference: str


@frozen
class Entity:
    """A table. `columns`: key, home, personal, references, all others; what the file lists is in its order."""

    name: Annotated[str, Computed("its key")]
    class_: str
    was: EntityWas | None
    state: Literal["active", "decommissioning", "retired"]
    purpose: str | None
    people: Annotated[str | None, Filled("people of the entity that subject leads to")]
    legal_basis: str | None
    subject: str | None
    retention: Annotated[Retention | None, Filled("retention of the entity that subject leads to")]
    key_: tuple[str, ...]
    stores: tuple[str, ...]
    delete: Literal["hard", "soft", "never"]
    database: Annotated[str, Computed("stores")]
    schema: Annotated[str, Computed("table, or public")]
    table: Annotated[str, Filled("its key")]
    home_column: Annotated[str | None, Computed("home_column, where its class is written at home")]
    columns: Annotated[tuple[Column, ...], Computed("key, home_column, personal, references, columns, withheld")]

    @property
    def personal(self) -> tuple[Column, ...]:
        """Columns with a category of personal data, whatever else they are."""
        return tuple(column for column in self.columns if column.category is not None)

    @property
    def published(self) -> tuple[str, ...]:
        """The columns that copies at other homes have."""
        return tuple(column.name for column in self.columns if column.travels)
