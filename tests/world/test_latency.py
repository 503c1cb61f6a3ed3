import json
import statistics
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.world.latency import FILE, ROUND_TRIPS, Latency, latency, medians, parse_medians, round_trips
from compiler.world.reading import FactsError, Record, read
from compiler.world.regions import region, region_ids
from compiler.world.sources import Confidence

NOT_MEASURED = {"ap-east-2", "ap-southeast-6"}
REGIONS = st.sampled_from(region_ids())

DOCUMENTED = [
    ("eu-west-1", "eu-west-3", "5.8", "19.9", "20.0"),
    ("eu-central-1", "eu-west-1", "8.8", "26.9", "27.3"),
    ("eu-west-1", "us-east-1", "52.6", "69.6", "69.6"),
    ("eu-west-1", "us-west-2", "69.9", "118.4", "118.2"),
    ("ap-southeast-1", "eu-west-1", "110.0", "182.5", "182.0"),
    ("ap-southeast-1", "us-east-1", "153.2", "218.6", "219.1"),
    ("ap-northeast-1", "us-west-2", "76.9", "98.5", "98.0"),
    ("ap-northeast-1", "ap-southeast-1", "51.1", "70.5", "70.7"),
]
"""Pair, lower bound, and the medians there and back, as they were computed and copied apart from this code."""


def known(a: str, b: str) -> Latency:
    found = latency(a, b)
    assert found is not None
    return found


def pairs() -> list[Latency]:
    return [known(a, b) for a, b in combinations(region_ids(), 2)]


@pytest.mark.parametrize(("a", "b", "floor", "there", "back"), DOCUMENTED)
def test_the_pairs_of_the_first_user_are_known(a: str, b: str, floor: str, there: str, back: str) -> None:
    found = known(a, b)
    assert (found.a, found.b, str(found.floor)) == (a, b, floor)
    assert (str(found.there), str(found.back), str(found.median)) == (there, back, max(there, back, key=Decimal))


def test_every_pair_has_a_floor_with_its_source_and_date() -> None:
    assert len(pairs()) == 34 * 33 / 2
    for found in pairs():
        assert found.floor >= 0
        assert found.floor_source.startswith("Computed: the great circle")
        assert found.floor_as_of == min(region(found.a).as_of, region(found.b).as_of)


def test_no_median_is_below_its_floor() -> None:
    assert [
        found for found in pairs() for way in (found.there, found.back) if way is not None and way < found.floor
    ] == []


def test_every_pair_of_measured_regions_is_measured_both_ways() -> None:
    measured = set(region_ids()) - NOT_MEASURED
    for found in pairs():
        both = {found.a, found.b} <= measured
        assert [way is not None for way in (found.there, found.back)] == [both, both], (found.a, found.b)
        assert found.measured == both


def test_the_two_directions_of_a_pair_are_near_each_other() -> None:
    """A row that slipped by a column would show."""
    apart = [abs(found.there - found.back) for found in pairs() if found.there is not None and found.back is not None]
    assert max(apart) < 12


@given(REGIONS, REGIONS)
def test_the_order_of_a_pair_does_not_matter(a: str, b: str) -> None:
    assert latency(a, b) == latency(b, a)


def test_the_table_has_known_regions_only() -> None:
    table = medians().table
    assert set(table) == set(region_ids()) - NOT_MEASURED
    assert all(set(row) == set(table) for row in table.values())


def test_nobody_measured_a_pair_and_so_its_median_is_unknown() -> None:
    found = known("eu-west-1", "ap-southeast-6")
    assert (found.there, found.back, found.median, found.measured) == (None, None, None, False)
    assert found.floor == Decimal("179.7")
    assert (found.source, found.confidence) == (found.floor_source, Confidence.HIGH)


def test_one_direction_is_enough_for_a_median() -> None:
    row = {"eu-west-1": {"eu-west-2": 12.5}}
    table = parse_medians(Record(Path("x.json"), document(medians=row)))
    assert (table.between("eu-west-1", "eu-west-2"), table.between("eu-west-2", "eu-west-1")) == (Decimal("12.5"), None)


@pytest.mark.parametrize("pair", [("eu-west-1", "mars-1"), ("mars-1", "eu-west-1"), ("", "")])
def test_a_region_without_facts_is_unknown(pair: tuple[str, str]) -> None:
    assert latency(*pair) is None


def test_a_region_is_near_itself() -> None:
    found = known("eu-west-1", "eu-west-1")
    assert (found.distance_km, found.floor) == (0, 0)
    assert found.median is not None
    assert 0 < found.median < 10


def test_the_estimate_is_what_is_typical_of_the_measured_pairs() -> None:
    """Half of all directions take more than 1.75 times what light needs, and a tenth of them more than 2.7 times."""
    ideal = {(found.a, found.b): Decimal(found.distance_km) / 100 for found in pairs()}
    ratios = sorted(
        way / ideal[found.a, found.b] for found in pairs() for way in (found.there, found.back) if way is not None
    )
    assert round(statistics.median(ratios) - Decimal("1.75"), 1) == 0
    assert ratios[len(ratios) * 9 // 10] > Decimal("2.7")
    assert known("eu-west-1", "ap-southeast-1").estimate == Decimal("196.0")


def test_the_uncertainty_covers_how_flat_the_earth_is() -> None:
    for found in pairs():
        unsure = sum(region(end).coordinates.uncertainty_km for end in (found.a, found.b))
        assert found.distance_km * 0.0056 <= unsure


def test_round_trips_are_counted_by_what_is_measured() -> None:
    assert {name: round_trips(name) for name in ROUND_TRIPS} == {"rtt": 1, "warm": 1, "cold": 3}
    assert all(found.source and found.as_of.startswith("20") for found in ROUND_TRIPS.values())


def test_the_table_has_source_date_and_confidence() -> None:
    table = medians()
    assert "cloudping.co" in table.source
    assert (table.as_of, table.confidence) == ("2025-05-29", Confidence.MEDIUM)
    assert known("eu-west-1", "us-east-1").source == table.source


def test_no_row_is_written_twice() -> None:
    def once(items: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(items)) == len(items), items
        return dict(items)

    json.loads(FILE.read_text(encoding="utf-8"), object_pairs_hook=once)


def document(**change: object) -> dict[str, object]:
    good = {"what": "x", "source": "x", "as_of": "2025", "confidence": "low", "note": "x", "medians": {}}
    return good | change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"medians": {"a": {"b": "1"}}}, "`medians.a.b` should be a number", id="a text"),
        pytest.param({"medians": {"a": {"b": -1}}}, "`medians.a.b` should be a number, 0 or more", id="negative"),
        pytest.param({"medians": {"a": {"b": None}}}, "`medians.a.b` should be a number", id="nothing"),
        pytest.param({"medians": {"a": {"b": 0}}}, "no time at all is measured for a to b", id="zero for unknown"),
        pytest.param({"medians": {"a": [1]}}, "`medians.a` should be a mapping", id="a list"),
        pytest.param({"as_of": "lately"}, "`as_of` should be a date", id="no date"),
        pytest.param({"p90": {}}, "`p90` isn't a fact", id="a fact that nobody reads"),
    ],
)
def test_a_damaged_table_is_told_what_is_wrong(change: dict[str, object], says: str) -> None:
    with pytest.raises(FactsError, match=says):
        parse_medians(Record(Path("latency.json"), document(**change)))


def test_a_table_that_is_cut_off_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "latency.json"
    file.write_bytes(FILE.read_bytes()[:5000])
    with pytest.raises(FactsError, match="isn't JSON"):
        read(file)
