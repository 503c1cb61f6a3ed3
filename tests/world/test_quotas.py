import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.units import Cpu, Size
from compiler.world.quotas import (
    FILE,
    Quota,
    allowed,
    fargate_cpus,
    fargate_memory,
    parse_quota,
    quota,
    quota_ids,
    quota_or_none,
)
from compiler.world.reading import FactsError, Record
from compiler.world.regions import region_ids
from compiler.world.sources import Confidence, Table, parse_table

MOST = """
alb.albs_per_region 50, alb.certificates_per_alb 25, alb.condition_values_per_rule 5, alb.healthcheck_interval 300,
alb.healthcheck_timeout 120, alb.healthy_threshold 10, alb.listeners_per_alb 50, alb.rules_per_alb 100,
alb.target_groups_per_action 5, alb.target_groups_per_alb 100, alb.targets_per_alb 1000,
aurora.global_secondary_regions 5, budgets.count 20000, cloudflare.business.cache_rules 50,
cloudflare.enterprise.cache_rules 300, cloudflare.free.cache_rules 10, cloudflare.pro.bulk_redirect_rules 15,
cloudflare.pro.cache_analytics_days 7, cloudflare.pro.cache_rules 25, cloudflare.pro.config_rules 25,
cloudflare.pro.custom_errors 25, cloudflare.pro.custom_lists 10, cloudflare.pro.dns_records_per_zone 3500,
cloudflare.pro.max_upload 100, cloudflare.pro.origin_rules 25, cloudflare.pro.page_rules 20,
cloudflare.pro.rate_limiting_rules 2, cloudflare.pro.single_redirects 25, cloudflare.pro.snippets 25,
cloudflare.pro.transform_rules 25, cloudflare.pro.user_agent_rules 50, cloudflare.pro.waf_custom_rules 20,
cloudflare.pro.waf_custom_rulesets_zone 2, cloudflare.pro.zone_lockdown_rules 3, cloudwatch.alarm_actions 5,
cloudwatch.alarm_evaluation_max 86400, cloudwatch.alarm_math_metrics 10, cloudwatch.dashboard_metrics 2500,
cloudwatch.dashboard_metrics_per_widget 500, cloudwatch.dashboard_widgets 500, cloudwatch.dimensions_per_metric 30,
fargate.launch_burst 100, fargate.launch_rate 20, fargate.on_demand_vcpu 6, kms.rotation_period 2560,
logs.event_size 1, logs.subscription_filters 2, rds.backup_retention 35, rds.instances_per_region 40,
rds.pitr_log_upload 5, route53.calculated_children 255, route53.health_checks 200,
route53.healthcheck.failure_threshold 10, route53.healthcheck.http_connect 4, route53.healthcheck.http_status 2,
route53.healthcheck.region_count 8, route53.healthcheck.string_body 2, route53.healthcheck.string_bytes 5120,
route53.healthcheck.tcp_connect 10, route53.hosted_zones 500, route53.records_per_zone 10000,
route53.same_name_geo_latency_weighted 100, route53.same_name_geoproximity 30, route53.ttl_recommended_failover 60,
route53.values_per_record 400, sns.email_tps 10, vpc.peering_active_per_vpc 50
"""
"""Every quota with a highest number, as it was copied apart from the file."""

QUOTAS = tuple(map(quota, quota_ids()))
GOOD = {"most": 5, "unit": "things", "source": ["book"], "as_of": "2026", "confidence": "low"}
UNKNOWN = ["cloudwatch.dashboard_body_size", "rds.max_replication_slots_default"]


def table(row: object) -> Table:
    return parse_table(Record(Path("q.json"), {"sources": {"book": "A book"}, "quotas": {"x": row}}), "quotas")


def test_every_highest_number_is_as_documented() -> None:
    assert {one.id: one.most for one in QUOTAS if one.greatest is not None} == {
        name: int(number) for name, number in (pair.split() for pair in MOST.split(","))
    }


