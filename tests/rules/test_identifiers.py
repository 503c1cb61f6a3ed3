"""What several writers can't keep apart, and columns that a copy can't do without."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from systems import model

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules.identifiers import check
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})


def declared(copies: str, writes: str) -> dict[str, str]:
    return {"copies": copies, "stays_in": "system", "writes": writes, "holds": "personal"}


CLASSES = {
    "local": declared("home", "home"),
    "shared": declared("jurisdiction", "home"),
    "directory": declared("everywhere", "home"),
    "settings": declared("everywhere", "single"),
    "rates": declared("everywhere", "append"),
}
OTHERS = {
    "shop": {"class": "directory", "personal": {}, "columns": [], "delete": "soft"},
    "account": {"class": "settings", "personal": {}, "columns": [], "delete": "soft"},
}


SYSTEM = {
    "classes": CLASSES,
    "objectives": {name: {"zone_lost": "none", "region_lost": "none"} for name in CLASSES},
    "routing": {},
}


def findings(row: dict[str, Any]) -> list[Diagnostic]:
    """What is found of an entity `thing` beside a shop (written at home) and an account (by one writer)."""
    thing = {"personal": {}, "columns": ["code", "label"], "delete": "never", **row}
    return list(check(model({**SYSTEM, "entities": {"thing": thing, **OTHERS}}), CONTEXT))


def found(**row: Any) -> list[str]:
    return [f"{one.code.id} {dotted(one.path)}" for one in findings(row)]


COLLIDES = ["key-several-writers entities.thing.key"]
KEYS = [
    ("an id", {"key": ["id"]}, []),
    ("an id of a longer name", {"key": ["payment_uuid"]}, []),
    ("an id beside something else", {"key": ["kind", "id"]}, []),
    ("the home and a number", {"key": ["home_region", "number"]}, []),
    ("a name", {"key": ["name"]}, COLLIDES),
    ("a name that only ends like an id", {"key": ["paid"]}, COLLIDES),
    ("a pair of names", {"key": ["country", "kind"]}, COLLIDES),
    ("a row written at home too", {"key": ["shop_id"], "references": {"shop_id": "shop"}}, []),
    ("a row that another home writes", {"key": ["account_id"], "references": {"account_id": "account"}}, COLLIDES),
    ("a row at home and a day", {"key": ["shop_id", "day"], "references": {"shop_id": "shop"}}, []),
]


@pytest.mark.parametrize(("case", "row", "expected"), KEYS, ids=[case[0] for case in KEYS])
def test_a_key_that_every_home_gives(case: str, row: dict[str, Any], expected: list[str]) -> None:
    assert found(**{"class": "directory"}, **row) == expected
    assert found(**{"class": "shared"}, **row) == expected


@pytest.mark.parametrize("kind", ["local", "settings"])
def test_a_key_that_one_home_gives_may_be_anything(kind: str) -> None:
    assert found(**{"class": kind}, key=["name"], unique=["code"]) == []


def test_rows_without_a_home_need_an_id() -> None:
    (one,) = findings({"class": "rates", "key": ["pair"]})
    assert (one.code.id, one.do) == (
        "key-several-writers",
        "Write `key: [id]`, and let the application make it as `replication.ids` says.",
    )
    (one,) = findings({"class": "directory", "key": ["country", "kind"], "home_column": "home"})
    assert one.what == "The key of `thing` is `country` and `kind`, and every home writes it."
    assert one.do == "Write `key: [home, country, kind]`, or give its rows an `id`."


TWICE = ["unique-several-writers entities.thing.unique.code"]
UNIQUE = [
    ("one column", {"unique": ["code"]}, TWICE),
    (
        "two columns are one finding",
        {"unique": ["code", "label"]},
        ["unique-several-writers entities.thing.unique.code"],
    ),
    ("the key itself", {"unique": ["id"]}, []),
    ("a column that stays at home", {"unique": ["code"], "withheld": ["code"]}, []),
]


@pytest.mark.parametrize(("case", "row", "expected"), UNIQUE, ids=[case[0] for case in UNIQUE])
def test_what_every_home_writes_is_unique_nowhere(case: str, row: dict[str, Any], expected: list[str]) -> None:
    assert found(**{"class": "directory"}, **row) == expected


@pytest.mark.parametrize(
    ("kind", "delete", "expected"),
    [
        ("rates", "never", []),
        ("rates", "soft", ["append-mutable entities.thing.delete"]),
        ("rates", "hard", ["append-mutable entities.thing.delete"]),
        ("directory", "hard", []),
        ("settings", "soft", []),
    ],
)
def test_what_is_only_added_is_never_changed(kind: str, delete: str, expected: list[str]) -> None:
    assert found(**{"class": kind}, delete=delete) == expected


WITHHELD = [
    ("a column that copies can do without", "directory", ["code"], []),
    ("the key", "directory", ["code", "id"], ["withheld-needed entities.thing.withheld.id"]),
    ("the home", "directory", ["home_region"], ["withheld-needed entities.thing.withheld.home_region"]),
    ("of rows with one writer", "settings", ["code"], ["withheld-lost entities.thing.withheld"]),
    ("of rows that any home adds", "rates", ["code", "id"], ["withheld-lost entities.thing.withheld"]),
    ("of rows that aren't copied", "local", ["code", "id"], ["withheld-nothing entities.thing.withheld"]),
]


@pytest.mark.parametrize(("case", "kind", "withheld", "expected"), WITHHELD, ids=[case[0] for case in WITHHELD])
def test_what_is_withheld_has_a_home_and_is_not_needed(
    case: str, kind: str, withheld: list[str], expected: list[str]
) -> None:
    assert found(**{"class": kind}, withheld=withheld) == expected


@pytest.mark.parametrize("state", ["decommissioning", "retired"])
def test_what_is_not_copied_any_more_collides_with_nothing(state: str) -> None:
    row = {"class": "rates", "key": ["name"], "unique": ["code"], "delete": "hard", "withheld": ["label"]}
    assert len(found(**row)) == 4
    assert found(**row, state=state) == []
