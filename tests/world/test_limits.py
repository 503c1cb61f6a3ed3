from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.world.limits import ANY, Case, NameLimit, Scope, Unit, check_name, name_limit, name_limits, parse_limits
from compiler.world.reading import FactsError, Record, read
from compiler.world.regions import region_ids
from compiler.world.sources import Confidence

EXPECTED = """
alb backup-vault budget cloudwatch-alarm cloudwatch-dashboard ecs-cluster ecs-family ecs-service
elasticache-replication-group iam-role kms-alias lambda-function log-group postgres-identifier postgres-slot
rds-instance s3-bucket secret sns-topic target-group
"""


def entry(**change: object) -> dict[str, dict[str, object]]:
    good = {
        "thing": "a thing",
        "min": 1,
        "max": 3,
        "unit": "characters",
        "allowed": ["a-z"],
        "case": "kept",
        "unique": {"within": "account"},
        "source": "a book",
        "as_of": "2026",
        "confidence": "low",
    }
    return {"thing": good | change}


def test_every_kind_of_name_that_atlas_makes_has_its_limit() -> None:
    assert [limit.id for limit in name_limits()] == EXPECTED.split()


@pytest.mark.parametrize("limit", name_limits(), ids=lambda limit: limit.id)
def test_every_limit_is_typed_and_has_source_and_date(limit: NameLimit) -> None:
    assert isinstance(limit.unit, Unit)
    assert isinstance(limit.case, Case)
    assert isinstance(limit.unique_within, Scope)
    assert isinstance(limit.confidence, Confidence)
    assert limit.source
    assert limit.as_of.startswith("20")
    assert limit.thing.startswith(("a ", "an "))


FITS = [
    ("alb", "atlas-crm-production-alb-euw1"),
    ("rds-instance", "atlas-crm-production-ap-southeast-1"),
    ("elasticache-replication-group", "atlas-crm-production-redis-apse1"),
    ("s3-bucket", "atlas-crm-production-documents-eu-west-1"),
    ("iam-role", "atlas-crm-production-task-ap-southeast-1"),
    ("cloudwatch-dashboard", "atlas-crm-production-ap-southeast-1"),
    ("cloudwatch-alarm", "Région perdue: 100 %"),
    ("log-group", "/atlas-crm/production/api"),
    ("secret", "atlas-crm/production/database"),
    ("kms-alias", "alias/atlas-crm-production-main"),
    ("budget", "atlas-crm production, all regions"),
    ("postgres-identifier", "App User"),
    ("postgres-slot", "atlas_ap_southeast_1"),
    *((limit.id, "a" * limit.max) for limit in name_limits() if limit.id not in ("kms-alias", "postgres-slot")),
]


@pytest.mark.parametrize(("limit", "text"), FITS)
def test_a_name_within_its_limit_fits(limit: str, text: str) -> None:
    assert check_name(name_limit(limit), text) is None


@pytest.mark.parametrize(
    ("limit", "text", "reason"),
    [
        ("alb", "atlas-crm-production-alb-ap-southeast-1", "39 characters, at most 32"),
        ("alb", "atlas-crm-production-ap-southeast-1", "35 characters, at most 32"),
        ("target-group", "a" * 33, "33 characters, at most 32"),
        ("elasticache-replication-group", "atlas-crm-production-redis-ap-southeast-1", "41 characters, at most 40"),
        ("alb", "", "0 characters, at least 1"),
        ("s3-bucket", "ab", "2 characters, at least 3"),
        ("backup-vault", "a", "1 character, at least 2"),
        ("postgres-identifier", "é" * 32, "64 bytes, at most 63"),
        ("alb", "atlas_crm", "`_` isn't allowed"),
        ("alb", "-atlas", "begins with `-`"),
        ("alb", "atlas-", "ends with `-`"),
        ("alb", "internal-atlas", "begins with `internal-`"),
        ("rds-instance", "1atlas", "begins with `1`"),
        ("rds-instance", "atlas--crm", "two hyphens in a row"),
        ("rds-instance", "Atlas", "has capital letters"),
        ("elasticache-replication-group", "atlas-", "ends with `-`"),
        ("s3-bucket", "Atlas", "`A` isn't allowed"),
        ("s3-bucket", "192.168.5.4", "IP address"),
        ("s3-bucket", "atlas-s3alias", "ends with `-s3alias`"),
        ("iam-role", "atlas/role", "`/` isn't allowed"),
        ("iam-role", "a" * 65, "65 characters, at most 64"),
        ("lambda-function", "a" * 65, "65 characters, at most 64"),
        ("cloudwatch-alarm", "lag\tabove", "`U+0009` isn't allowed"),
        ("cloudwatch-alarm", "lag\x7f", "`U+007F` isn't allowed"),
        ("log-group", "aws/atlas", "begins with `aws/`"),
        ("secret", "atlas-abc123", "hyphen and six characters"),
        ("kms-alias", "atlas", "doesn't begin with `alias/`"),
        ("kms-alias", "alias/aws/rds", "begins with `alias/aws/`"),
        ("budget", "atlas:crm", "colon or a backslash"),
        ("postgres-slot", "atlas_eu-west-1", "`-` isn't allowed"),
        ("postgres-slot", "Atlas", "`A` isn't allowed"),
        ("postgres-slot", "atlas\n", "`U+000A` isn't allowed"),
    ],
)
def test_a_name_beyond_its_limit_is_told_why(limit: str, text: str, reason: str) -> None:
    found = check_name(name_limit(limit), text)
    assert found is not None
    assert reason in found
    assert found.endswith(".")
    assert "\n" not in found


