from __future__ import annotations

import pytest

from compiler.language.declared import former_entities, names_in, regions_of

FILE = {
    "regions": {"eu-west-1": {}, "us-west-22": {}},
    "entities": {"client": {"was": {"key": "customer"}}, "note": {"was": "none"}, "file": {}},
    "storage": {},
    "environments": {"production": {}, "staging": {"regions": ["eu-west-1", {}]}, "test": {"regions": "none"}},
}


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("entities", {"client", "note", "file"}),
        ("storage", set()),
        ("database", None),
    ],
)
def test_the_names_of_a_section_or_that_nobody_knows(section: str, names: set[str] | None) -> None:
    assert names_in(FILE, section) == names


def test_a_misspelt_region_counts_as_the_one_that_it_must_be() -> None:
    assert names_in(FILE, "regions") == {"eu-west-1", "us-west-22", "us-west-2"}


@pytest.mark.parametrize("data", ["text", [], {"regions": "none"}, {"regions": ["eu-west-1"]}])
def test_of_broken_data_nobody_knows(data: object) -> None:
    assert names_in(data, "regions") is None  # type: ignore[arg-type]
    assert regions_of(data, "staging") is None  # type: ignore[arg-type]
    assert former_entities(data) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("environment", "listed"), [("staging", {"eu-west-1"}), ("production", None), ("test", None), ("mars", None)]
)
def test_the_regions_that_an_environment_lists(environment: str, listed: set[str] | None) -> None:
    assert regions_of(FILE, environment) == listed  # type: ignore[arg-type]


def test_former_names_of_entities() -> None:
    assert former_entities(FILE) == {"customer": "client"}  # type: ignore[arg-type]


def test_a_former_name_that_two_entities_claim_is_nobodys() -> None:
    rows = {name: {"was": {"key": "customer"}} for name in ("client", "buyer")}
    assert former_entities({"entities": rows}) == {}  # type: ignore[dict-item]
