"""Rows stay where they are when a class changes: what isn't said isn't done, and is refused."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from history import Change, refusals
from shipped import Seen
from systems import model

from compiler.model.inventory import Answers, Entity, Inventory
from compiler.rules.change import check
from compiler.rules.rule import Context

KIND = "  referential:                                  # countries, property types, tax rates\n    class: global\n"
REGIONAL = KIND.replace("class: global", "class: regional")
WAS = "    was: { class: global, since: 2026-11-22, reference: DPIA-7 }\n"
CLASSES: Change = (
    "\nentities:  ",
    "\nclasses:\n  place: { copies: jurisdiction, stays_in: jurisdiction, writes: home, holds: none }\n\nentities:  ",
)
PROMISED: Change = ("\nobjectives:  ", "\nobjectives:\n  place: { zone_lost: none, region_lost: none }\n  # ")
LISTING = "\n  annonce:                                      # property listings\n    class: regional\n"
STORES = "    columns: [label, sort]\n"
SIZES = "instance: db.r6g.large, multi_az: true, storage: { start: 100GB, limit: 500GB }"
AUDIT: Change = (
    "\ndatabase:\n",
    f"\ndatabase:\n  audit: {{ engine: postgres17, {SIZES}, recovers_by: replica, reserved: none }}\n",
)
RENAMED = "\n  listing:\n    class: global\n    was: { key: annonce, since: 2026-11-22, reference: CHG-1 }\n"
STORY: list[tuple[str, Sequence[Sequence[Change]], list[list[Seen]]]] = [
    ("nothing changes", [[]], [[]]),
    ("another class, unsaid", [[(KIND, REGIONAL)]], [[Seen("class-changed", "regional")]]),
    ("another class, said", [[(KIND, REGIONAL + WAS)], [("nat: per_zone", "nat: one")]], [[], []]),
    (
        "back to what it was, unsaid",
        [[(KIND, REGIONAL + WAS)], [(REGIONAL + WAS, KIND)]],
        [[], [Seen("class-changed", "global")]],
    ),
    (
        "back to what it was, said",
        [[(KIND, REGIONAL + WAS)], [(REGIONAL + WAS, KIND + WAS.replace("global", "regional"))]],
        [[], []],
    ),
    (
        "a third class, while it says what it was at first",
        [[(KIND, REGIONAL + WAS), CLASSES, PROMISED], [(REGIONAL, KIND.replace("global", "place"))]],
        [[], [Seen("class-changed", "place")]],
    ),
    ("a class that nobody has yet", [[CLASSES]], [[]]),
    (
        "other answers of a class that nobody has yet",
        [[CLASSES], [("holds: none }", "holds: personal }")]],
        [[], []],
    ),
    (
        "other answers of a class in use",
        [
            [CLASSES, PROMISED, (KIND, KIND.replace("global", "place") + WAS)],
            [
                (
                    "stays_in: jurisdiction, writes: home, holds: none }",
                    "stays_in: system, writes: home, holds: personal }",
                )
            ],
        ],
        [[], [Seen("class-redefined", "system")]],
    ),
    (
        "another class together with another name, unsaid",
        [[(LISTING, RENAMED)]],
        [[Seen("class-changed", "global")]],
    ),
    (
        "another class together with another name, said",
        [[(LISTING, RENAMED.replace("key: annonce", "key: annonce, class: regional"))]],
        [[]],
    ),
    (
        "another database",
        [[AUDIT], [(STORES, f"{STORES}    stores: [database.audit]\n")]],
        [[], [Seen("entity-moved", "stores")]],
    ),
]


@pytest.mark.parametrize(("case", "commits", "expected"), STORY, ids=[case[0] for case in STORY])
def test_a_change_is_stated(
    case: str, commits: Sequence[Sequence[Change]], expected: list[list[Seen]], tmp_path: Path
) -> None:
    assert refusals(tmp_path, *commits) == expected


BEFORE = Inventory(
    {},
    {"referential": Entity("global", "main", "active"), "dossier": Entity("regional", "main", "active")},
    {},
    classes={
        "global": Answers("everywhere", "system", "single", "personal"),
        "regional": Answers("home", "jurisdiction", "home", "personal"),
    },
)


def found(entity: str, class_: str, before: Inventory = BEFORE, **more: object) -> list[tuple[str, str, str]]:
    deployment = model({f"entities.{entity}.class": class_, **{f"entities.{entity}.{k}": v for k, v in more.items()}})
    context = Context(date(2026, 11, 30), {"production": before})
    return [(one.code.id, one.why, one.do) for one in check(deployment, context)]


def test_the_line_to_paste_has_the_day_of_today() -> None:
    ((_, _, do),) = found("referential", "regional")
    assert do.startswith("Write `was: { class: global, since: 2026-11-30, reference: ... }` below it")


def test_what_it_would_do_follows_from_how_far_its_rows_are_copied() -> None:
    ((_, narrower, _),) = found("referential", "regional")
    assert narrower.startswith("The copies that other homes have, and their backups, stay there")
    ((_, wider, _),) = found("dossier", "global")
    assert wider.startswith("Rows that were kept at home would be sent to others: that is a new transfer")
    odd = Inventory({}, BEFORE.entities, {}, classes={"regional": Answers("nowhere", "", "", "")})
    assert found("dossier", "global", odd)[0][1].startswith("Other things are promised")


def test_of_what_version_1_tells_classes_and_databases_are_judged() -> None:
    first = Inventory({}, {"referential": Entity("global", "main", "active")}, {}, version=1)
    assert [one[0] for one in found("referential", "regional", first)] == ["class-changed"]
    assert found("referential", "global", first) == []


def test_where_there_is_nothing_to_lose_nothing_is_asked() -> None:
    retired = Inventory({}, {"referential": Entity("global", "other", "retired")}, {}, classes=BEFORE.classes)
    assert found("referential", "regional", retired) == []
    elsewhere = Inventory({}, {"referential": Entity("global", "gone", "active")}, {})
    assert found("referential", "global", elsewhere) == [], "the database is gone, which is a finding of its own"
    deployment = model({"entities.referential.class": "regional"})
    assert list(check(deployment, Context(date(2026, 11, 30), {"staging": BEFORE}))) == []
