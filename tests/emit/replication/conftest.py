"""The CRM on three servers: once for all tests that leave it as it was, or anew for each that spoils it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from emit.replication.canaries import insert
from emit.replication.systems import System, system
from emit.replication.trees import CRM, of_version
from require import PROJECT

from compiler.sandbox.postgres.binaries import Binaries

SCHEMA = {"main": (PROJECT / "tests" / "crm" / "schema.sql").read_text(encoding="utf-8")}


@pytest.fixture(scope="session")
def crm(binaries: Binaries, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Applied twice, for every file is safe to repeat; rows of batch 1 are there. Tests leave it as it was, but for
    rows of other batches."""
    folder = tmp_path_factory.mktemp(f"crm-{binaries.major}")
    with system(of_version(CRM, binaries.major), binaries, SCHEMA, folder) as running:
        running.apply()
        running.apply()
        insert(running, 1)
        yield running


@pytest.fixture
def bare(binaries: Binaries, tmp_path: Path) -> Iterator[System]:
    """Servers of its own, with the application's tables and nothing else."""
    with system(of_version(CRM, binaries.major), binaries, SCHEMA, tmp_path) as running:
        yield running


@pytest.fixture
def latest(newest: Binaries, tmp_path: Path) -> Iterator[System]:
    """The same on the newest version only, for what doesn't depend on it."""
    with system(of_version(CRM, newest.major), newest, SCHEMA, tmp_path) as running:
        yield running


@pytest.fixture
def applied(latest: System) -> System:
    """The newest version, with everything applied."""
    latest.apply()
    return latest


@pytest.fixture
def spoiled(bare: System) -> System:
    """A system of its own, to be spoiled."""
    bare.apply()
    return bare
