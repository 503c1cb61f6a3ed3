"""The plan that comes with compiled SQL (`order.json`), read back from a generated folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from compiler.frozen import frozen
from compiler.sandbox.error import SandboxError

EDITION = 1
Runs = Literal["script", "transaction", "autocommit"]


@frozen
class Setting:
    """A session setting that a file reads; `role` is the one whose password it is about."""

    name: str
    about: str
    required: bool
    secret: bool
    default: str | None
    role: str | None


@frozen
class Step:
    """One file at one database. `publisher` is the home at the other end of the stream that it is about."""

    id: str
    home: str
    region: str
    database: str
    file: Path
    runs: Runs
    stream: str | None
    publisher: str | None
    settings: tuple[Setting, ...]
    after: tuple[str, ...]


@frozen
class Place:
    """A database that the steps need: of a home, served by a region, called `dbname` in a server of this version."""

    home: str
    region: str
    database: str
    dbname: str
    postgres: int


@frozen
class Plan:
    """The steps in an order that works, and the databases that they are about."""

    places: tuple[Place, ...]
    steps: tuple[Step, ...]


def read_plan(folder: Path) -> Plan:
    """The plan in `generated/<environment>/sql`; SandboxError if there is none of this edition."""
    path = folder / "order.json"
    try:
        written = json.loads(path.read_text(encoding="utf-8"))
        if written["edition"] != EDITION:
            raise _unreadable(path, f"It is of edition {written['edition']}, and this is Atlas for edition {EDITION}.")
        return Plan(
            places=tuple(Place(**place) for place in written["places"]),
            steps=tuple(_step(step, folder) for step in written["steps"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _unreadable(path, f"Reading it gave: {error}.") from None


def _step(written: Mapping[str, Any], folder: Path) -> Step:
    values = {name: written[name] for name in ("id", "home", "region", "database", "runs", "stream", "publisher")}
    settings = tuple(Setting(**setting) for setting in written["settings"])
    return Step(**values, file=folder / written["file"], settings=settings, after=tuple(written["after"]))


def _unreadable(path: Path, why: str) -> SandboxError:
    do = "Run `atlas compile`, and name the folder `sql` that it writes."
    return SandboxError(f"The plan `{path}` can't be read.", why=why, do=do)
