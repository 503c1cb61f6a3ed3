import json
from decimal import Decimal
from pathlib import Path

import pytest

from compiler.world.prices import FILE, Item, Price, item, item_ids, offered, parse_item, price
from compiler.world.reading import FactsError, Record
from compiler.world.regions import region_ids
from compiler.world.sources import Confidence, Table, parse_table

ITEMS = [item(item_id) for item_id in item_ids()]
PRICES = [each for one in ITEMS for each in one.prices]
UNPRICED = ["cloudflare.load_balancing"]

DOCUMENTED = """
fargate.x86.vcpu: us-east-1 0.04048, eu-west-1 0.04048, ap-southeast-1 0.05056
fargate.x86.gb: us-east-1 0.004445, eu-west-1 0.004445, ap-southeast-1 0.00553
rds.postgres.db.r6g.xlarge.multi_az: us-east-1 0.899, eu-west-1 1.007, ap-southeast-1 1.08, eu-central-1 1.097
rds.postgres.db.t4g.medium.single_az: us-east-1 0.065, eu-west-1 0.069, eu-central-1 0.074
rds.gp3.storage.multi_az: us-east-1 0.23, eu-west-1 0.254, ap-southeast-1 0.276
elasticache.cache.r6g.large.redis: us-east-1 0.206, eu-west-1 0.229, ap-southeast-1 0.247
alb.hour: us-east-1 0.0225, eu-west-1 0.0252, ap-southeast-1 0.0252
nat.hour: us-east-1 0.045, eu-west-1 0.048, ap-southeast-1 0.059
transfer.out.tier1: us-east-1 0.09, eu-west-1 0.09, ap-southeast-1 0.12
transfer.out.tier4: us-east-1 0.05, ap-southeast-1 0.08, ap-southeast-2 0.092
transfer.inter_region: us-east-1 0.02, eu-west-1 0.02, ap-southeast-1 0.09
s3.intelligent_tiering.deep_archive: us-east-1 0.00099
lambda.x86.gb_second: us-east-1 0.0000166667, ap-southeast-1 0.0000166667
dynamodb.read: eu-central-1 0.1525
cloudwatch.logs.ingest: us-east-1 0.5, eu-west-1 0.57, ap-southeast-1 0.7
waf.requests: ap-southeast-1 0.6
vpc.peering: eu-west-1 0, us-east-1 0
route53.query.latency: eu-west-1 0.6
cloudflare.pro: eu-west-1 25
cloudflare.argo.gb: us-east-1 0.1
"""
"""Some prices of each kind, as they were copied apart from the file."""


def table(**entry: object) -> Table:
    row = {"usd": 0.1, "source": ["book"], "as_of": "2026", "confidence": "low"} | entry
    items = {"x": {"service": "S", "unit": "hour", "prices": {"eu-west-1": row}}}
    return parse_table(Record(Path("p.json"), {"sources": {"book": "A book"}, "items": items}), "items")


@pytest.mark.parametrize("line", DOCUMENTED.strip().splitlines(), ids=lambda line: line.partition(":")[0])
def test_prices_are_as_documented_to_the_last_digit(line: str) -> None:
    name, _, listed = line.partition(": ")
    for region, usd in (pair.split() for pair in listed.split(", ")):
        found = price(name, region)
        assert found is not None
        assert found.usd == Decimal(usd)


@pytest.mark.parametrize("one", ITEMS, ids=lambda one: one.id)
def test_every_price_is_typed_and_has_source_and_date(one: Item) -> None:
    assert one.service
    assert one.unit
    assert bool(one.prices) == (one.id not in UNPRICED)
    for found in one.prices:
        assert found.region in {*region_ids(), "all", "global"}
        assert (found.usd is None) != (found.words is None)
        assert found.source
        assert found.as_of.startswith("20")
        assert isinstance(found.confidence, Confidence)
        assert all(note is None or note.endswith(".") for note in (one.note, found.note))


def test_only_what_costs_nothing_is_zero() -> None:
    assert sorted({found.item for found in PRICES if found.usd == 0}) == ["budgets", "vpc.peering"]


def test_a_standby_costs_about_the_same_again() -> None:
    """A row that slipped by a column would show."""
    for one in ITEMS:
        for found in one.prices if one.id.endswith(".multi_az") else ():
            single = price(one.id.replace("multi_az", "single_az"), found.region)
            assert single is not None
            assert single.usd is not None
            assert found.usd is not None
            assert abs(found.usd / single.usd - 2) < Decimal("0.03")


