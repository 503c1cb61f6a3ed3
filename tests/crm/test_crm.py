"""The CRM's tables are those that the shipped `atlas.yaml` describes, and its rows fit into them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import yaml
from conftest import REGIONS
from crm.rows import global_rows, regional_rows

from compiler.sandbox.postgres.server import Server

HERE = Path(__file__).parent
SCHEMA = (HERE / "schema.sql").read_text(encoding="utf-8")
ENTITIES = yaml.safe_load((HERE.parents[1] / "atlas.yaml").read_text(encoding="utf-8"))["entities"]


@pytest.fixture
def crm(trio: dict[str, Server], database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(trio["eu-west-1"].conninfo(dbname=database)) as connection:
        connection.execute(SCHEMA)
        yield connection


def lists(connection: psycopg.Connection, query: str) -> dict[str, list[str]]:
    return {table: sorted(names) for table, names in connection.execute(query)}


def test_tables_and_columns_are_those_of_the_shipped_file(crm: psycopg.Connection) -> None:
    described = {
        name: sorted(
            {*entity.get("key", ["id"]), *entity["personal"], *entity.get("references", {}), *entity["columns"]}
            | ({"home_region"} if entity["class"] == "regional" else set())
        )
        for name, entity in ENTITIES.items()
    }
    query = """
        SELECT table_name, array_agg(column_name::text)
          FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1"""
    assert lists(crm, query) == described


def test_keys_and_references_are_those_of_the_shipped_file(crm: psycopg.Connection) -> None:
    keys = """
        SELECT conrelid::regclass::text, array_agg(attname::text)
          FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
         WHERE contype = 'p' AND connamespace = 'public'::regnamespace GROUP BY 1"""
    assert lists(crm, keys) == {name: sorted(entity.get("key", ["id"])) for name, entity in ENTITIES.items()}
    references = """
        SELECT conrelid::regclass::text, array_agg(attname || ' ' || confrelid::regclass)
          FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = ANY (conkey)
         WHERE contype = 'f' AND connamespace = 'public'::regnamespace GROUP BY 1"""
    assert lists(crm, references) == {
        name: sorted(f"{column} {target}" for column, target in entity["references"].items())
        for name, entity in ENTITIES.items()
        if "references" in entity
    }


def test_ids_are_made_by_the_application_and_regional_rows_name_their_region(crm: psycopg.Connection) -> None:
    defaults = (
        "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public' AND column_default IS NOT NULL"
    )
    assert crm.execute(defaults).fetchone() == (0,)
    nullable = (
        "SELECT count(*) FROM information_schema.columns"
        " WHERE table_schema = 'public' AND column_name = 'home_region' AND is_nullable = 'YES'"
    )
    assert crm.execute(nullable).fetchone() == (0,)


def test_rows_of_every_table_go_in_batch_after_batch(crm: psycopg.Connection) -> None:
    filled = set()
    for batch in (1, 2):
        for row in (*global_rows(REGIONS, batch), *(row for region in REGIONS for row in regional_rows(region, batch))):
            crm.execute(row.statement, row.values)
            filled.add(row.table)
    assert filled == set(ENTITIES)


def test_every_row_can_be_told_from_every_other_by_its_canaries() -> None:
    regional = [row for region in REGIONS for row in regional_rows(region)]
    rows = [*global_rows(REGIONS), *global_rows(REGIONS, 2), *regional]
    canaries = [canary for row in rows for canary in row.canaries]
    assert all(row.canaries for row in rows)
    assert len(set(canaries)) == len(canaries)
    assert not any(one != other and one in other for one in canaries for other in canaries)
    assert {canary.split("-")[1] for row in regional for canary in row.canaries} == {row.table for row in regional}
