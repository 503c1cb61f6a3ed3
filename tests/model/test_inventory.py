from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from systems import ALL, model

from compiler.model.inventory import (
    VERSION,
    Answers,
    Entity,
    Inventory,
    InventoryError,
    Region,
    Store,
    Was,
    Writers,
    WriterWas,
    as_data,
    inventory_of,
    parse,
)
from compiler.units import Duration

SMALL = Inventory(
    {"eu-west-1": Region("serving", "lost", "10.4.0.0/16", "eu-central-1", "eu-central-1")},
    {
        "client": Entity("regional", "main", "active"),
        "plan": Entity("global", "main", "active", Was(None, "tariff", date(2026, 11, 1), "CHG-1")),
    },
    {"cache.main": Store(False, "retired")},
    VERSION,
    "crm",
    "111111111111",
    Duration.parse("35d"),
    {"regional": Answers("home", "jurisdiction", "home", "personal")},
    Writers(("us-east-1", "eu-west-1"), WriterWas("eu-west-1", date(2026, 11, 2), "CHG-2")),
)
DATA = as_data(SMALL)
FIRST = {
    "version": 1,
    "regions": {"eu-west-1": {"role": "serving", "state": "lost"}},
    "entities": {"client": {"class": "regional", "database": "main", "state": "active"}},
    "stores": {"cache.main": {"holds_data": False, "state": "retired"}},
}
"""As version 1 wrote it."""


def test_what_is_written_is_what_is_read() -> None:
    assert parse(json.dumps(DATA).encode()) == SMALL


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
@pytest.mark.parametrize("environment", ["production"])
def test_a_system_keeps_its_inventory(file: Path, environment: str) -> None:
    found = inventory_of(model(of=file, environment=environment))
    assert found.regions
    assert parse(json.dumps(as_data(found)).encode()) == found


def test_version_1_is_read_and_tells_nothing_that_it_doesn_t_know() -> None:
    read = parse(json.dumps(FIRST).encode())
    assert read == Inventory(
        {"eu-west-1": Region("serving", "lost")},
        {"client": Entity("regional", "main", "active")},
        {"cache.main": Store(False, "retired")},
        version=1,
    )
    assert (read.system, read.backups, read.classes, read.writers) == ("", None, {}, None)


def test_the_shipped_file_has_these_stores() -> None:
    assert inventory_of(model()).stores == {
        "database.main": Store(True, "active"),
        "storage.documents": Store(True, "active"),
        "cache.main": Store(False, "active"),
    }


def test_a_cache_that_keeps_state_holds_data() -> None:
    assert inventory_of(model({"cache.main.content": "state"})).stores["cache.main"].holds_data


def test_what_can_not_change_unsaid_is_in_it() -> None:
    was = {"class": "regional", "since": "2026-11-01", "reference": "D-7"}
    found = inventory_of(model({"entities.referential.was": was}))
    assert (found.system, found.account) == ("atlas-crm", "222222222222")
    assert found.regions["eu-west-1"] == Region("serving", "active", "10.22.0.0/16", "eu-central-1", "eu-west-1")
    assert found.regions["eu-central-1"].seat is None
    assert found.classes["regional"] == Answers("home", "jurisdiction", "home", "personal")
    assert found.entities["referential"].was == Was("regional", None, date(2026, 11, 1), "D-7")
    assert found.writers == Writers(("eu-west-1", "us-east-1"), None)


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, "35d"),
        ({"backup.daily": "7d"}, "30d"),
        ({"backup": {"point_in_time": "35d", "daily": "7d"}}, "35d"),
        ({"storage.documents.old_versions": "1y"}, "1y"),
    ],
)
def test_the_longest_backup_is_known(changes: dict[str, Any], kept: str) -> None:
    assert str(inventory_of(model(changes)).backups) == kept


NAMES = [
    ("a new entity", None, ["plan"], None),
    ("by its own name", None, ["plan", "case"], "case"),
    ("by the name that it had", "file", ["plan", "file"], "file"),
    ("by its own name, though it says that it had another", "file", ["plan", "file", "case"], "case"),
    ("not by the name of another one that is there still", "plan", ["plan"], None),
    ("not by a name that nothing had", "fiel", ["plan", "file"], None),
]


@pytest.mark.parametrize(("case", "key", "committed", "expected"), NAMES, ids=[case[0] for case in NAMES])
def test_what_is_committed_of_an_entity(case: str, key: str | None, committed: list[str], expected: str | None) -> None:
    was = {} if key is None else {"was": {"key": key, "since": "2026-11-01", "reference": "D-7"}}
    entity = model({"entities.case": {"class": "regional", "personal": {}, "columns": [], **was}}).entities["case"]
    rows = {name: Entity(name, "main", "active") for name in committed}
    found = Inventory({}, rows, {}).former(entity, ["case", "plan"])
    assert found == (None if expected is None else (expected, rows[expected]))


LONG_AGO = {"order": [], "was": {"since": "long ago"}}


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "it isn't JSON in line 1, column 1"),
        (b'{\n  "version": 1,', "it isn't JSON in line 2, column 16"),
        (b"<<<<<<< HEAD\n", "it isn't JSON in line 1, column 1"),
        (b'{"a": "\xff"}', "it isn't UTF-8"),
        (b"[]", "its parts have another shape"),
        (b"[" * 100_000, "its parts have another shape"),
        (b"1" * 10_000, "its parts have another shape"),
        (b"{}", "it has no `version`"),
        (json.dumps(DATA | {"version": 3}).encode(), "its version is 3, and this Atlas reads 2"),
        (json.dumps(DATA | {"regions": []}).encode(), "its parts have another shape"),
        (json.dumps(DATA | {"regions": {"eu-west-1": {"role": "serving"}}}).encode(), "it has no `state`"),
        (json.dumps(FIRST | {"regions": {"eu-west-1": {"role": "serving"}}}).encode(), "it has no `state`"),
        (json.dumps(FIRST | {"version": 2}).encode(), "it has no `cidr`"),
        (json.dumps(DATA | {"stores": {"cache.main": "none"}}).encode(), "its parts have another shape"),
        (json.dumps(DATA | {"backups": "long"}).encode(), "its parts have another shape"),
        (
            json.dumps(DATA | {"writers": {"order": [], "was": {"since": "soon"}}}).encode(),
            "its parts have another shape",
        ),
    ],
)
def test_anything_else_is_said_in_words(body: bytes, reason: str) -> None:
    with pytest.raises(InventoryError) as raised:
        parse(body)
    assert str(raised.value) == reason


def test_a_commit_from_before_tables_were_written_is_read() -> None:
    """What it doesn't know isn't judged."""
    data = json.loads(json.dumps(as_data(inventory_of(model()))))
    for row in data["entities"].values():
        del row["table"]
    assert {row.table for row in parse(json.dumps(data).encode()).entities.values()} == {None}
