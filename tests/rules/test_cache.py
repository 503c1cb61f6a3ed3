"""State in a cache: nothing copies it, so nothing can be promised about it beyond what its nodes survive."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, seen
from systems import CONTEXT, judged, model

from compiler.rules.cache import RULE

STATE = {"cache.main.content": "state"}
NO_REGION = {"objectives.global.region_lost": "none", "objectives.regional.region_lost": "none"}
NO_ZONE = {"objectives.global.zone_lost": "none", "objectives.regional.zone_lost": "none"}
ONE_NODE = {"cache.main.nodes": "1"}
ONE_ZONE = {"network.zones": "1"}
FOUND = ["cache-state-lost cache.main.content"]

CASES = [
    ("disposable", {}, []),
    ("disposable, on one node", ONE_NODE, []),
    ("state, and a lost region is promised about", STATE, FOUND),
    ("two nodes survive a zone", STATE | NO_REGION, []),
    ("one node doesn't", STATE | NO_REGION | ONE_NODE, FOUND),
    ("two nodes in the only zone don't", STATE | NO_REGION | ONE_ZONE, FOUND),
    ("where nothing is promised, nothing is broken", STATE | NO_REGION | NO_ZONE | ONE_NODE, []),
    ("both are one mistake", STATE | ONE_NODE, FOUND),
    (
        "only the classes that it holds count",
        STATE | {"objectives.regional.region_lost": "none", "entities.app_user.stores": ["database.main"]},
        [],
    ),
    ("what is retired holds nothing", STATE | {"cache.main.state": "retired"}, []),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_a_cache_holds(case: str, changes: dict[str, str], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


@pytest.mark.parametrize(
    ("changes", "what", "way_out"),
    [
        ({}, "a lost region of `global` and `regional`.", "promise nothing about these classes"),
        (NO_REGION | ONE_NODE, "a lost zone of `global` and `regional`.", "or write `nodes: 2`."),
        (NO_REGION | ONE_ZONE, "a lost zone of `global` and `regional`.", "or write `zones: 2`."),
    ],
)
def test_the_way_out_is_of_what_is_promised(changes: dict[str, str], what: str, way_out: str) -> None:
    (found,) = RULE.check(model(STATE | changes), CONTEXT)
    assert found.what == f"`cache.main` holds state, and something is promised about {what}"
    assert way_out in found.do


def test_the_promise_that_it_breaks_is_not_a_second_finding(tmp_path: Path) -> None:
    assert seen(tmp_path, ("nodes: 2, content: disposable", "nodes: 2, content: state")) == [
        Seen("cache-state-lost", "state")
    ]
