"""TLS hop by hop: against the minimum, and against the best that can be had."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import systems
from shipped import AS_OF, TEXT, Seen, findings, seen
from systems import GONE, ONE_REGION, PROJECT, SHIPPED, THREE_LAWS

from compiler.diagnostic import dotted
from compiler.model.security import Tls
from compiler.rules import security
from compiler.rules.rule import Context
from compiler.world.tls import BEST

HOPS = ("visitor_to_cdn", "cdn_to_alb", "visitor_to_alb", "alb_to_app", "app_to_database", "database_to_database")
LAST = "    health_checker_to_alb: TLS1.2\n"


@pytest.mark.parametrize("hop", HOPS)
def test_every_hop_below_the_minimum_is_found(hop: str, tmp_path: Path) -> None:
    change = (LAST, f"{LAST}    {hop}: TLS1.2\n")
    assert seen(tmp_path, change) == [Seen("tls-below-minimum", "TLS1.2")]
    (found,) = findings(tmp_path, change)
    assert found.what == f"`{hop}` accepts TLS1.2, and the minimum is TLS1.3."
    assert found.value == "TLS1.2"


@pytest.mark.parametrize("hop", HOPS)
def test_a_hop_at_the_minimum_is_none(hop: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (LAST, f"{LAST}    {hop}: TLS1.3\n")) == []


def test_nothing_is_below_the_lowest_minimum(tmp_path: Path) -> None:
    found = seen(tmp_path, ("    minimum: TLS1.3 ", "    minimum: TLS1.2 "))
    assert {one.code for one in found} == {"acknowledge-unused"}, "what was accepted is no gap any more"


BELOW = [(hop, best.version) for hop, best in BEST.items() if best.version < "TLS1.3"]


def unreachable(changes: Mapping[str, Any], of: Path = SHIPPED) -> list[str]:
    found = security.check(systems.model(changes, of=of), Context(AS_OF, {}))
    return [dotted(one.path) for one in found if one.code is security.TLS_UNREACHABLE]


def test_there_are_hops_that_cant_do_better() -> None:
    assert BELOW == [("app_to_cache", "TLS1.2"), ("health_checker_to_alb", "TLS1.2")]
    assert {hop.name for hop in fields(Tls)} - {"minimum"} == set(BEST)


@pytest.mark.parametrize("written", [GONE, "TLS1.3"], ids=["left at the minimum", "written"])
@pytest.mark.parametrize(("hop", "best"), BELOW)
def test_a_minimum_that_nobody_could_keep(hop: str, best: str, written: object) -> None:
    assert unreachable({f"security.tls.{hop}": written}) == [f"security.tls.{hop}"]
    assert unreachable({f"security.tls.{hop}": best}) == []


def test_every_other_hop_keeps_the_highest() -> None:
    assert unreachable({f"security.tls.{hop}": "TLS1.3" for hop in HOPS}) == []
    assert unreachable({"security.tls": {"minimum": "TLS1.2"}}) == []


def test_behind_tls_1_3_alone_every_health_check_is_red(tmp_path: Path) -> None:
    """F7: Route 53 then answers as if all regions were well, for ever."""
    one = findings(tmp_path, (LAST, "    health_checker_to_alb: TLS1.3\n"))
    (found,) = [it for it in one if it.code is security.TLS_UNREACHABLE]
    assert (
        found.what == "The minimum of `health_checker_to_alb` is TLS1.3, and TLS1.2 is the best that can be had there."
    )
    assert "nothing would fail over" in found.why
    assert found.do == "Write `health_checker_to_alb: TLS1.2`, and acknowledge that it is below the minimum."


def test_a_line_that_cant_be_better_isnt_to_be_deleted(tmp_path: Path) -> None:
    start = TEXT.index("  - code: tls-below-minimum\n    path: security.tls.app_to_cache")
    entry = TEXT[start : TEXT.index("  - code:", start + 1)]
    (found,) = findings(tmp_path, (entry, ""))
    assert found.do.startswith("Acknowledge it with `accepts: TLS1.2`")
    (found,) = findings(tmp_path, (LAST, f"{LAST}    app_to_database: TLS1.2\n"))
    assert found.do.startswith("Delete the line, or acknowledge it with `accepts: TLS1.2`")


HIGHEST = {"security.tls": {"minimum": "TLS1.3"}}
NO_CACHE = {"cache": {}, "entities.app_user.stores": ["database.main"], "entities.dossier.stores": ["database.main"]}
NO_CACHE["entities.annonce.stores"] = ["database.main"]


def test_a_hop_that_isnt_there_isnt_judged() -> None:
    assert unreachable(HIGHEST) == ["security.tls.app_to_cache", "security.tls.health_checker_to_alb"]
    assert unreachable({**HIGHEST, **NO_CACHE}) == ["security.tls.health_checker_to_alb"]
    assert unreachable(HIGHEST, ONE_REGION) == ["security.tls.health_checker_to_alb"]
    assert len(unreachable(HIGHEST, THREE_LAWS)) == 2


NOWHERE = {
    "visitor_to_cdn": {"cdn": "none"},
    "cdn_to_alb": {"cdn": "none"},
    "visitor_to_alb": {"routing": {"home": {"serves": ["global", "regional"], "steer": "home", "through": "cdn"}}},
    "app_to_cache": NO_CACHE,
    "database_to_database": {},
}
ALONE = {"database.main.recovers_by": "none"}


@pytest.mark.parametrize("hop", BEST)
def test_where_a_hop_is(hop: str) -> None:
    assert security._is_there(hop, systems.model())
    if hop == "database_to_database":
        assert not security._is_there(hop, systems.model(ALONE, of=ONE_REGION))
        assert security._is_there(hop, systems.model({"database.main.recovers_by": "replica"}, of=ONE_REGION))
        assert security._is_there(hop, systems.model(ALONE))
    else:
        assert security._is_there(hop, systems.model(NOWHERE.get(hop, {}))) == (hop not in NOWHERE)


def test_the_page_has_the_table_of_the_facts() -> None:
    page = (PROJECT / "docs" / "diagnostics" / "tls-unreachable.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (TLS1\.\d) \| (.+) \|$", page, re.MULTILINE)
    assert rows == [(best.hop, best.version, best.how) for best in BEST.values()]
