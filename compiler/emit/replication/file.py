"""One file of SQL to be: its template and what the template sees, how it may be run, and which settings it reads."""

from __future__ import annotations

from dataclasses import Field
from typing import Any, ClassVar, Literal, Protocol

from compiler.diagnostic import Path
from compiler.emit.replication.place import Place
from compiler.frozen import frozen
from compiler.model.replication import Stream

Runs = Literal["script", "transaction", "autocommit"]
"""How a file may be run.

script: statement by statement, each in its own transaction, or all in one: both are right.
transaction: all in one transaction, and nothing that writes before it in the same one.
autocommit: a single statement, outside any transaction.
"""


class Page(Protocol):
    """What every template sees: the place, and the paths in `atlas.yaml` that decide the text. A dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def place(self) -> Place: ...

    @property
    def origin(self) -> str: ...


@frozen
class PlainPage:
    """What a template sees that needs nothing but the place."""

    place: Place
    origin: str


@frozen
class Setting:
    """A session setting that a file reads. `default` is what it means to leave it out; None: it changes nothing then.

    `role` is the role whose password the setting is about.
    """

    name: str
    about: str
    required: bool = False
    secret: bool = False
    default: str | None = None
    role: str | None = None


@frozen
class File:
    """`name` tells the order inside the place; `stream` is the one that the file is about."""

    name: str
    template: str
    page: Page
    path: Path
    runs: Runs = "script"
    settings: tuple[Setting, ...] = ()
    stream: Stream | None = None

    @property
    def place(self) -> Place:
        return self.page.place

    @property
    def number(self) -> int:
        return int(self.name.split("_")[0])

    @property
    def id(self) -> str:
        return f"{self.place.folder}/{self.name.removesuffix('.sql')}"
