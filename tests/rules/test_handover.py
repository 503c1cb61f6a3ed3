"""A role goes over when somebody says so: stories of regions that are lost and come back, and of writers that move."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from history import Change, refusals
from hypothesis import given
from hypothesis import strategies as st
from shipped import Seen
from systems import model

from compiler.model.inventory import Inventory, Region, Writers, inventory_of
from compiler.rules.handover import check
from compiler.rules.rule import Context

IRELAND = "place: Ireland,   jurisdiction: EU, recovery: eu-central-1, wave: 3"
SINGAPORE = "place: Singapore, jurisdiction: SG, recovery: none,         wave: 1"
FRANKFURT = "\n  eu-central-1:   { place: Frankfurt, jurisdiction: EU, role: recovery"
PARIS = "\n  eu-west-3: { place: Paris, jurisdiction: EU, role: recovery"
DAYS = ", since: 2026-11-20, until: 2026-12-04, reference: INC-142"
WRITER, SUCCESSORS = "  writer: eu-west-1\n", "  successors: [us-east-1]     #"
REPLICATION = "\nreplication:                  # of global entities, PostgreSQL logical replication\n"
MOVED = "  was: { writer: eu-west-1, since: 2026-11-22, reference: CHG-2 }\n"
LATER: Change = ("2026-11-22, reference: CHG-2", "2026-11-25, reference: CHG-3")
STATE = "  state: eu-central-1 "


def ireland(state: str, days: str = DAYS, recovery: str = "eu-central-1") -> str:
    return f"{IRELAND.replace('eu-central-1', recovery)}, state: {state}{days}"


LOST: list[Change] = [(IRELAND, ireland("lost"))]
JOINING: list[Change] = [(ireland("lost"), ireland("joining"))]
ACTIVE: list[Change] = [(ireland("joining"), IRELAND)]
TO_PARIS: Change = (FRANKFURT, f"{PARIS} }}{FRANKFURT}")
UNUSED: Change = (FRANKFURT, f"{FRANKFURT}, state: decommissioning")

STORY: list[tuple[str, Sequence[Sequence[Change]], list[Seen]]] = [
    ("Ireland is lost", [LOST], []),
    ("it is rebuilt while Frankfurt serves", [LOST, JOINING], []),
    ("and is back", [LOST, JOINING, ACTIVE], []),
    ("straight back", [LOST, [(ireland("lost"), IRELAND)]], [Seen("state-skipped", "eu-west-1")]),
    (
        "it would serve itself while it is rebuilt",
        [LOST, [(ireland("lost"), ireland("joining", ""))]],
        [Seen("seat-moved", "joining")],
    ),
    (
        "it would serve itself before it is active",
        [LOST, JOINING, [(ireland("joining"), ireland("joining", ""))]],
        [Seen("seat-moved", "joining")],
    ),
    (
        "Paris would serve instead of Frankfurt",
        [LOST, [(ireland("lost"), ireland("lost", recovery="eu-west-3")), TO_PARIS, UNUSED]],
        [Seen("seat-moved", "eu-west-3")],
    ),
    (
        "nobody would serve any more",
        [LOST, [(ireland("lost"), ireland("lost", recovery="none")), UNUSED]],
        [Seen("seat-moved", "none")],
    ),
    ("Frankfurt would be wound up while it serves", [LOST, [UNUSED]], [Seen("seat-moved", "decommissioning")]),
    (
        "Frankfurt is lost as well",
        [LOST, [(FRANKFURT, f"{FRANKFURT}, state: lost{DAYS}")]],
        [],
    ),
    (
        "Ireland is given up",
        [LOST, [(ireland("lost"), ireland("decommissioning"))]],
        [],
    ),
    (
        "Singapore has nobody to serve it, and is rebuilt",
        [
            [(SINGAPORE, f"{SINGAPORE}, state: lost{DAYS}")],
            [(f"{SINGAPORE}, state: lost{DAYS}", f"{SINGAPORE}, state: joining")],
        ],
        [],
    ),
]


@pytest.mark.parametrize(("case", "commits", "expected"), STORY, ids=[case[0] for case in STORY])
def test_a_home_leaves_its_seat_when_it_is_back(
    case: str, commits: Sequence[Sequence[Change]], expected: list[Seen], tmp_path: Path
) -> None:
    assert refusals(tmp_path, *commits) == [[]] * (len(commits) - 1) + [expected]


JOINS = f"{PARIS}, state: joining }}"
RETIRED = [(UNUSED[1], f"{FRANKFURT}, state: retired"), (STATE, "  state: us-west-2 ")]
COPIES: list[tuple[str, Sequence[Sequence[Change]], list[Seen]]] = [
    (
        "Ireland recovers in Paris from now on",
        [[(IRELAND, IRELAND.replace("eu-central-1", "eu-west-3")), TO_PARIS, UNUSED], RETIRED],
        [],
    ),
    (
        "Paris has no copies yet",
        [
            [(IRELAND, IRELAND.replace("eu-central-1", "eu-west-3")), (FRANKFURT, f"{JOINS}{FRANKFURT}"), UNUSED],
            RETIRED,
        ],
        [Seen("recovery-last", "retired")],
    ),
    (
        "Paris is active on the same day",
        [
            [(IRELAND, IRELAND.replace("eu-central-1", "eu-west-3")), (FRANKFURT, f"{JOINS}{FRANKFURT}"), UNUSED],
            [*RETIRED, (JOINS, f"{PARIS} }}")],
        ],
        [Seen("recovery-last", "retired")],
    ),
    (
        "Paris is active the day after",
        [
            [(IRELAND, IRELAND.replace("eu-central-1", "eu-west-3")), (FRANKFURT, f"{JOINS}{FRANKFURT}"), UNUSED],
            [(JOINS, f"{PARIS} }}")],
            RETIRED,
        ],
        [],
    ),
    (
        "Ireland recovers nowhere, on purpose",
        [[(IRELAND, IRELAND.replace("eu-central-1", "none")), UNUSED], RETIRED],
        [],
    ),
]


@pytest.mark.parametrize(("case", "commits", "expected"), COPIES, ids=[case[0] for case in COPIES])
def test_the_last_copies_stay_until_there_are_others(
    case: str, commits: Sequence[Sequence[Change]], expected: list[Seen], tmp_path: Path
) -> None:
    assert refusals(tmp_path, *commits) == [[]] * (len(commits) - 1) + [expected]


def written(writer: str, *successors: str) -> list[Change]:
    return [
        (WRITER, f"  writer: {writer}\n"),
        (SUCCESSORS, f"  successors: [{', '.join(successors)}]     #"),
    ]


WRITERS: list[tuple[str, Sequence[Sequence[Change]], list[Seen]]] = [
    ("another writer, unsaid", [written("us-east-1", "eu-west-1")], [Seen("writer-moved", "us-east-1")]),
    ("the former one isn't even a successor", [written("us-east-1")], [Seen("writer-moved", "us-east-1")]),
    ("said", [[*written("us-east-1", "eu-west-1"), (REPLICATION, REPLICATION + MOVED)]], []),
    (
        "another one is said than wrote",
        [[*written("us-east-1"), (REPLICATION, REPLICATION + MOVED.replace("eu-west-1", "ap-southeast-1"))]],
        [Seen("writer-moved", "us-east-1")],
    ),
    ("one more successor", [written("eu-west-1", "us-east-1", "ap-southeast-1")], []),
    ("no successor", [written("eu-west-1")], []),
    ("its recovery region serves it, and it goes on writing", [LOST], []),
    (
        "it is lost with nobody to serve it, and comes back",
        [
            [*written("ap-southeast-1", "eu-west-1"), (REPLICATION, REPLICATION + MOVED)],
            [(SINGAPORE, f"{SINGAPORE}, state: lost{DAYS}")],
            [(f"{SINGAPORE}, state: lost{DAYS}", f"{SINGAPORE}, state: joining")],
            [(f"{SINGAPORE}, state: joining", SINGAPORE)],
        ],
        [],
    ),
    (
        "while it is lost, another successor would write",
        [
            [*written("ap-southeast-1", "eu-west-1", "us-east-1"), (REPLICATION, REPLICATION + MOVED)],
            [(SINGAPORE, f"{SINGAPORE}, state: lost{DAYS}")],
            [("  successors: [eu-west-1, us-east-1]", "  successors: [us-east-1, eu-west-1]")],
        ],
        [Seen("writer-moved", "successors")],
    ),
    (
        "while it is lost, another successor would write, said",
        [
            [*written("ap-southeast-1", "eu-west-1", "us-east-1"), (REPLICATION, REPLICATION + MOVED)],
            [(SINGAPORE, f"{SINGAPORE}, state: lost{DAYS}")],
            [("  successors: [eu-west-1, us-east-1]", "  successors: [us-east-1, eu-west-1]"), LATER],
        ],
        [],
    ),
]


@pytest.mark.parametrize(("case", "commits", "expected"), WRITERS, ids=[case[0] for case in WRITERS])
def test_a_writer_moves_when_somebody_says_so(
    case: str, commits: Sequence[Sequence[Change]], expected: list[Seen], tmp_path: Path
) -> None:
    found = refusals(tmp_path, *commits)
    production = [[one for one in commit if one.environment is None] for commit in found]
    assert production == [[]] * (len(commits) - 1) + [expected]


REGIONS = ("ap-southeast-1", "eu-west-1", "us-east-1")
ORDERS = st.permutations(REGIONS).map(tuple)
STATES = st.sampled_from(["active", "active", "joining", "lost", "decommissioning"])


def regions(states: dict[str, str]) -> dict[str, Any]:
    """The shipped regions without recovery regions, so that each home is served by itself or by nobody."""
    places = {"ap-southeast-1": ("Singapore", "SG"), "eu-west-1": ("Ireland", "EU"), "us-east-1": ("Virginia", "US")}
    lost = {"since": "2026-11-01", "until": "2026-12-01", "reference": "INC-1"}
    return {
        name: {
            "place": places[name][0],
            "jurisdiction": places[name][1],
            "recovery": "none",
            "wave": "1",
            "state": state,
            **(lost if state == "lost" else {}),
        }
        for name, state in states.items()
    }


def ordered(order: Sequence[str], states: dict[str, str], was: str | None = None) -> Any:
    said = {"was": {"writer": was, "since": "2026-11-22", "reference": "CHG-2"}} if was else {}
    replication = {"writer": order[0], "successors": list(order[1:]), "ids": "uuidv7", "longest_cut": "6h", **said}
    return model({**HOMES, "regions": regions(states), "replication": replication})


HOMES: dict[str, Any] = {"release.state": "eu-west-1", "environments": {"production": {"account": "222222222222"}}}


@given(ORDERS, ORDERS, st.fixed_dictionaries(dict.fromkeys(REGIONS, STATES)))
def test_whatever_the_states_only_the_order_is_asked_about(
    former: tuple[str, ...], order: tuple[str, ...], states: dict[str, str]
) -> None:
    before, now = ordered(former, states), ordered(order, states)
    context = Context(date(2026, 11, 22), {"production": inventory_of(before)})
    moved = before.replication.holder != now.replication.holder
    assert [one.code.id for one in check(now, context)] == (["writer-moved"] if moved else [])
    if moved:
        assert list(check(ordered(order, states, before.replication.holder), context)) == []


def test_each_jurisdiction_with_a_writer_of_its_own_is_asked_about() -> None:
    west = {"place": "Oregon", "jurisdiction": "US", "recovery": "none", "wave": "1"}
    tariff = {"copies": "jurisdiction", "stays_in": "jurisdiction", "writes": "single", "holds": "none"}
    changes: dict[str, Any] = {
        **HOMES,
        "regions": {**regions(dict.fromkeys(REGIONS, "active")), "us-west-2": west},
        "classes": {"tariff": tariff},
        "objectives.tariff": {"zone_lost": "none", "region_lost": "none"},
        "entities.plan": {"class": "tariff", "personal": {}, "columns": []},
    }
    east_first = inventory_of(model({**changes, "replication.successors": ["us-east-1", "us-west-2"]}))
    context = Context(date(2026, 11, 22), {"production": east_first})
    west_first = {**changes, "replication.successors": ["us-west-2", "us-east-1"]}
    (one,) = check(model(west_first), context)
    assert one.what == "us-west-2 would write instead of us-east-1, which is there and can write."
    assert list(check(model({**west_first, "entities.plan.class": "global"}), context)) == []


def test_of_what_is_not_known_nothing_is_said() -> None:
    first = Inventory({"eu-west-1": Region("serving", "lost")}, {}, {}, version=1)
    assert list(check(model(), Context(date(2026, 11, 22), {"production": first}))) == []
    assert list(check(model(), Context(date(2026, 11, 22), {}))) == []
    gone = Inventory(
        {"eu-west-1": Region("serving", "lost", seat="eu-north-1")}, {}, {}, writers=Writers(("mars-1",), None)
    )
    assert list(check(model(), Context(date(2026, 11, 22), {"production": gone}))) == []
