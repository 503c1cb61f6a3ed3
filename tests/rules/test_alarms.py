"""Alarms: whether they can be made, ring in time, and reach somebody who is awake; and how long logs are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import systems
from hypothesis import given
from hypothesis import strategies as st
from shipped import AS_OF, TEXT, Seen, checked, findings, seen
from systems import GONE, ONE_REGION, SHIPPED, THREE_LAWS

from compiler.diagnostic import Diagnostic, Severity, dotted
from compiler.rules import alarms
from compiler.rules.rule import Context

CONTEXT = Context(AS_OF, {})
OBSERVED = "observability"
RETENTION = (1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653)


def found(changes: Mapping[str, Any], of: Path = SHIPPED, environment: str = "production") -> list[Diagnostic]:
    return list(alarms.check(systems.model(changes, of=of, environment=environment), CONTEXT))


def told(changes: Mapping[str, Any], of: Path = SHIPPED) -> list[tuple[str, str]]:
    return [(one.code.id, dotted(one.path).removeprefix(f"{OBSERVED}.")) for one in found(changes, of)]


@pytest.mark.parametrize("file", systems.ALL, ids=lambda file: file.stem)
def test_three_systems_have_nothing_but_notes(file: Path) -> None:
    assert {one.code.severity for one in found({}, file)} <= {Severity.NOTE}


class TestLogs:
    @given(st.integers(1, 3650))
    def test_cloudwatch_knows_fixed_times(self, days: int) -> None:
        expected = [] if days in RETENTION else [("logs-keep-impossible", "logs.keep")]
        assert told({"observability.logs.keep": f"{days}d"}) == expected

    @pytest.mark.parametrize(
        ("keep", "do"),
        [
            ("45d", "Write `keep: 30d` or `keep: 60d`."),
            ("2y", "Write `keep: 545d` or `keep: 731d`."),
            ("5y", "Write `keep: 1096d` or `keep: 1827d`."),
            ("10y", "Write `keep: 3288d`."),
            ("36h", "Write `keep: 1d` or `keep: 3d`."),
        ],
    )
    def test_the_nearest_are_offered_that_can_be_written(self, keep: str, do: str) -> None:
        (one,) = found({"observability.logs.keep": keep})
        assert one.do == do

    @pytest.mark.parametrize("keep", ["7d", "14d", "30d", "1y", "24h"])
    def test_what_the_product_promises_can_be(self, keep: str) -> None:
        assert told({"observability.logs.keep": keep}) == []

    def test_each_environment_by_its_own_word(self, tmp_path: Path) -> None:
        node = "      cache.main.nodes: 1\n"
        change = (node, f"{node}      observability.logs.keep: 10d\n")
        assert seen(tmp_path, change) == [Seen("logs-keep-impossible", "10d", "staging")]
        (one,) = findings(tmp_path, change)
        assert one.do == "Write `observability.logs.keep: 7d` or `observability.logs.keep: 14d`."


def period(alarm: str, for_: str, probe: str = "10s") -> list[tuple[str, str]]:
    changes = {f"observability.alarms.{alarm}.for": for_, "observability.probe": probe}
    wide = {"objectives.global.region_lost.rpo": "1d", "objectives.regional.region_lost.rpo": "1d"}
    zones = {f"objectives.{name}.zone_lost.rto": "1d" for name in ("global", "regional")}
    return told({**changes, **wide, **zones, "replication.longest_cut": "7d"})


class TestPeriods:
    @given(st.integers(10, 86_400))
    def test_errors_are_counted_once_a_minute(self, seconds: int) -> None:
        expected = [] if seconds % 60 == 0 else [("alarm-period-impossible", "alarms.errors_5xx.for")]
        assert period("errors_5xx", f"{seconds}s") == expected

    @given(
        st.sampled_from(["replication_lag", "cross_region_latency"]),
        st.integers(10, 600),
        st.sampled_from([1, 10, 25, 45, 90]),
    )
    def test_what_probes_measure_is_looked_at_in_periods(self, alarm: str, seconds: int, probe: int) -> None:
        possible = [one for one in (10, 20, 30, *range(60, 601, 60)) if one >= probe and seconds % one == 0]
        of_it = [code for code, path in period(alarm, f"{seconds}s", f"{probe}s") if path == f"alarms.{alarm}.for"]
        assert of_it == ([] if possible else ["alarm-period-impossible"])

    @pytest.mark.parametrize(
        ("alarm", "for_", "probe", "do"),
        [
            ("errors_5xx", "90s", "10s", "Write `for: 1m` or `for: 2m`."),
            ("errors_5xx", "10s", "10s", "Write `for: 1m`."),
            ("replication_lag", "15s", "10s", "Write `for: 10s` or `for: 20s`."),
            ("replication_lag", "10500ms", "10s", "Write `for: 10s` or `for: 20s`."),
            ("replication_lag", "30s", "1m", "Write `for: 1m`."),
            ("cross_region_latency", "70s", "25s", "Write `for: 1m` or `for: 90s`."),
            ("cross_region_latency", "86399s", "1s", "Write `for: 86390s` or `for: 1d`."),
        ],
    )
    def test_the_nearest_that_are_possible_are_offered(self, alarm: str, for_: str, probe: str, do: str) -> None:
        changes = {f"observability.alarms.{alarm}.for": for_, "observability.probe": probe}
        one = next(one for one in found(changes) if one.code is alarms.ALARM_PERIOD)
        assert one.do == do

    @pytest.mark.parametrize(("for_", "probe"), [("50s", "10s"), ("30s", "30s"), ("90s", "30s"), ("5m", "5m")])
    def test_a_period_may_be_as_short_as_the_time_between_two_values(self, for_: str, probe: str) -> None:
        assert ("alarm-period-impossible", "alarms.replication_lag.for") not in period("replication_lag", for_, probe)

    def test_what_is_measured_and_how_often_is_said(self) -> None:
        (one,) = found({"observability.alarms.replication_lag.for": "15s"})
        assert one.what.startswith("No alarm can look at 15s: probes measure it every 10s, and CloudWatch looks at ")

    def test_alarms_that_arent_there_have_no_period(self) -> None:
        assert told({"observability.alarms.cross_region_latency": GONE}) == []
        assert told({"observability.probe": "5m"}, ONE_REGION) == [("alarm-after-promise", "alarms.errors_5xx.for")]


class TestLag:
    WIDE: Mapping[str, Any] = {f"objectives.{name}.region_lost.rpo": "1d" for name in ("global", "regional")}

    @pytest.mark.parametrize(
        ("above", "for_", "cut", "expected"),
        [
            ("10s", "40s", "1m", ["alarms.replication_lag.for"]),
            ("10s", "30s", "1m", []),
            ("40s", "10s", "1m", ["alarms.replication_lag.above"]),
            ("30s", "30s", "1m", ["alarms.replication_lag.above"]),
            ("10s", "2h", "2h", ["alarms.replication_lag.for"]),
        ],
    )
    def test_it_rings_before_the_copy_is_lost(self, above: str, for_: str, cut: str, expected: list[str]) -> None:
        lag = {"observability.alarms.replication_lag": {"above": above, "for": for_, "notify": "ops"}}
        assert told({**self.WIDE, **lag, "replication.longest_cut": cut}) == [
            ("alarm-too-slow", path) for path in expected
        ]

    def test_a_promise_that_is_broken_by_it_is_found_there(self) -> None:
        slow = {"observability.alarms.replication_lag.for": "2h", "replication.longest_cut": "2h"}
        assert told(slow) == []
        assert told({**slow, **self.WIDE}) == [("alarm-too-slow", "alarms.replication_lag.for")]
        kept = {f"objectives.{name}.region_lost.rpo": "7220s" for name in ("global", "regional")}
        assert told({**slow, **kept}) == [("alarm-too-slow", "alarms.replication_lag.for")]
        nothing = {f"objectives.{name}.region_lost": "none" for name in ("global", "regional")}
        assert told({**slow, **nothing}) == [("alarm-too-slow", "alarms.replication_lag.for")]

    def test_it_isnt_judged_where_nothing_is_replicated(self) -> None:
        lag = {"observability.alarms.replication_lag": {"above": "1h", "for": "1d", "notify": "owner"}}
        assert ("alarm-too-slow", "alarms.replication_lag.for") not in told(lag, ONE_REGION)


class TestZone:
    def test_errors_are_heard_of_before_the_promise_is_broken(self) -> None:
        assert told({"observability.alarms.errors_5xx.for": "6m"}) == [("alarm-after-promise", "alarms.errors_5xx.for")]
        assert told({"observability.alarms.errors_5xx.for": "5m"}) == []
        (one,) = found({}, ONE_REGION)
        assert one.what == (
            "Errors are told of after 10m, and a lost zone is promised to be survived within 5m: nobody hears of it "
            "before the promise is broken."
        )

    def test_the_shortest_promise_counts(self) -> None:
        longer = {"observability.alarms.errors_5xx.for": "6m", "objectives.global.zone_lost.rto": "10m"}
        assert told(longer) == [("alarm-after-promise", "alarms.errors_5xx.for")]
        assert told({**longer, "objectives.regional.zone_lost": "none"}) == []
        assert told({**longer, "objectives.regional.zone_lost": "none", "objectives.global.zone_lost": "none"}) == []


BY_MAIL = {"observability.alarms.region_down.notify": "ops"}


class TestContacts:
    def test_a_person_who_decides_is_woken_up(self) -> None:
        assert told(BY_MAIL) == [("alarm-by-mail", "alarms.region_down.notify")]
        assert told({"contacts.ops": "pagerduty", **BY_MAIL}) == []
        assert told({"contacts.oncall": "oncall@atlas-crm.com"}) == [("alarm-by-mail", "alarms.region_down.notify")]

    def test_where_nobody_has_to_decide_mail_will_do(self) -> None:
        nothing = {f"objectives.{name}.region_lost": "none" for name in ("global", "regional")}
        assert told({**BY_MAIL, **nothing}) == []
        quiet = {
            "observability.alarms.region_down.notify": "owner",
            "objectives.regional.region_lost": {"rto": "1d", "rpo": "1d"},
        }
        assert ("alarm-by-mail", "alarms.region_down.notify") in told(quiet, ONE_REGION)
        alone = {**quiet, "regions.eu-north-1": GONE, "regions.eu-central-1.recovery": "none"}
        assert ("alarm-by-mail", "alarms.region_down.notify") not in told(alone, ONE_REGION)

    def test_what_any_home_may_write_needs_no_decision(self) -> None:
        promised = {f"objectives.{name}.region_lost": "none" for name in ("books", "directory", "global", "regional")}
        mail = {"observability.alarms.region_down.notify": "ops"}
        assert told({**mail, **promised}, THREE_LAWS) == [], "only rows that are written anywhere are promised"
        del promised["objectives.directory.region_lost"]
        assert told({**mail, **promised}, THREE_LAWS) == [("alarm-by-mail", "alarms.region_down.notify")]

    def test_homes_without_a_region_to_recover_in_still_have_a_successor(self) -> None:
        gone = {f"regions.{region}": GONE for region in ("eu-central-1", "us-west-2")}
        none = {f"regions.{home}.recovery": "none" for home in ("eu-west-1", "us-east-1")}
        assert told({**BY_MAIL, **gone, **none, "release.state": "eu-west-1"}) == [
            ("alarm-by-mail", "alarms.region_down.notify")
        ]

    def test_staging_only_reports_it(self, tmp_path: Path) -> None:
        said = [one for one in checked(tmp_path, TEXT).diagnostics if one.code.id == "alarm-by-mail"]
        assert [(one.environment, one.code.severity) for one in said] == [("staging", Severity.NOTE)]

    def test_it_can_be_acknowledged(self, tmp_path: Path) -> None:
        entry = (
            "\nacknowledge:\n  - code: alarm-by-mail\n    path: observability.alarms.region_down.notify\n"
            "    reason: The night shift reads it.\n    owner: ops\n    expires: 2027-05-31\n"
        )
        text = TEXT.replace("region_down:     { notify: oncall }", "region_down:     { notify: ops }")
        found = checked(tmp_path, text.replace("\nacknowledge:\n", entry))
        assert "alarm-by-mail" in {one.code.id for one in found.acknowledged}
        assert {one.code.severity for one in found.diagnostics} == {Severity.NOTE}


NO_KEY = [
    ("the region of an alarm (I7, I8)", "region_down:     { notify: oncall", "region: us-east-1"),
    ("what missing data means (I8)", "region_down:     { notify: oncall", "missing: good"),
    ("the text of a message", "region_down:     { notify: oncall", "message: hello"),
    ("no receiver", "others:          { notify: ops", "silent: true"),
]


@pytest.mark.parametrize(("case", "row", "key"), NO_KEY, ids=[case[0] for case in NO_KEY])
def test_what_has_no_key(case: str, row: str, key: str, tmp_path: Path) -> None:
    """An alarm about a region is never in that region, is where its metric is, and carries nothing about a customer."""
    assert seen(tmp_path, (row, f"{row}, {key}")) == [Seen("key-unknown", key.split(":")[0])]
