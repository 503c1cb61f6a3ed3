"""What was is true, and is kept as long as a backup could bring it back."""

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

from compiler.diagnostic import Diagnostic, dotted
from compiler.model.inventory import Entity, Inventory, Was, Writers, WriterWas
from compiler.rules.memory import check
from compiler.rules.rule import Context
from compiler.units import Duration

KIND = "  referential:                                  # countries, property types, tax rates\n    class: global\n"
WAS = "    was: { class: global, since: 2026-11-22, reference: DPIA-7 }\n"
REGIONAL = KIND.replace("class: global", "class: regional")
LISTING = "\n  annonce:                                      # property listings\n    class: regional\n"
RENAMED = "\n  listing:\n    class: regional\n    was: { key: annonce, since: 2026-11-22, reference: CHG-1 }\n"
WRITER: Change = ("  writer: eu-west-1\n", "  writer: us-east-1\n")
SUCCESSORS: Change = ("  successors: [us-east-1]     #", "  successors: [eu-west-1]     #")
MOVED = "  was: { writer: eu-west-1, since: 2026-11-22, reference: CHG-2 }\n"
REPLICATION = "\nreplication:                  # of global entities, PostgreSQL logical replication\n"
REFERENTIAL = "\n  referential:  "
CHANGE = "    was: { key: annonce, since: 2026-11-22, reference: CHG-1 }\n"
NEW = f"\n  kind:\n    class: global\n{CHANGE}    personal: {{}}\n    columns: []\n{REFERENTIAL}"
CHANGED = (KIND, REGIONAL + WAS)
NAMED = (LISTING, RENAMED)
WRITES = (WRITER, SUCCESSORS, (REPLICATION, REPLICATION + MOVED))
OTHER: Change = ("{ writer: eu-west-1, since", "{ writer: us-east-1, since")
DAY = "2026-11-22, reference: DPIA"
AND_GLOBAL = RENAMED.replace("class: regional", "class: global").replace("was: {", "was: { class: regional,")
AGAIN = RENAMED.replace("listing", "annonce").replace("key: annonce", "key: listing")
OFFER = (("\n  listing:\n", "\n  offer:\n"), ("key: annonce", "key: listing"))
UNTRUE: list[tuple[str, Change, str]] = [
    ("a class that it never had", (KIND, REGIONAL + WAS.replace("global", "regional")), "regional"),
    ("a class that it has still", (KIND, KIND + WAS), "global"),
    ("a class of a new one", (REFERENTIAL, NEW.replace("key: annonce", "class: global")), "global"),
    ("neither class nor name", (KIND, KIND + WAS.replace("class: global, ", "")), "2026-11-22"),
    ("a name of another one", (REFERENTIAL, NEW), "annonce"),
    ("a name that nothing had, of a new one", (REFERENTIAL, NEW.replace("annonce", "annonces")), "annonces"),
    ("a name for one that has its own", (KIND, KIND + CHANGE.replace("annonce", "label")), "label"),
]


@pytest.mark.parametrize(("case", "change", "under"), UNTRUE, ids=[case[0] for case in UNTRUE])
def test_what_it_never_was(case: str, change: Change, under: str, tmp_path: Path) -> None:
    assert refusals(tmp_path, [change]) == [[Seen("was-untrue", under)]]


def test_a_name_that_is_mistyped_is_missed_by_its_own(tmp_path: Path) -> None:
    assert refusals(tmp_path, [(LISTING, RENAMED.replace("annonce", "annonces"))]) == [
        [Seen("entity-deleted", "entities")]
    ]


Later = list[tuple[str, Sequence[Change], Sequence[Change], list[Seen]]]
STORY: Later = [
    ("a class, forgotten at once", [CHANGED], [(WAS, "")], [Seen("was-dropped", "referential")]),
    ("a class, which stays", [CHANGED], [("nat: per_zone", "nat: one")], []),
    (
        "another class instead",
        [CHANGED],
        [("{ class: global,", "{ class: regional,")],
        [Seen("was-untrue", "regional")],
    ),
    ("a day that is later", [CHANGED], [(DAY, DAY.replace("22", "25"))], []),
    ("a day that is earlier", [CHANGED], [(DAY, DAY.replace("22", "21"))], [Seen("was-untrue", "2026-11-21")]),
    ("another paper", [CHANGED], [("reference: DPIA-7", "reference: DPIA-8")], []),
    ("it is that again", [CHANGED], [(REGIONAL + WAS, KIND + WAS.replace("global", "regional"))], []),
    ("a name, forgotten at once", [NAMED], [(CHANGE, "")], [Seen("was-dropped", "listing")]),
    ("a name, which stays", [NAMED], [("nat: per_zone", "nat: one")], []),
    ("a name, and the former one again", [NAMED], [(RENAMED, AGAIN)], []),
    ("a name, and a class while it stands", [NAMED], [(RENAMED, AND_GLOBAL)], []),
    ("a third name, while the second stands", [NAMED], OFFER, [Seen("was-dropped", "was")]),
    ("who wrote, forgotten at once", WRITES, [(MOVED, "")], [Seen("was-dropped", "replication")]),
    ("who wrote, another one instead", WRITES, [OTHER], [Seen("was-dropped", "was")]),
    ("who wrote, and writes again", WRITES, [(WRITER[1], WRITER[0]), (SUCCESSORS[1], SUCCESSORS[0]), OTHER], []),
]


