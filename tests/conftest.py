"""What several tests share: real PostgreSQL servers, started once a run for each major version."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql
from require import demanded, machine, postgres

from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.cluster import servers
from compiler.sandbox.postgres.server import Server

REGIONS = ("eu-west-1", "us-east-1", "ap-southeast-1")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write what is seen into golden files and pages")


def pytest_configure() -> None:
    demanded()


@pytest.fixture(scope="session", params=(15, 17, 18), ids="postgres-{}".format)
def binaries(request: pytest.FixtureRequest) -> Binaries:
    """An installed PostgreSQL, of each major version that Atlas compiles for in turn."""
    return postgres(request.param)


@pytest.fixture(scope="session")
def newest() -> Binaries:
    """The newest installed PostgreSQL, for what doesn't depend on the version; never skipped."""
    return machine().pick()


@pytest.fixture(scope="session")
def trio(binaries: Binaries) -> Iterator[dict[str, Server]]:
    """Three servers of one version, named like the CRM's regions, shared by all tests: leave them as they were."""
    with servers(REGIONS, binaries) as running:
        yield running


@pytest.fixture
def database(trio: dict[str, Server]) -> Iterator[str]:
    """The name of a database that is new and empty on each server of `trio`, and dropped afterwards.

    A test that makes slots or subscriptions in it drops them itself; PostgreSQL keeps the database otherwise.
    """
    name = f"test_{secrets.token_hex(6)}"
    quoted = sql.Identifier(name)
    for server in trio.values():
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(quoted))
    yield name
    for server in trio.values():
        with psycopg.connect(server.conninfo(), autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(quoted))
