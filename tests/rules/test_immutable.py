"""What everything in the world was made with stays as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from history import Change, refusals
from shipped import Seen
from systems import model

from compiler.model.inventory import Inventory, Region
from compiler.rules.immutable import check
from compiler.rules.rule import Context

IRELAND = "place: Ireland,   jurisdiction: EU, recovery: eu-central-1, wave: 3"
FRANKFURT = "{ place: Frankfurt, jurisdiction: EU, role: recovery }"
SERVES = "{ place: Frankfurt, jurisdiction: EU, recovery: none, wave: 4 }"
DOSSIER = "  dossier:                                      # real estate files\n    class: regional\n"
CASEFILE = "  casefile:\n    class: global\n    table: dossier\n    personal: {}\n    columns: [state]\n\n"
FIXED: list[tuple[str, list[Change], list[Seen]]] = [
    ("the system", [("system: atlas-crm  ", "system: atlas-crn  ")], [Seen("immutable-changed", "atlas-crn")]),
    (
        "an account",
        [('account: "111111111111"', 'account: "333333333333"')],
        [Seen("immutable-changed", '"333333333333"', "staging")],
    ),
    (
        "the table of an entity",
        [(DOSSIER, DOSSIER + "    table: dossier_v2\n")],
        [Seen("immutable-changed", "dossier")],
    ),
    (
        "the table of an entity, which another one takes over with another class",
        [(DOSSIER, CASEFILE + DOSSIER + "    table: dossier_v2\n")],
        [Seen("immutable-changed", "casefile"), Seen("immutable-changed", "dossier")],
    ),
    (
        "the addresses of all regions",
        [("network: { pool: 10.0.0.0/10", "network: { pool: 10.128.0.0/10")],
        [Seen("immutable-changed", "10.128.0.0/10")],
    ),
    (
        "the addresses of one environment",
        [("      network: { pool: 10.64.0.0/10", "      network: { pool: 10.128.0.0/10")],
        [Seen("immutable-changed", "10.128.0.0/10", "staging")],
    ),
    (
        "a recovery region that would serve",
        [(FRANKFURT, SERVES), (IRELAND, IRELAND.replace("eu-central-1", "none"))],
        [Seen("immutable-changed", "eu-central-1")],
    ),
    (
        "more zones",
        [("      network: { pool: 10.64.0.0/10, zones: 2", "      network: { pool: 10.64.0.0/10, zones: 3")],
        [],
    ),
    ("a domain", [("domain: atlas-crm.com", "domain: atlas-crm.example")], []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), FIXED, ids=[case[0] for case in FIXED])
def test_it_stays_as_it_is(case: str, changes: list[Change], expected: list[Seen], tmp_path: Path) -> None:
    assert refusals(tmp_path, changes) == [expected]


def found(before: Inventory) -> list[str]:
    return [one.what for one in check(model(), Context(date(2026, 11, 22), {"production": before}))]


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_of_which_nothing_is_in_the_world_may_be_anything(state: str) -> None:
    row = Region("recovery", state, "10.200.0.0/16")
    assert found(Inventory({"eu-west-1": row}, {}, {}, system="other", account="000000000000")) == []


def test_a_home_that_would_become_a_copy() -> None:
    before = Inventory({"eu-central-1": Region("serving", "active")}, {}, {}, version=1)
    assert found(before) == ["eu-central-1 is committed as a serving region, and would be a recovery region."]


def test_of_what_version_1_does_not_tell_nothing_is_said() -> None:
    assert found(Inventory({"eu-central-1": Region("recovery", "active")}, {}, {}, version=1)) == []


def test_all_regions_that_move_are_one_finding() -> None:
    rows = {name: Region(row.role, row.state, "10.200.0.0/16") for name, row in model().regions.items()}
    (what,) = found(Inventory(rows, {}, {}, system="atlas-crm", account="222222222222"))
    assert what.startswith("The range of `ap-southeast-1`, `eu-central-1`, `eu-west-1` and 2 more would be another one")
    assert what.endswith(f"becomes {model().regions['ap-southeast-1'].network.cidr} in ap-southeast-1.")