@pytest.mark.parametrize(("case", "first", "then", "expected"), STORY, ids=[case[0] for case in STORY])
def test_a_memory_stays(
    case: str, first: Sequence[Change], then: Sequence[Change], expected: list[Seen], tmp_path: Path
) -> None:
    assert refusals(tmp_path, first, then) == [[], expected]


STOOD = Was("global", None, date(2026, 11, 1), "DPIA-7")


def found(
    before: Inventory, changes: dict[str, Any] | None = None, as_of: date = date(2026, 11, 22)
) -> list[Diagnostic]:
    return list(check(model(changes), Context(as_of, {"production": before})))


def memory(was: Was | None = STOOD, **more: Any) -> Inventory:
    return Inventory({}, {"annonce": Entity("regional", "main", "active", was)}, {}, **more)


KEPT = [
    ("the longest backup of today", {}, None, "2026-12-06"),
    ("a longer one of before", {}, "60d", "2026-12-31"),
    ("to any moment", {"backup": {"point_in_time": "35d", "daily": "1d"}}, "1d", "2026-12-06"),
    ("old versions of files", {"storage.documents.old_versions": "1y"}, None, "2027-11-01"),
]


@pytest.mark.parametrize(("case", "changes", "before", "end"), KEPT, ids=[case[0] for case in KEPT])
def test_it_may_go_when_the_longest_backup_has(
    case: str, changes: dict[str, Any], before: str | None, end: str
) -> None:
    kept = memory(backups=Duration.parse(before) if before else None)
    last = date.fromisoformat(end)
    (one,) = found(kept, changes, date.fromordinal(last.toordinal() - 1))
    assert (one.code.id, dotted(one.path), one.on_key) == ("was-dropped", "entities.annonce", True)
    assert one.what == f"`annonce` was `global` until 2026-11-01, and backups of that time are kept until {end}."
    assert one.do == f"Put `was: {{ class: global, since: 2026-11-01, reference: DPIA-7 }}` back until {end}."
    assert found(kept, changes, last) == []


@given(st.dates(), st.dates(), st.integers(0, 10**15))
def test_no_day_is_too_far(since: date, as_of: date, kept: int) -> None:
    was = Was("global", "kind", since, "X")
    before = memory(was, backups=Duration(kept), writers=Writers((), WriterWas("us-east-1", since, "X")))
    assert len(found(before, as_of=as_of)) in (0, 2)


def test_of_what_version_1_does_not_tell_nothing_is_said() -> None:
    first = memory(None, version=1)
    was = {"since": "2026-11-01", "reference": "X"}
    assert found(first, {"entities.annonce.was": {"class": "global", **was}}) == []
    assert found(first, {"entities.annonce.was": {"key": "listing", **was}}) == []
    stated = {"entities.annonce.class": "global", "entities.annonce.was": {"class": "global", **was}}
    assert [one.code.id for one in found(first, stated)] == ["was-untrue"]


def test_on_a_first_compile_nothing_is_known() -> None:
    changes = {"entities.annonce.was": {"key": "listing", "since": "2026-11-01", "reference": "X"}}
    assert list(check(model(changes), Context(date(2026, 11, 22), {"staging": memory()}))) == []
    assert [one.code.id for one in found(memory(), changes)] == ["was-untrue"]


def test_without_replication_nobody_is_remembered() -> None:
    before = memory(None, writers=Writers((), WriterWas("us-east-1", date(2026, 11, 20), "CHG-2")))
    (one,) = found(before)
    assert one.do == "Put `was: { writer: us-east-1, since: 2026-11-20, reference: CHG-2 }` back until 2026-12-25."
    assert found(memory(None, writers=Writers((), None))) == []
