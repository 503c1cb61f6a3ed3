"""What a test needs from the machine: without it the test is skipped, or fails where ATLAS_REQUIRE names it.

`ATLAS_REQUIRE=postgres-15,postgres-17,postgres-18,psql` is how CI makes sure that nothing is left out unseen.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from compiler.sandbox.postgres.binaries import Binaries, Survey, how_to_get, survey

PROJECT = Path(__file__).parent.parent

_PROGRAMS = {
    "psql": how_to_get(None),
    "pg_dump": how_to_get(18),
    "git": "Install git.",
    "node": "Install Node.js 20 or newer.",
    "terraform": "Install Terraform 1.9 or newer.",
}
_SERVER = re.compile(r"postgres-(\d+)")


def require(name: str) -> Path:
    """The program `name`, or for `postgres-17` the folder of that server's programs; else skip, or fail if demanded."""
    server = _SERVER.fullmatch(name)
    if server is not None:
        return postgres(int(server[1])).bin
    found = _program(name)
    return found if found is not None else _missing(name, f"`{name}` wasn't found. {_PROGRAMS[name]}")


def postgres(major: int) -> Binaries:
    """The installed PostgreSQL of this major version; else skip, or fail if demanded."""
    found = machine().found.get(major)
    return found if found is not None else _missing(f"postgres-{major}", machine().missing((major,))[major])


@functools.cache
def machine() -> Survey:
    """What is installed, looked up once a run."""
    return survey(PROJECT)


def demanded() -> frozenset[str]:
    """The names in ATLAS_REQUIRE; UsageError for one that no test can ask for: it would demand nothing."""
    names = frozenset(filter(None, (name.strip() for name in os.environ.get("ATLAS_REQUIRE", "").split(","))))
    unknown = sorted(name for name in names if name not in _PROGRAMS and not _SERVER.fullmatch(name))
    if unknown:
        known = ", ".join(["postgres-15 to postgres-18", *_PROGRAMS])
        raise pytest.UsageError(f"ATLAS_REQUIRE names `{unknown[0]}`, which no test asks for. Known are: {known}.")
    return names


def _program(name: str) -> Path | None:
    if name == "psql":
        return machine().client(name)
    if name == "pg_dump":
        return machine().client(name, at_least=max(machine().found, default=0))
    on_path = shutil.which(name)
    return Path(on_path) if on_path else None


def _missing(name: str, reason: str) -> NoReturn:
    if name in demanded():
        pytest.fail(f"ATLAS_REQUIRE demands `{name}`. {reason}", pytrace=False)
    pytest.skip(reason)
