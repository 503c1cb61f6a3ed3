"""What is committed and isn't declared any more is refused, and states follow each other."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from shipped import TEXT, Seen, block, checked, committed, edited, findings, seen
from systems import model

from compiler.diagnostic import exit_code
from compiler.model.inventory import Entity, Inventory, Region, Store
from compiler.rules.removal import Declared, check, deleted, deleted_environments
from compiler.rules.rule import Context

ROWS = {
    line.split(":")[0].strip(): f"\n{line}"
    for line in TEXT.splitlines()
    if line.startswith("  ") and "jurisdiction:" in line
}
STORAGE = next(line for line in TEXT.splitlines() if line.startswith("  documents: {"))
CASES = [
    *(
        (f"the row of {name}, which others mention", [(row, "")], Seen("region-deleted", "regions"))
        for name, row in ROWS.items()
    ),
    (
        "a region of the list of staging",
        [("regions: [eu-west-1, us-east-1]", "regions: [eu-west-1]")],
        Seen("region-deleted", "regions", "staging"),
    ),
    ("an entity that others refer to", [(block("organization"), "")], Seen("entity-deleted", "entities")),
    ("an entity by another name", [("\n  annonce: ", "\n  listing: ")], Seen("entity-deleted", "entities")),
    ("a bucket", [(f"\nstorage:\n{STORAGE}", "\nstorage: {}")], Seen("store-deleted", "storage")),
    (
        "a database by another name",
        [("\n  main:\n    engine: ", "\n  crm:\n    engine: ")],
        Seen("store-deleted", "database"),
    ),
    ("an environment", [(block("staging"), "")], Seen("environment-deleted", "environments")),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_deletion_is_one_refusal_also_where_it_is_still_mentioned(
    case: str, changes: list[tuple[str, str]], expected: Seen, tmp_path: Path
) -> None:
    assert seen(tmp_path, *changes, committed=committed()) == [expected]
    assert exit_code(checked(tmp_path, edited(*changes), committed()).diagnostics) == 4


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_on_a_first_compile_nothing_is_deleted(
    case: str, changes: list[tuple[str, str]], expected: Seen, tmp_path: Path
) -> None:
    assert expected.code not in {one.code for one in seen(tmp_path, *changes)}


SILENT = [
    ("the shipped file itself", [], []),
    (
        "a misspelt region is misspelt, not deleted",
        [("\n  us-west-2:  ", "\n  us-wset-2:  ")],
        [Seen("region-unknown", "us-wset-2")],
    ),
    ("a misspelt section isn't empty", [("\nregions:  ", "\nregons:  ")], [Seen("key-unknown", "regons")]),
    (
        "of a broken section nobody knows",
        [(f"\nstorage:\n{STORAGE}", "\nstorage: none")],
        [Seen("shape-wrong", "none")],
    ),
    (
        "a cache whose loss only costs time",
        [("\n  main: { engine: redis7", "\n  side: { engine: redis7")],
        [Seen("name-unknown", "cache.main")],
    ),
    (
        "another mistake is still found",
        [(ROWS["us-west-2"], ""), ("nat: per_zone", "nat: many")],
        [Seen("region-deleted", "regions"), Seen("word-unknown", "many")],
    ),
]


@pytest.mark.parametrize(("case", "changes", "expected"), SILENT, ids=[case[0] for case in SILENT])
def test_unknown_is_not_deleted(
    case: str, changes: list[tuple[str, str]], expected: list[Seen], tmp_path: Path
) -> None:
    assert seen(tmp_path, *changes, committed=committed()) == expected


def test_a_renamed_entity_says_what_it_was(tmp_path: Path) -> None:
    was = "was: { key: annonce, since: 2026-11-22, reference: CHG-12 }"
    change = (
        "\n  annonce:                                      # property listings\n    class: regional\n",
        f"\n  listing:\n    class: regional\n    {was}\n",
    )
    assert seen(tmp_path, change, committed=committed()) == []


def test_the_way_out_of_a_deleted_region_is_said(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, (ROWS["ap-southeast-1"], ""), committed=committed())
    assert found.what == "ap-southeast-1 is gone from the file, but not from the world."
    assert found.why.startswith("Its databases, backups and keys would be orphaned")
    assert "Put ap-southeast-1 back with `state: decommissioning`" in found.do


ALL = ("planned", "joining", "active", "lost", "decommissioning", "retired")
STEPS = {
    ("planned", "joining"), ("planned", "active"), ("joining", "active"), ("joining", "decommissioning"),
    ("active", "lost"), ("active", "decommissioning"), ("lost", "joining"), ("lost", "decommissioning"),
    ("decommissioning", "retired"), ("decommissioning", "active"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "now"), list(product(ALL, ALL)))
def test_a_region_goes_from_state_to_state(before: str, now: str) -> None:
    lost = {"since": "2026-11-01", "until": "2026-12-01", "reference": "INC-1"} if now in ("lost", "joining") else {}
    deployment = model(
        {"regions.us-west-2": {"place": "Oregon", "jurisdiction": "US", "role": "recovery", "state": now, **lost}}
    )
    was = Inventory({"us-west-2": Region("recovery", before)}, {}, {})
    found = [one.code.id for one in check(deployment, Context(date(2026, 11, 22), {"production": was}))]
    assert found == ([] if before == now or (before, now) in STEPS else ["state-skipped"])


@pytest.mark.parametrize(
    ("path", "was"),
    [
        ("entities.annonce.state", Inventory({}, {"annonce": Entity("regional", "main", "active")}, {})),
        ("database.main.state", Inventory({}, {}, {"database.main": Store(True, "active")})),
        ("storage.documents.state", Inventory({}, {}, {"storage.documents": Store(True, "active")})),
        ("cache.main.state", Inventory({}, {}, {"cache.main": Store(False, "active")})),
    ],
)
def test_entities_and_stores_do_so_too(path: str, was: Inventory) -> None:
    deployment = model({path: "retired"})
    (found,) = check(deployment, Context(date(2026, 11, 22), {"production": was}))
    assert (found.code.id, ".".join(map(str, found.path))) == ("state-skipped", path)
    assert "`state: decommissioning`" in found.do


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_of_what_holds_nothing_nothing_is_missed(state: str) -> None:
    before = Inventory(
        {"eu-west-1": Region("serving", state)},
        {"annonce": Entity("regional", "main", state)},
        {"database.main": Store(True, state)},
    )
    nothing = Declared("production", (), None, (), {}, {"database": ()})
    assert list(deleted(before, nothing)) == []
    assert list(deleted_environments({"test": before}, {"production"})) == []


@pytest.mark.parametrize(("bearer", "missed"), [("listing", []), ("dossier", [("entities", "annonce")])])
def test_only_a_new_entity_can_be_a_renamed_one(bearer: str, missed: list[object]) -> None:
    rows = {name: Entity("regional", "main", "active") for name in ("annonce", "dossier")}
    now = Declared("production", (), None, {"dossier", bearer}, {"annonce": bearer}, {})
    assert [path for path, _ in deleted(Inventory({}, rows, {}), now)] == missed


def test_an_environment_is_only_missed_where_environments_are_known() -> None:
    before = {"test": Inventory({"eu-west-1": Region("serving", "active")}, {}, {})}
    assert [path for path, _ in deleted_environments(before, {"production"})] == [("environments", "test")]
    assert list(deleted_environments(before, {"test"})) == []
    assert list(deleted_environments(before, None)) == []