@pytest.mark.parametrize("one", QUOTAS, ids=lambda one: one.id)
def test_every_quota_is_typed_and_has_source_and_date(one: Quota) -> None:
    assert one.source
    assert one.as_of.startswith("20")
    assert isinstance(one.confidence, Confidence)
    assert one.unit or one.words
    assert one.note is None or one.note.endswith(".")
    assert one.confidence is Confidence.LOW or one.known


def test_what_nobody_documents_is_unknown() -> None:
    assert [one.id for one in QUOTAS if not one.known] == UNKNOWN
    for name in UNKNOWN:
        assert quota_or_none(name) is None
        with pytest.raises(FactsError, match="has no highest number"):
            quota(name).most  # noqa: B018
        with pytest.raises(FactsError, match="isn't a quota of numbers"):
            quota(name).admits(1)


def test_what_atlas_has_no_fact_of_is_unknown_where_it_may_be() -> None:
    assert quota_or_none("cloudflare.business.waf_custom_rules") is None
    with pytest.raises(FactsError, match=r"no quota `cloudflare.business.waf_custom_rules`"):
        quota("cloudflare.business.waf_custom_rules")


@pytest.mark.parametrize(
    ("name", "fits", "too_much"),
    [
        ("logs.retention_days", [1, 7, 14, 30, 365, 3653], [0, 2, 10, 31, 366, 4000]),
        ("cloudwatch.alarm_period", [10, 20, 30, 60, 120, 86400], [0, 1, 15, 45, 90]),
        ("route53.healthcheck.request_interval", [10, 30], [0, 5, 20, 60]),
        ("route53.healthcheck.failure_threshold", [1, 3, 10], [0, 11]),
        ("kms.rotation_period", [90, 365, 2560], [0, 89, 2561]),
        ("rds.backup_retention", [0, 1, 35], [36, -1]),
        ("vpc.peering_active_per_vpc", [0, 50], [51]),
        ("cloudflare.pro.min_edge_cache_ttl", [3600, 10**9], [0, 3599]),
        ("cloudflare.free.min_edge_cache_ttl", [7200], [7199]),
        ("cloudflare.business.min_edge_cache_ttl", [1], [0]),
        ("cloudflare.enterprise.min_edge_cache_ttl", [1], [0]),
        ("alb.metric_interval", [60], [10, 120]),
        ("elb.dns_ttl", [60], [59, 61]),
    ],
)
def test_a_number_is_admitted_or_not(name: str, fits: list[int], too_much: list[int]) -> None:
    assert [number for number in fits if not quota(name).admits(number)] == []
    assert [number for number in too_much if quota(name).admits(number)] == []


@given(st.sampled_from([one for one in QUOTAS if one.greatest is not None]), st.integers(-5, 100_000))
def test_what_is_admitted_lies_between_the_bounds(one: Quota, number: int) -> None:
    assert one.admits(number) == ((one.least or 0) <= number <= one.most)


def test_allowed_numbers_are_listed_and_only_those() -> None:
    assert allowed("logs.retention_days")[:5] == (1, 3, 5, 7, 14)
    assert len(allowed("logs.retention_days")) == 22
    with pytest.raises(FactsError, match=r"`kms.rotation_period` lists no numbers"):
        allowed("kms.rotation_period")


def test_checks_are_made_from_regions_that_atlas_knows() -> None:
    found = quota("route53.healthcheck.regions").names
    assert set(found) < set(region_ids())
    assert quota("route53.healthcheck.region_count").most == len(found)


