import pytest
from report.lines import bad_lines

from compiler.report.facts.quotas import quota_text, quotas_text, said
from compiler.world.quotas import quota, quota_ids

RETENTION = """\
logs.retention_days

fact        value
allowed     1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096,
            1827, 2192, 2557, 2922, 3288 or 3653 days that a log group keeps
            events
source      botocore 1.43.11, the service's API model (2026-05)
as of       2026-05
confidence  high
note        Without a value they are kept for ever."""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("alb.albs_per_region", "at most 50 load balancers in a region (more on request)"),
        ("alb.target_groups_per_alb", "at most 100 target groups of a load balancer"),
        ("alb.healthcheck_interval", "5 to 300 seconds between two checks of a target (30 by default)"),
        ("cloudflare.pro.min_edge_cache_ttl", "at least 3600 seconds that the edge keeps a file, on the Pro plan"),
        (
            "cloudflare.business.min_edge_cache_ttl",
            "at least 1 second that the edge keeps a file, on the Business plan",
        ),
        ("logs.event_size", "at most 1 MB of a log event"),
        ("route53.healthcheck.request_interval", "10 or 30 seconds between two requests of a checker"),
        ("cloudwatch.alarm_period", "10, 20, 30 or multiples of 60 seconds of a period of an alarm"),
        ("elb.dns_ttl", "60 seconds that the address of a load balancer may be kept"),
        ("rds.max_wal_senders_default", "20 by default: WAL senders, on PostgreSQL 13 and newer"),
        ("rds.max_replication_slots_default", "unknown: replication slots"),
        ("cloudflare.min_tls_version", "1.0; 1.1; 1.2; 1.3: lowest TLS versions that a zone can be set to"),
        ("route53.change_propagation", "typically under 60 seconds, without a guarantee"),
    ],
)
def test_a_quota_is_said_in_words(name: str, words: str) -> None:
    assert said(quota(name)) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("logs.retention_days", "one of 22 numbers, 1 to 3653 days that a log group keeps events"),
        ("cloudflare.pro.not_available", "8 things that the Pro plan doesn't have"),
        ("route53.healthcheck.request_interval", "10 or 30 seconds between two requests of a checker"),
    ],
)
def test_a_long_list_is_counted_in_the_table(name: str, words: str) -> None:
    assert said(quota(name), most=6) == words


def test_one_quota_is_shown_with_its_source() -> None:
    assert quota_text(quota("logs.retention_days")) == RETENTION


def test_quotas_are_a_table_with_a_row_each() -> None:
    text = quotas_text([quota("alb.rules_per_alb"), quota("cloudwatch.dashboard_body_size")])
    assert text.startswith("2 quotas, facts as of 2023-06-15 to 2026-11\n\nquota ")
    assert "\ncloudwatch.dashboard_body_size  unknown: bytes of the body of a dashboard\n" in text
    assert text.endswith("\nWith source and date: atlas facts quotas alb.rules_per_alb")


def test_everything_fits_80_columns() -> None:
    quotas = [quota(quota_id) for quota_id in quota_ids()]
    assert bad_lines("\n".join((quotas_text(quotas), *map(quota_text, quotas))), 80) == []
