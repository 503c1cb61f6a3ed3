"""How a loss is noticed, and what can't even be written: a way out through a control plane, a machine that promotes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import systems
from hypothesis import given
from hypothesis import strategies as st
from shipped import AS_OF, TEXT, Seen, checked, findings, seen
from systems import GONE, ONE_REGION, SHIPPED, THREE_LAWS

from compiler.diagnostic import Diagnostic, dotted
from compiler.rules import failover
from compiler.rules.rule import Context
from compiler.units import Duration

HEALTH = "  health: { path: /health, every: 10s, failures: 3 }"
LAST = "last: none"


def found(changes: Mapping[str, Any], of: Path = SHIPPED, *, as_of: date = AS_OF) -> list[Diagnostic]:
    return list(failover.check(systems.model(changes, of=of), Context(as_of, {})))


def told(changes: Mapping[str, Any], of: Path = SHIPPED, *, as_of: date = AS_OF) -> list[str]:
    """What is found beside the note that nothing was practised."""
    return [one.code.id for one in found(changes, of, as_of=as_of) if one.code is not failover.REHEARSAL_NONE]


@pytest.mark.parametrize("file", systems.ALL, ids=lambda file: file.stem)
def test_three_systems_are_sound(file: Path) -> None:
    assert told({}, file) == []


@given(st.integers(10, 30))
def test_checkers_know_two_intervals(seconds: int) -> None:
    assert told({"failover.health.every": f"{seconds}s"}) == ([] if seconds in (10, 30) else ["health-interval"])


def test_the_interval_is_the_wrong_word(tmp_path: Path) -> None:
    change = (HEALTH, HEALTH.replace("10s", "20s"))
    assert seen(tmp_path, change) == [Seen("health-interval", "20s")]
    (one,) = findings(tmp_path, change)
    assert one.do == "Write `every: 10s` or `every: 30s`."


DEEP = ["/health/db", "/ready", "/health/deep", "/check-database", "/Health/Full", "/replication", "/readyz", "/deps"]
SHALLOW = ["/health", "/up", "/healthz", "/live", "/ping", "/already", "/adb", "/health/fully-booked", "/"]


@pytest.mark.parametrize(("path", "expected"), [(path, 1) for path in DEEP] + [(path, 0) for path in SHALLOW])
def test_a_health_check_asks_for_nothing_that_regions_share(path: str, expected: int) -> None:
    assert told({"failover.health.path": path}) == ["health-path-deep"] * expected
    assert told({"failover.health.path": path}, ONE_REGION) == [], "with one region, nothing is shared"


def test_traffic_has_left_before_it_returns() -> None:
    health = {"failover.health": {"path": "/health", "every": "30s", "failures": "10"}}
    assert told({**health, "failover.settle": "419s"}) == ["settle-too-short"]
    assert told({**health, "failover.settle": "420s"}) == []
    (one, _) = found({**health, "failover.settle": "1m"})
    assert one.what.startswith(
        "Traffic would return after 1m, and takes 7m to leave: 5m until a loss is noticed, 1m until"
    )


@given(st.sampled_from([10, 30]), st.integers(1, 10), st.integers(60, 900))
def test_the_time_to_leave_is_a_sum(every: int, failures: int, settle: int) -> None:
    health = {"path": "/health", "every": f"{every}s", "failures": str(failures)}
    changes = {"failover.health": health, "failover.settle": f"{settle}s"}
    assert told(changes) == ([] if settle >= every * failures + 60 + 60 else ["settle-too-short"])


def test_with_one_region_nothing_returns() -> None:
    assert told({"failover.settle": "1m"}, ONE_REGION) == []


def test_somebody_needs_time_to_decide(tmp_path: Path) -> None:
    assert told({"failover.decide": "0s"}) == ["decide-none"]
    assert told({"failover.decide": "1s"}) == []
    assert told({"failover.decide": "0s"}, ONE_REGION) == [], "nothing is there to be promoted"
    line = "  decide: 10m                 # a person's time to decide on a promotion; counts in rto"
    assert Seen("decide-none", "0s") in seen(tmp_path, (line, "  decide: 0s"))


ONLY_RECOVERY = {"regions.eu-north-1": {"place": "Stockholm", "jurisdiction": "EU", "role": "recovery"}}


def test_one_home_with_a_region_to_recover_in_is_promoted_too() -> None:
    assert told({**ONLY_RECOVERY, "failover.decide": "0s"}, ONE_REGION) == ["decide-none"]
    joining = {"regions.eu-north-1.state": "joining", "failover.decide": "0s"}
    assert told(joining, ONE_REGION) == [], "it isn't ready yet"
    nowhere = {"regions.eu-north-1": GONE, "regions.eu-central-1.recovery": "none", "failover.decide": "0s"}
    assert told(nowhere, ONE_REGION) == []


def test_homes_that_answer_take_over_for_each_other() -> None:
    recovery = {f"regions.{home}.recovery": "none" for home in ("eu-west-1", "us-east-1")}
    gone = {f"regions.{region}": GONE for region in ("eu-central-1", "us-west-2")}
    changes = {**recovery, **gone, "release.state": "eu-west-1", "failover.decide": "0s"}
    assert told(changes) == ["decide-none"]
    alone = {f"regions.{home}.state": "planned" for home in ("us-east-1", "ap-southeast-1")}
    assert told({**changes, **alone}) == []


def test_a_loss_that_was_never_practised_is_a_note() -> None:
    (one,) = found({})
    assert (one.code, dotted(one.path)) == (failover.REHEARSAL_NONE, "failover.rehearsal.last")
    assert found({}, ONE_REGION) == [], "there is nothing to practise with"
    assert found({}, THREE_LAWS) == []


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("2026-08-23", ["rehearsal-overdue"]),
        ("2026-08-24", []),
        ("2026-11-22", []),
        ("2026-11-23", []),
        ("2026-11-24", ["rehearsal-future"]),
        ("9999-12-31", ["rehearsal-future"]),
        ("0001-01-01", ["rehearsal-overdue"]),
    ],
)
def test_a_rehearsal_has_its_day(last: str, expected: list[str]) -> None:
    assert told({"failover.rehearsal.last": last}) == expected


@given(st.dates(), st.dates(), st.integers(1, 730))
def test_a_rehearsal_is_overdue_after_the_declared_time(last: date, as_of: date, every: int) -> None:
    changes = {"failover.rehearsal": {"every": f"{every}d", "last": last.isoformat()}}
    age = (as_of - last).days
    expected = ["rehearsal-future"] if age < -1 else ["rehearsal-overdue"] if age > every else []
    assert told(changes, as_of=as_of) == expected


def test_how_long_ago_is_said() -> None:
    last = AS_OF - timedelta(days=200)
    (one,) = found({"failover.rehearsal.last": last.isoformat()})
    assert "200 days ago" in one.what
    assert "`every: 90d`" in one.what
    assert Duration.parse("90d").milliseconds == 90 * 86_400_000


NO_KEY = [
    ("a failback by itself (F10)", "failback: automatic"),
    ("an orchestrator, and where it is (F1)", "orchestrator: us-east-1"),
    ("steps of the way out (F1)", "steps: [change_dns]"),
    ("a control plane on the way (F1, F14)", "control_plane: us-east-1"),
    ("the recovery of a control plane as a way out (F13)", "accelerated_recovery: true"),
    ("a health check of the CDN (F6)", "checks: cdn.atlas-crm.com"),
]


@pytest.mark.parametrize(("case", "line"), NO_KEY, ids=[case[0] for case in NO_KEY])
def test_what_has_no_key(case: str, line: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (HEALTH, f"{HEALTH}\n  {line}")) == [Seen("key-unknown", line.split(":")[0])]


CDN = "https://cdn.atlas-crm.com/health"
NO_WORD = [
    ("a machine that promotes (F10)", "promote: 15m", "promote: automatic", Seen("unit-wrong", "automatic")),
    ("a machine that decides (F10)", "decide: 10m", "decide: automatic", Seen("unit-wrong", "automatic")),
    ("no time before traffic returns (F10)", "settle: 10m", "settle: none", Seen("unit-wrong", "none")),
    ("a health check of an address (F6)", "{ path: /health,", f"{{ path: {CDN},", Seen("text-wrong", CDN)),
    ("a region without a health check (F3)", HEALTH, "  health: none", Seen("shape-wrong", "none")),
]


@pytest.mark.parametrize(("case", "old", "new", "expected"), NO_WORD, ids=[case[0] for case in NO_WORD])
def test_what_has_no_word(case: str, old: str, new: str, expected: Seen, tmp_path: Path) -> None:
    assert seen(tmp_path, (old, new)) == [expected]


def test_it_is_said_once_for_all_environments(tmp_path: Path) -> None:
    said = [one for one in checked(tmp_path, TEXT).diagnostics if one.code is failover.REHEARSAL_NONE]
    assert [one.environment for one in said] == [None]