def test_a_task_has_the_memory_that_goes_with_its_power() -> None:
    assert [str(cpu) for cpu in fargate_cpus()] == [f"{n} vCPU" for n in ("0.25", "0.5", "1", "2", "4", "8", "16")]
    sizes = {cpu.units: [str(size) for size in fargate_memory(cpu)] for cpu in fargate_cpus()}
    assert sizes[256] == ["512MB", "1GB", "2GB"]
    assert sizes[2048] == [f"{gb}GB" for gb in range(4, 17)]
    assert (sizes[8192][0], sizes[8192][1], sizes[8192][-1]) == ("16GB", "20GB", "60GB")
    assert (sizes[16384][0], sizes[16384][1], sizes[16384][-1]) == ("32GB", "40GB", "120GB")
    assert fargate_memory(Cpu(1536)) == ()


def test_the_least_memory_is_two_gigabytes_for_each_cpu() -> None:
    for cpu in fargate_cpus():
        assert fargate_memory(cpu)[0] == Size(int(Decimal(cpu.units) / 1024 * 2 * 1024**3))


def test_no_row_is_written_twice_and_all_are_sorted() -> None:
    def once(items: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(items)) == len(items), items
        return dict(items)

    data = json.loads(FILE.read_text(encoding="utf-8"), object_pairs_hook=once)
    assert list(data["quotas"]) == sorted(data["quotas"]) == list(quota_ids())
    cited = {name for row in data["quotas"].values() for name in row["source"]}
    assert cited == set(data["sources"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"most": None}, "`x.most` should be a whole number", id="an empty number"),
        pytest.param({"most": "5"}, "`x.most` should be a whole number, not '5'", id="a text for a number"),
        pytest.param({"least": 6}, "`x` allows nothing at all", id="bounds the wrong way round"),
        pytest.param({"default": 6}, "`x` allows nothing at all, or not its own default", id="a default above"),
        pytest.param({"allowed": [3, 1]}, "each more than the one before", id="numbers out of order"),
        pytest.param({"allowed": [True]}, "should hold whole numbers", id="true for a number"),
        pytest.param({"unknown": True}, "`x` should either say something or be `unknown`", id="known and unknown"),
        pytest.param({"source": ["blog"]}, "`x.source` should name sources of this file, not", id="no such source"),
        pytest.param({"source": []}, "`x.source` should name sources", id="no source"),
        pytest.param({"as_of": "n/d"}, "`x.as_of` should be a date", id="no date"),
        pytest.param({"confidence": "so so"}, "`x.confidence` should be one of", id="no confidence"),
        pytest.param({"adjustable": "yes"}, "`x.adjustable` should be true or false", id="a word for a flag"),
        pytest.param({"maximum": 4}, "`x.maximum` isn't a fact", id="a mistyped key"),
    ],
)
def test_a_bad_row_is_told_what_is_wrong(change: dict[str, object], says: str) -> None:
    good = {"most": 5, "unit": "things", "source": ["book"], "as_of": "2026", "confidence": "low"}
    table = parse_table(
        Record(Path("q.json"), {"sources": {"book": "A book"}, "quotas": {"x": good | change}}), "quotas"
    )
    with pytest.raises(FactsError, match=says):
        parse_quota("x", table)


def test_a_row_that_says_nothing_is_refused() -> None:
    row = {"unit": "things", "source": ["book"], "as_of": "2026", "confidence": "low"}
    table = parse_table(
        Record(Path("q.json"), {"sources": {"book": "A book"}, "quotas": {"x": row, "y": [1]}}), "quotas"
    )
    with pytest.raises(FactsError, match="`x` should either say something or be `unknown`"):
        parse_quota("x", table)
    with pytest.raises(FactsError, match="`y` should be a mapping"):
        parse_quota("y", table)


def test_a_number_without_a_unit_is_refused() -> None:
    row = {"most": 5, "source": ["book"], "as_of": "2026", "confidence": "low"}
    table = parse_table(Record(Path("q.json"), {"sources": {"book": "A book"}, "quotas": {"x": row}}), "quotas")
    with pytest.raises(FactsError, match=r"`x.unit` is missing: a number means nothing without it"):
        parse_quota("x", table)