def test_the_reason_is_one_sentence() -> None:
    assert check_name(name_limit("alb"), "atlas-crm-production-alb-ap-southeast-1") == (
        "`atlas-crm-production-alb-ap-southeast-1` can't be the name of a load balancer (ALB): "
        "it has 39 characters, at most 32 are allowed."
    )


@pytest.mark.parametrize("region_id", region_ids())
def test_a_region_id_with_underscores_fits_a_slot(region_id: str) -> None:
    assert check_name(name_limit("postgres-slot"), f"atlas_{region_id.replace('-', '_')}") is None


@given(st.sampled_from(name_limits()), st.text(max_size=80))
def test_a_name_that_fits_keeps_every_bound(limit: NameLimit, text: str) -> None:
    if check_name(limit, text) is None:
        size = len(text.encode()) if limit.unit is Unit.BYTES else len(text)
        assert limit.min <= size <= limit.max
        assert limit.allowed == ANY or all(any(i[0] <= c <= i[-1] for i in limit.allowed) for c in text)


def test_an_unknown_limit_is_an_error() -> None:
    with pytest.raises(FactsError, match="no limit `nlb`"):
        name_limit("nlb")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"max": 0}, "allows no name at all", id="a maximum below the minimum"),
        pytest.param({"allowed": []}, "allows no name at all", id="no character"),
        pytest.param({"allowed": ["letters"]}, "characters and ranges such as a-z", id="a word for a character"),
        pytest.param({"unit": "inches"}, "`thing.unit` should be one of", id="no unit"),
        pytest.param({"unique": {"within": "world"}}, "`thing.unique.within` should be one of", id="no scope"),
        pytest.param({"never": [{"found": "(", "means": "x"}]}, "isn't a regular expression", id="a broken pattern"),
        pytest.param({"never": [{"found": "x"}]}, "`thing.never.0.means` is missing", id="a pattern without words"),
        pytest.param({"maximum": 4}, "`thing.maximum` isn't a fact", id="a mistyped key"),
        pytest.param({"source": ""}, "`thing.source` is empty", id="no source"),
    ],
)
def test_a_bad_file_is_told_what_is_wrong(change: dict[str, object], says: str) -> None:
    with pytest.raises(FactsError, match=says):
        parse_limits(Record(Path("limits.yaml"), entry(**change)))


def test_a_good_file_gives_typed_limits(tmp_path: Path) -> None:
    (tmp_path / "limits.yaml").write_text(
        "x: {thing: an x, min: 1, max: 3, unit: bytes, allowed: [a-z], last: [z], case: lowered, as_of: 2026-05-20,"
        " unique: {within: database, source: a test}, source: a book, confidence: high}"
    )
    (limit,) = parse_limits(read(tmp_path / "limits.yaml"))
    assert (limit.first, limit.last, limit.as_of) == (("a-z",), ("z",), "2026-05-20")
    assert (limit.unique_within, limit.unique_source) == (Scope.DATABASE, "a test")
