import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from compiler.resources import folder
from compiler.world.jurisdictions import jurisdiction_of
from compiler.world.reading import FactsError, Record, read
from compiler.world.regions import (
    SOURCED,
    Answer,
    countries,
    parse_region,
    region,
    region_ids,
    region_in,
    regions,
    sources,
)

NUMBERS = Path(__file__).with_name("region_numbers.txt")


def numbers_ever_given() -> dict[str, int]:
    lines = [line.split() for line in NUMBERS.read_text().splitlines() if not line.startswith("#")]
    return {region_id: int(number) for number, region_id in lines}


def file_of(region_id: str) -> dict[str, object]:
    return yaml.safe_load((folder("regions") / f"{region_id}.yaml").read_text())


def test_no_number_ever_changes_or_is_reused() -> None:
    given = numbers_ever_given()
    assert list(given.values()) == list(range(len(given))), "a line was edited, removed or put in between"
    now = {facts.id: facts.number for facts in regions()}
    assert now == {region_id: given.get(region_id) for region_id in now}, "append new regions to region_numbers.txt"


def test_there_are_34_regions_sorted_by_id() -> None:
    assert len(region_ids()) == 34
    assert list(region_ids()) == sorted(region_ids())
    assert tuple(facts.id for facts in regions()) == region_ids()


def test_the_countries_are_those_of_the_whole_files() -> None:
    assert list(countries().items()) == [(facts.id, facts.country) for facts in regions()]


def test_whoever_asks_for_countries_reads_no_file_whole() -> None:
    asked = "from compiler.world.regions import countries, region; countries(); print(region.cache_info().currsize)"
    run = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert run.stdout == "0\n"


@pytest.mark.parametrize("field", ["number", "short", "name", "city"])
def test_no_two_regions_have_one(field: str) -> None:
    assert [value for value, count in Counter(getattr(facts, field) for facts in regions()).items() if count > 1] == []


def test_no_words_name_two_regions() -> None:
    words = Counter(place.casefold() for facts in regions() for place in facts.places)
    assert [word for word, count in words.items() if count > 1] == []


@pytest.mark.parametrize("facts", regions(), ids=lambda facts: facts.id)
def test_every_fact_has_a_source_that_is_explained_and_a_date(facts) -> None:
    assert {origin.fact for origin in facts.origins} == set(SOURCED)
    assert {origin.source for origin in facts.origins} <= {source.id for source in sources()}
    assert len(facts.as_of) == len("2026-05-20")


def test_every_explained_source_is_used() -> None:
    assert {source.id for source in sources()} == {origin.source for facts in regions() for origin in facts.origins}


@pytest.mark.parametrize("file", sorted(folder("regions").glob("*.yaml")), ids=lambda file: file.stem)
def test_no_key_is_written_twice(file: Path) -> None:
    def twice(node: yaml.Node) -> list[str]:
        if not isinstance(node, yaml.MappingNode):
            return []
        keys = Counter(key.value for key, _ in node.value)
        return [key for key, count in keys.items() if count > 1] + [k for _, value in node.value for k in twice(value)]

    assert twice(yaml.compose(file.read_text())) == []


def test_every_jurisdiction_follows_from_the_country() -> None:
    assert {facts.id for facts in regions() if facts.jurisdiction == "EU"} == {
        *("eu-central-1", "eu-north-1", "eu-south-1", "eu-south-2", "eu-west-1", "eu-west-3")
    }
    assert all(facts.jurisdiction == jurisdiction_of(facts.country) for facts in regions())


@pytest.mark.parametrize(("region_id", "jurisdiction"), [("eu-west-2", "GB"), ("eu-central-2", "CH")])
def test_london_and_zurich_are_not_in_the_eu(region_id: str, jurisdiction: str) -> None:
    assert region(region_id).jurisdiction == jurisdiction


def test_adequacy_is_asked_of_countries_outside_the_eea_only() -> None:
    asked = {facts.id for facts in regions() if facts.adequacy.answer is not Answer.NOT_NEEDED}
    assert asked == {facts.id for facts in regions() if facts.jurisdiction != "EU"}


def test_what_is_not_known_says_so() -> None:
    assert region("sa-east-1").adequacy.answer is Answer.UNKNOWN
    assert str(region("ap-northeast-1").adequacy) == "yes (private sector)"


@pytest.mark.parametrize(
    ("region_id", "place", "true"),
    [
        ("eu-west-1", "Ireland", True),
        ("eu-west-1", "dublin", True),
        ("eu-west-1", "Paris", False),
        ("eu-west-3", "Paris", True),
        ("eu-west-2", "Ireland", False),
        ("eu-central-1", "Germany", True),
        ("eu-central-2", "Zürich", True),
        ("sa-east-1", "São Paulo", True),
        ("us-east-1", "Virginia", True),
        ("us-east-1", "N. Virginia", True),
        ("us-west-2", "Oregon", True),
        ("ap-southeast-1", "Singapore", True),
        ("ap-southeast-1", "", False),
    ],
)
def test_a_place_is_where_the_region_is_or_not(region_id: str, place: str, true: bool) -> None:
    assert region(region_id).is_in(place) is true


def test_a_place_leads_to_its_region() -> None:
    found = region_in("Paris")
    assert found is not None
    assert found.id == "eu-west-3"
    assert region_in("Atlantis") is None


@pytest.mark.parametrize("region_id", ["eu-west-9", "../pyproject", "SOURCES", ""])
def test_a_region_without_facts_is_an_error(region_id: str) -> None:
    with pytest.raises(FactsError, match="no facts of this region"):
        region(region_id)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"places": []}, "`places` is empty", id="no place"),
        pytest.param({"zones": []}, "`zones` should hold", id="no zone"),
        pytest.param({"zones": ["euw2-az1"]}, "should hold zone ids such as `euw1-az1`", id="another region's zone"),
        pytest.param({"jurisdiction": "US"}, "`jurisdiction` is `US`, but `IE` is in `EU`", id="another jurisdiction"),
        pytest.param({"country": "Ireland"}, "`country` is wrong", id="no country code"),
        pytest.param({"adequacy": {"answer": False}}, "`adequacy.answer` should be a text", id="an unquoted no"),
        pytest.param({"sources": {}}, "`sources.name` is missing", id="facts without source"),
        pytest.param({"colour": "green"}, "`colour` isn't a fact", id="a fact that nobody knows"),
        pytest.param({"as_of": "lately"}, "`as_of` should be a date", id="no date"),
    ],
)
def test_a_bad_file_is_told_what_is_wrong(change: dict[str, object], says: str) -> None:
    with pytest.raises(FactsError, match=says):
        parse_region("eu-west-1", Record(Path("eu-west-1.yaml"), file_of("eu-west-1") | change))


def test_a_file_is_read_when_its_region_is_asked_for_and_once() -> None:
    region.cache_clear()
    region("eu-west-1")
    assert region("eu-west-1") is region("eu-west-1")
    assert region.cache_info().currsize == 1


def test_importing_is_cheap() -> None:
    script = (
        "import sys, compiler.world.limits, compiler.world.jurisdictions, compiler.world.regions as regions;"
        "regions.region_ids(); print(sorted({'yaml', 'pydantic', 'click', 'orjson'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_every_file_of_the_folder_can_be_read() -> None:
    for file in folder("regions").glob("*.yaml"):
        read(file)
