"""The small world gives what was worked out by hand.

In the shipped file a loss is noticed after 3 x 10 s, and 60 s + 60 s later visitors are elsewhere: 150 s. A person
decides in 600 s and promotes in 900 s: 1650 s in all. A copy is behind by 10 s + 30 s + 10 s at most: 50 s. Tasks that
stand by are as many as are needed (4), and two run always, so a lost zone costs the database's 120 s.
"""

from __future__ import annotations

import copy
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
import yaml
from survival.brute_force import Cell, cells, losses

PROJECT = Path(__file__).parents[2]
SHIPPED = PROJECT / "atlas.yaml"
THREE_LAWS = PROJECT / "tests" / "companies" / "three-laws.yaml"
ONE_REGION = PROJECT / "tests" / "companies" / "one-region.yaml"
EU, DE, US, OREGON, SG = "eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-1"
GLOBAL, USERS = "global in database.main", "global in cache.main, database.main"
LOGS, DOSSIERS = "regional in database.main", "regional in cache.main, database.main"
FILES = "regional in database.main, storage.documents"
NOBODY = Cell(None, None, None, None, None)


@cache
def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def _data(changes: dict[str, Any] | None = None, path: Path = SHIPPED) -> dict[str, Any]:
    """A file's body, with other values at some dotted paths."""
    data = copy.deepcopy(_read(path))
    for place, value in (changes or {}).items():
        *above, last = place.split(".")
        reduce(getitem, above, data)[last] = value
    return data


def _zones(data: dict[str, Any]) -> dict[str, list[str]]:
    used = int(data["network"]["zones"])
    return {region: _read(PROJECT / "regions" / f"{region}.yaml")["zones"][:used] for region in data["regions"]}


def _cells(*lost: str, of: dict[str, Any] | None = None) -> dict[tuple[str, str], Cell]:
    data = of or _data()
    return cells(data, _zones(data), frozenset(lost))


def _here(region: str, after: int = 0) -> Cell:
    return Cell((region,), after, (region,), after, 0)


def test_with_nothing_lost_each_home_reads_its_own_and_ireland_writes_what_is_global() -> None:
    found = _cells()
    assert len(found) == 5 * 3
    assert {found[name, SG] for name in (LOGS, DOSSIERS, FILES)} == {_here(SG)}
    assert {found[name, SG] for name in (GLOBAL, USERS)} == {Cell((SG,), 0, (EU,), 0, 0)}


@pytest.mark.parametrize("name", [LOGS, DOSSIERS, GLOBAL, USERS])
def test_without_ireland_frankfurt_serves_its_customers(name: str) -> None:
    # Reads: 30 + 60 + 60. Writes: 150 + 600 + 900. The replica lacks what the alarm lets pass: 10 + 30 + 10.
    assert _cells("region:eu-west-1")[name, EU] == Cell((DE,), 150, (DE,), 1650, 50)


def test_without_ireland_files_of_15_minutes_are_gone() -> None:
    assert _cells("region:eu-west-1")[FILES, EU] == Cell((DE,), 150, (DE,), 1650, 900)


@pytest.mark.parametrize("home", [US, SG])
def test_without_ireland_others_read_on_and_write_when_frankfurt_is_promoted(home: str) -> None:
    found = _cells("region:eu-west-1")
    assert {found[name, home] for name in (GLOBAL, USERS)} == {Cell((home,), 0, (DE,), 1650, 50)}
    assert {found[name, home] for name in (LOGS, DOSSIERS, FILES)} == {_here(home)}


def test_without_singapore_its_files_wait_and_its_users_go_elsewhere() -> None:
    found = _cells("region:ap-southeast-1")
    assert {found[name, SG] for name in (LOGS, DOSSIERS, FILES)} == {NOBODY}
    assert {found[name, SG] for name in (GLOBAL, USERS)} == {Cell((EU, US), 150, (EU,), 150, 0)}


def test_without_virginia_oregon_serves_and_ireland_writes_on() -> None:
    found = _cells("region:us-east-1")
    assert found[LOGS, US] == Cell((OREGON,), 150, (OREGON,), 1650, 50)
    assert found[GLOBAL, US] == Cell((OREGON,), 150, (EU,), 150, 0)


def test_all_zones_are_the_region() -> None:
    assert _cells("zone:euw1-az1", "zone:euw1-az2", "zone:euw1-az3") == _cells("region:eu-west-1")


def test_a_zone_costs_two_minutes_there_and_wherever_it_writes_for() -> None:
    found = _cells("zone:euw1-az1")
    assert {found[name, EU] for name in (LOGS, FILES, GLOBAL)} == {_here(EU, 120)}
    assert found[GLOBAL, US] == Cell((US,), 0, (EU,), 120, 0)
    assert found[LOGS, US] == _here(US)


def test_without_the_writers_database_a_person_moves_its_visitors() -> None:
    # Its region looks healthy: reads 150 + 600. Its bucket lives, so only rows are gone.
    found = _cells("writer")
    assert {found[name, EU] for name in (LOGS, FILES, USERS)} == {Cell((DE,), 750, (DE,), 1650, 50)}
    assert found[GLOBAL, SG] == Cell((SG,), 0, (DE,), 1650, 50)


def test_a_cut_link_stops_writes_across_it() -> None:
    found = _cells("link:eu-west-1~us-east-1")
    assert found[GLOBAL, US] == Cell((US,), 0, None, None, 0)
    assert found[GLOBAL, SG] == Cell((SG,), 0, (EU,), 0, 0)
    assert found[LOGS, US] == _here(US)


