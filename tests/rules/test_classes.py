"""Four answers that contradict each other can't be kept, and every row needs somebody to write it."""

from __future__ import annotations

from datetime import date
from itertools import combinations, product
from typing import Any

import pytest
from systems import GONE, ONE_REGION, model

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules.classes import check
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
PROMISES = {"zone_lost": "none", "region_lost": "none"}
PLACES = {
    "eu-west-1": ("Ireland", "EU", "IE"),
    "eu-central-1": ("Frankfurt", "EU", "DE"),
    "us-east-1": ("Virginia", "US", "US"),
    "us-west-2": ("Oregon", "US", "US"),
    "ap-southeast-1": ("Singapore", "SG", "SG"),
}
COPIES = ("home", "jurisdiction", "everywhere")
BOUNDS = ("region", "country", "jurisdiction", "system", "world")


def region(name: str, **more: str) -> dict[str, str]:
    place, law, _ = PLACES[name]
    return {"place": place, "jurisdiction": law, "recovery": "none", "wave": "1", **more}


def found(homes: list[str], answers: dict[str, str], changes: dict[str, Any] | None = None) -> list[Diagnostic]:
    """What is found of a class `kind` with an entity, in a system with these serving regions; the first one writes."""
    declared = {"copies": "home", "stays_in": "system", "writes": "home", "holds": "personal", **answers}
    writer = {"writer": homes[0], "successors": [], "ids": "uuidv7", "longest_cut": "6h"}
    system: dict[str, Any] = {
        "regions": {name: region(name) for name in homes},
        "release.state": homes[0],
        "environments": {"production": {"account": "222222222222"}},
        "acknowledge": [],
        "observability.alarms.cross_region_latency": GONE,
        "classes": {"kind": declared},
        "objectives": {"kind": PROMISES},
        "routing": {},
        "entities": {"thing": {"class": "kind", "personal": {}, "columns": []}},
        "replication": writer,
    }
    return list(check(model({**system, **(changes or {})}), CONTEXT))


def short(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{one.code.id} {dotted(one.path)}" for one in diagnostics]


def contradict(homes: list[str], copies: str, stays_in: str) -> bool:
    """The same, home by home: whether two homes copy to each other across the line."""
    pairs = list(combinations(homes, 2))
    abroad = len({PLACES[home][1] for home in homes}) > 1
    if copies == "everywhere":
        return abroad and BOUNDS.index(stays_in) < BOUNDS.index("system")
    return copies == "jurisdiction" and any(
        PLACES[one][1] == PLACES[other][1]
        and (stays_in == "region" or (stays_in == "country" and PLACES[one][2] != PLACES[other][2]))
        for one, other in pairs
    )


@pytest.mark.parametrize(("copies", "stays_in"), list(product(COPIES, BOUNDS)))
@pytest.mark.parametrize(
    "homes",
    [
        ["eu-west-1"],
        ["eu-west-1", "eu-central-1"],
        ["us-east-1", "us-west-2"],
        ["eu-west-1", "us-east-1"],
        ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-southeast-1"],
    ],
    ids=lambda homes: "+".join(homes),
)
def test_copies_stay_inside_the_bound(homes: list[str], copies: str, stays_in: str) -> None:
    expected = ["copies-exceed-bound classes.kind.copies"] if contradict(homes, copies, stays_in) else []
    assert short(found(homes, {"copies": copies, "stays_in": stays_in})) == expected


def test_a_region_that_is_planned_counts_and_one_that_is_gone_does_not() -> None:
    answers = {"copies": "everywhere", "stays_in": "jurisdiction"}
    homes = ["eu-west-1", "us-east-1"]
    for state, many in (("planned", 1), ("joining", 1), ("decommissioning", 0), ("retired", 0)):
        assert len(found(homes, answers, {"regions.us-east-1": region("us-east-1", state=state)})) == many


def test_both_ways_out_are_said() -> None:
    (one,) = found(["eu-west-1", "us-east-1"], {"copies": "everywhere", "stays_in": "jurisdiction"})
    assert one.what == "Rows of `kind` are copied everywhere, and nothing of them may leave its jurisdiction."
    assert one.do == "Write `copies: jurisdiction`; or `stays_in: system`, if its rows may be there."
    (one,) = found(["eu-west-1", "eu-central-1"], {"copies": "jurisdiction", "stays_in": "country"})
    assert one.do == "Write `copies: home`; or `stays_in: jurisdiction`, if its rows may be there."


@pytest.mark.parametrize("stays_in", BOUNDS)
def test_special_data_stays_under_its_law(stays_in: str) -> None:
    expected = ["special-leaves classes.kind.stays_in"] if stays_in in ("system", "world") else []
    assert short(found(["eu-west-1", "us-east-1"], {"holds": "special", "stays_in": stays_in})) == expected
    assert short(found(["eu-west-1", "us-east-1"], {"holds": "personal", "stays_in": stays_in})) == []


def test_rows_that_every_home_adds_are_copied() -> None:
    assert short(found(["eu-west-1"], {"writes": "append"})) == ["append-without-copies classes.kind.writes"]
    assert short(found(["eu-west-1"], {"writes": "append", "copies": "everywhere"})) == []


ALL = ["eu-west-1", "us-east-1", "ap-southeast-1"]
ONE_WRITER = {"writes": "single", "copies": "jurisdiction"}
WRITERS = [
    ("a writer in one law of three", [], "Add `ap-southeast-1` and `us-east-1` to `replication.successors`."),
    ("a writer in two", ["us-east-1"], "Add `ap-southeast-1` to `replication.successors`."),
    ("one in each", ["us-east-1", "ap-southeast-1"], None),
]


@pytest.mark.parametrize(("case", "successors", "do"), WRITERS, ids=[case[0] for case in WRITERS])
def test_each_law_has_a_writer(case: str, successors: list[str], do: str | None) -> None:
    diagnostics = found(ALL, ONE_WRITER, {"replication.successors": successors})
    assert [one.do for one in diagnostics] == ([do] if do else [])
    assert short(diagnostics) == (["writer-none replication.successors"] if do else [])


def test_where_rows_are_copied_everywhere_or_nowhere_one_writer_is_enough() -> None:
    assert found(ALL, {"writes": "single", "copies": "everywhere"}) == []
    assert found(ALL, {"writes": "single"}) == []


def test_nobody_writes_where_nothing_is_replicated() -> None:
    central = {"copies": "home", "stays_in": "system", "writes": "single", "holds": "none"}
    changes: dict[str, Any] = {"classes": {"central": central}, "objectives.central": PROMISES}
    assert list(check(model(changes, of=ONE_REGION), CONTEXT)) == []
    changes["entities.plan"] = {"class": "central", "personal": {}, "columns": []}
    assert short(list(check(model(changes, of=ONE_REGION), CONTEXT))) == ["writer-none classes.central.writes"]