def test_what_is_in_words_stays_words() -> None:
    worded = {found.item: found.words for found in PRICES if found.words}
    assert set(worded) == {"fargate.spot", "cloudflare.data_localization_suite"}
    assert worded["cloudflare.data_localization_suite"] == "not public"


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("s3.put", "ap-southeast-1"),
        ("rds.postgres.db.r6g.large.single_az", "eu-west-3"),
        ("dynamodb.write", "ap-southeast-1"),
        ("lambda.requests", "ap-southeast-1"),
        ("cloudflare.load_balancing", "eu-west-1"),
        ("fargate.x86.vcpu", "mars-1"),
        ("unobtainium", "eu-west-1"),
    ],
)
def test_what_is_not_listed_is_unknown_and_not_free(name: str, region: str) -> None:
    assert price(name, region) is None


@pytest.mark.parametrize(
    ("instance", "regions"),
    [
        ("db.r6g.large", "us-east-1 us-west-2 eu-west-1 eu-west-2 eu-central-1 ap-southeast-1 ap-southeast-2"),
        ("db.r6g.2xlarge", "us-east-1 us-west-2 eu-west-1 eu-central-1 ap-northeast-1 ap-southeast-2"),
        ("db.t4g.medium", "us-east-1 us-west-2 eu-west-1 eu-central-1 ap-northeast-1 ap-southeast-2"),
        ("cache.r6g.large", "us-east-1 us-west-2 eu-west-1 eu-central-1 ap-southeast-1"),
    ],
)
def test_an_instance_with_a_price_is_offered(instance: str, regions: str) -> None:
    assert [region for region in regions.split() if offered(instance, region) is not True] == []


@pytest.mark.parametrize(
    ("instance", "region"),
    [
        ("db.r6g.large", "eu-west-3"),
        ("db.r6g.2xlarge", "ap-southeast-1"),
        ("db.r7g.large", "eu-west-1"),
        ("cache.r6g.large", "eu-west-3"),
        ("cache.t4g.micro", "us-east-1"),
        ("db.r6g.large", "mars-1"),
        ("", ""),
    ],
)
def test_an_instance_without_a_price_may_be_offered_or_not(instance: str, region: str) -> None:
    assert offered(instance, region) is None


def test_an_item_without_facts_is_an_error_where_one_is_named() -> None:
    with pytest.raises(FactsError, match="there is no item `unobtainium`"):
        item("unobtainium")


def test_no_row_is_written_twice_and_all_are_sorted() -> None:
    def once(items: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(items)) == len(items), items
        return dict(items)

    data = json.loads(FILE.read_text(encoding="utf-8"), object_pairs_hook=once)
    assert list(data["items"]) == sorted(data["items"]) == list(item_ids())
    cited = {name for row in data["items"].values() for each in row["prices"].values() for name in each["source"]}
    assert cited == set(data["sources"])


def test_a_price_is_read_as_exactly_as_it_is_written() -> None:
    (found,) = read(table(usd=1.66667e-05)).prices
    assert found == Price(
        "x", "eu-west-1", Decimal("0.0000166667"), None, "hour", "A book", "2026", Confidence.LOW, None
    )


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        pytest.param({"usd": -1}, "`x.prices.eu-west-1.usd` should be a number, 0 or more", id="negative"),
        pytest.param({"usd": "0.1"}, "`x.prices.eu-west-1.usd` should be a number", id="a text"),
        pytest.param({"usd": None}, "`x.prices.eu-west-1.usd` should be a number", id="nothing"),
        pytest.param({"words": "much"}, "`x.prices.eu-west-1.usd` isn't a fact", id="a number and words"),
        pytest.param({"source": ["web"]}, "`x.prices.eu-west-1.source` should name sources", id="no such source"),
        pytest.param({"as_of": "n/d"}, "`x.prices.eu-west-1.as_of` should be a date", id="no date"),
        pytest.param({"confidence": "?"}, "`x.prices.eu-west-1.confidence` should be one of", id="no confidence"),
        pytest.param({"eur": 1}, "`x.prices.eu-west-1.eur` isn't a fact", id="a mistyped key"),
    ],
)
def test_a_bad_price_is_told_what_is_wrong(entry: dict[str, object], says: str) -> None:
    with pytest.raises(FactsError, match=says):
        read(table(**entry))


def read(found: Table) -> Item:
    parsed = parse_item("x", found)
    assert parsed is not None
    return parsed