def test_without_both_european_regions_virginia_writes_for_those_that_reach_it() -> None:
    lost = ("region:eu-central-1", "region:eu-west-1")
    found = _cells(*lost)
    assert found[LOGS, EU] == NOBODY
    assert found[GLOBAL, EU] == Cell((SG, US), 150, (US,), 1650, 50)
    assert found[GLOBAL, SG] == Cell((SG,), 0, (US,), 1650, 50)
    found = _cells(*lost, "link:ap-southeast-1~us-east-1")
    assert found[GLOBAL, EU].writes_by == (US,)  # through Virginia itself
    assert found[GLOBAL, SG] == Cell((SG,), 0, None, None, 50)


def test_without_cloudflare_nobody_finds_the_domain_and_nothing_is_lost() -> None:
    assert set(_cells("cloudflare").values()) == {Cell(None, None, None, None, 0)}
    assert _cells("cloudflare", of=_data({"cdn": "none"})) == _cells()
    assert _cells("control-planes:us-east-1") == _cells()


def test_too_few_tasks_take_three_minutes_to_start() -> None:
    few = _data({"compute.api.tasks": {"min": "1", "peak": "4", "max": "10", "standby": "3"}})
    assert _cells("zone:euw1-az1", of=few)[LOGS, EU] == _here(EU, 180)
    found = _cells("region:eu-west-1", of=few)
    assert found[LOGS, EU] == Cell((DE,), 330, (DE,), 1830, 50)
    assert found[GLOBAL, US] == Cell((US,), 0, (DE,), 1650, 50)  # its visitors stay in Virginia


def test_a_backup_takes_a_person_and_a_day_of_writes() -> None:
    found = _cells("region:eu-west-1", of=_data({"database.main.recovers_by": "backup"}))
    assert found[LOGS, EU] == Cell((DE,), 1650, (DE,), 1650, 86400)
    assert found[GLOBAL, EU] == Cell((SG, US), 150, (US,), 1650, 50)


def test_a_database_with_one_instance_dies_with_a_zone() -> None:
    found = _cells("zone:euw1-az2", of=_data({"database.main.multi_az": "false"}))
    assert found[FILES, EU] == Cell((DE,), 750, (DE,), 1650, 50)


def test_state_in_one_node_is_lost_with_a_zone() -> None:
    kept = _data({"cache.main.content": "state", "cache.main.nodes": "1"})
    assert _cells("zone:euw1-az1", of=kept)[DOSSIERS, EU] == Cell((EU,), 120, (EU,), 120, None)
    assert _cells("zone:euw1-az1", of=kept)[LOGS, EU] == _here(EU, 120)


def test_a_home_that_recovered_has_no_other_region() -> None:
    moved = _data({"regions.eu-west-1.state": "lost"})
    assert _cells(of=moved)[LOGS, EU] == _here(DE)
    found = _cells("region:eu-central-1", of=moved)
    assert found[LOGS, EU] == NOBODY
    assert found[GLOBAL, EU] == Cell((SG, US), 150, (US,), 1650, 50)


def test_a_joining_home_isnt_asked_unless_it_is_on_its_way_back() -> None:
    joining = _data({"regions.us-east-1.state": "joining"})
    assert {home for _, home in _cells(of=joining)} == {EU, SG}
    assert _cells("region:ap-southeast-1", of=joining)[GLOBAL, SG].reads_by == (EU,)
    back = _data({"regions.us-east-1.state": "joining", "regions.us-east-1.until": "2026-12-01"})
    assert _cells(of=back)[LOGS, US] == _here(OREGON)


def test_what_anybody_may_append_is_written_elsewhere_at_once() -> None:
    # Three laws: 150 s to move, 15 min to decide, 20 min to promote: 2250 s.
    found = _cells("region:eu-central-1", of=_data(path=THREE_LAWS))
    assert found["published in database.main", DE] == Cell((EU,), 150, ("ap-south-1", "eu-west-2"), 150, 50)
    assert found["directory in database.main", DE] == Cell((EU,), 150, (EU,), 2250, 50)
    assert found["books in database.ledger", DE] == NOBODY
    assert found["global in database.main", "eu-west-2"] == Cell(("eu-west-2",), 0, (EU,), 2250, 50)


def test_one_region_waits_for_its_return() -> None:
    found = _cells("region:eu-central-1", of=_data(path=ONE_REGION))
    assert set(found.values()) == {NOBODY}
    assert set(_cells("zone:euc1-az2", of=_data(path=ONE_REGION)).values()) == {_here(DE, 120)}


def test_what_can_be_lost_by_itself() -> None:
    data = _data()
    found = losses(data, _zones(data))
    assert len(found) == len(set(found)) == 5 * 3 + 5 + 4 + 3
    assert [name for name in found if not name.startswith(("zone:", "region:"))] == [
        "link:ap-southeast-1~eu-west-1",
        "link:eu-central-1~eu-west-1",
        "link:eu-west-1~us-east-1",
        "link:us-east-1~us-west-2",
        "control-planes:us-east-1",
        "cloudflare",
        "writer",
    ]
    data = _data(path=ONE_REGION)
    assert losses(data, _zones(data)) == [
        "zone:euc1-az1",
        "zone:euc1-az2",
        "region:eu-central-1",
        "control-planes:us-east-1",
        "cloudflare",
    ]
