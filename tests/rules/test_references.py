"""What a row points to has to be where the row is, and to stay while rows point to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import Seen, findings, seen
from systems import THREE_LAWS, model

from compiler.diagnostic import dotted
from compiler.rules.references import check
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
PROMISES = {"zone_lost": "none", "region_lost": "none"}


def declared(copies: str, writes: str) -> dict[str, str]:
    return {"copies": copies, "stays_in": "system", "writes": writes, "holds": "personal"}


CLASSES = {
    "ledger": declared("home", "single"),
    "local": declared("home", "home"),
    "shared": declared("jurisdiction", "home"),
    "central": declared("jurisdiction", "single"),
    "directory": declared("everywhere", "home"),
    "settings": declared("everywhere", "single"),
    "rates": declared("everywhere", "append"),
}


SYSTEM = {"classes": CLASSES, "objectives": dict.fromkeys(CLASSES, PROMISES), "routing": {}}


def found(child: dict[str, Any], parent: dict[str, Any]) -> list[str]:
    """What is found of a system of two entities, `child` and `parent`; the child points to the parent."""
    row = {"personal": {}, "columns": []}
    entities = {
        "parent": {**row, **parent},
        "child": {**row, "references": {"parent_id": "parent"}, **child},
    }
    deployment = model({**SYSTEM, "entities": entities})
    return [f"{one.code.id} {dotted(one.path)}" for one in check(deployment, CONTEXT)]


ABROAD = "reference-abroad entities.child.references.parent_id"
HARD = "parent-deleted-hard entities.parent.delete"
PAIRS = [
    ("a copied row points to one that stays at home", "settings", "local", "soft", [ABROAD]),
    ("a copied row points to one that is copied less widely", "settings", "central", "soft", [ABROAD]),
    ("a row shared in one law points to one that stays at home", "shared", "local", "soft", [ABROAD]),
    ("a row at any home points to one that is kept by the writer only", "local", "ledger", "hard", [ABROAD]),
    ("a row kept by the writer points to another one there", "ledger", "ledger", "hard", []),
    ("a row points to one at the same home", "local", "local", "hard", []),
    ("a row at home points to a copied one that is marked", "local", "settings", "soft", []),
    ("a row at home points to a copied one that is never deleted", "local", "settings", "never", []),
    ("a row at home points to a copied one that is deleted", "local", "settings", "hard", [HARD]),
    ("both are copied and deleted by one writer", "settings", "settings", "hard", []),
    ("one writer writes the child, another one the parent", "central", "settings", "hard", [HARD]),
    ("any home writes the child, one the parent", "directory", "settings", "hard", [HARD]),
    ("any home writes both", "directory", "directory", "hard", [HARD]),
    ("rows that are only added point to others", "rates", "settings", "hard", [HARD]),
]


@pytest.mark.parametrize(("case", "child", "parent", "delete", "expected"), PAIRS, ids=[case[0] for case in PAIRS])
def test_a_reference_between_two_classes(case: str, child: str, parent: str, delete: str, expected: list[str]) -> None:
    assert found({"class": child}, {"class": parent, "delete": delete}) == expected


ORDER = ("ledger", "local", "shared", "directory")


@given(child=st.sampled_from(ORDER), parent=st.sampled_from(ORDER))
def test_only_what_is_kept_as_widely_can_be_pointed_to(child: str, parent: str) -> None:
    expected = [ABROAD] if ORDER.index(child) > ORDER.index(parent) else []
    assert found({"class": child}, {"class": parent, "delete": "soft"}) == expected


def test_a_column_that_stays_at_home_points_to_nothing_elsewhere() -> None:
    assert found({"class": "directory", "withheld": ["parent_id"]}, {"class": "local"}) == []


WITHOUT_ROWS = [
    ("the parent may be destroyed", {}, {"state": "retired"}),
    ("both may be destroyed", {"state": "retired"}, {"state": "retired"}),
    ("the child may be destroyed", {"state": "retired"}, {}),
    ("a table that is being wound up is copied no more", {}, {"state": "decommissioning"}),
]


@pytest.mark.parametrize(("case", "child", "parent"), WITHOUT_ROWS, ids=[case[0] for case in WITHOUT_ROWS])
def test_what_has_no_rows_makes_no_orphans(case: str, child: dict[str, str], parent: dict[str, str]) -> None:
    assert found({"class": "local"}, {"class": "settings", "delete": "hard"}) == [HARD]
    assert found({"class": "local", **child}, {"class": "settings", "delete": "hard", **parent}) == []


def test_a_retired_table_is_abroad_for_nobody() -> None:
    assert found({"class": "settings"}, {"class": "local"}) == [ABROAD]
    assert found({"class": "settings"}, {"class": "local", "state": "retired"}) == []


def test_a_table_that_points_to_itself() -> None:
    tree = {"class": "directory", "personal": {}, "references": {"above_id": "tree"}, "columns": []}
    deployment = model({**SYSTEM, "entities": {"tree": tree}})
    assert [one.code.id for one in check(deployment, CONTEXT)] == ["parent-deleted-hard"]


def test_no_reference_leads_out_of_its_database() -> None:
    deployment = model(
        {
            "entities.ledger_entry.references": {"customer_id": "customer"},
            "entities.ledger_entry.columns": ["booked_at"],
        },
        of=THREE_LAWS,
    )
    (one,) = check(deployment, CONTEXT)
    assert (one.code.id, dotted(one.path)) == (
        "reference-across-databases",
        "entities.ledger_entry.references.customer_id",
    )
    assert one.what == "`ledger_entry` is in `database.ledger` and points to `customer`, which is in `database.main`."


def test_a_global_user_that_points_to_a_regional_file(tmp_path: Path) -> None:
    old = "    references: { organization_id: organization }\n    columns: [role"
    change = (old, old.replace("organization }", "organization, dossier_id: dossier }"))
    assert seen(tmp_path, change) == [Seen("reference-abroad", "dossier")]
    (one,) = findings(tmp_path, change)
    assert one.what == "global `app_user` points to regional `dossier`."
    assert one.do == "Make `app_user` regional, or turn the reference round."


def test_all_that_would_be_orphans_are_counted(tmp_path: Path) -> None:
    old = "    delete: soft                                # regional rows point here"
    assert seen(tmp_path, (old, old.replace("soft", "hard"))) == [Seen("parent-deleted-hard", "hard")]
    (one,) = findings(tmp_path, (old, old.replace("soft", "hard")))
    assert one.what == "`organization` is deleted for good, and rows of `dossier` at other homes point to it."
