from __future__ import annotations

import json

import pytest
from systems import ALL, model

from compiler.model.inventory import Entity, Inventory, InventoryError, Region, Store, as_data, inventory_of, parse

SMALL = Inventory(
    {"eu-west-1": Region("serving", "lost")},
    {"client": Entity("regional", "main", "active")},
    {"cache.main": Store(False, "retired")},
)
DATA = as_data(SMALL)


def test_what_is_written_is_what_is_read() -> None:
    assert parse(json.dumps(DATA).encode()) == SMALL


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_a_system_keeps_its_inventory(file: object) -> None:
    found = inventory_of(model(of=file))  # type: ignore[arg-type]
    assert found.regions
    assert parse(json.dumps(as_data(found)).encode()) == found


def test_the_shipped_file_has_these_stores() -> None:
    assert inventory_of(model()).stores == {
        "database.main": Store(True, "active"),
        "storage.documents": Store(True, "active"),
        "cache.main": Store(False, "active"),
    }


def test_a_cache_that_keeps_state_holds_data() -> None:
    assert inventory_of(model({"cache.main.content": "state"})).stores["cache.main"].holds_data


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
        (json.dumps(DATA | {"version": 2}).encode(), "its version is 2, and this Atlas reads 1"),
        (json.dumps(DATA | {"regions": []}).encode(), "its parts have another shape"),
        (json.dumps(DATA | {"regions": {"eu-west-1": {"role": "serving"}}}).encode(), "it has no `state`"),
        (json.dumps(DATA | {"stores": {"cache.main": "none"}}).encode(), "its parts have another shape"),
    ],
)
def test_anything_else_is_said_in_words(body: bytes, reason: str) -> None:
    with pytest.raises(InventoryError) as raised:
        parse(body)
    assert str(raised.value) == reason
