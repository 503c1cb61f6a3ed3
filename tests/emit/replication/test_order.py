"""`order.json`: every file once, after what it needs, with the settings that it reads."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from emit.replication.trees import CRM, THREE_LAWS, model_of, order_of, sql_of, texts_of

Step = dict[str, Any]
COMPANIES = pytest.mark.parametrize("company", [CRM, THREE_LAWS], ids=lambda path: path.stem)
READS = re.compile(r"current_setting\('(atlas\.\w+)'|'(atlas\.\w+_verifier)'")


def steps_of(company: Any) -> dict[str, Step]:
    return {step["id"]: step for step in order_of(model_of(company))["steps"]}


@COMPANIES
def test_every_file_is_one_step_and_every_step_a_file(company: Any) -> None:
    steps = order_of(model_of(company))["steps"]
    assert sorted(step["file"] for step in steps) == sorted(sql_of(model_of(company)))
    assert len({step["id"] for step in steps}) == len(steps)
    assert all(step["file"] == f"{step['id']}.sql" for step in steps)


@COMPANIES
def test_what_a_step_needs_comes_before_it(company: Any) -> None:
    done: set[str] = set()
    for step in order_of(model_of(company))["steps"]:
        assert set(step["after"]) <= done, step["id"]
        done.add(step["id"])


@COMPANIES
def test_within_a_place_the_order_is_that_of_the_names(company: Any) -> None:
    steps = order_of(model_of(company))["steps"]
    for home, database in {(step["home"], step["database"]) for step in steps}:
        here = [step for step in steps if (step["home"], step["database"]) == (home, database)]
        assert [step["file"] for step in here] == sorted(step["file"] for step in here)
        for earlier, later in itertools.pairwise(here):
            assert earlier["id"] in later["after"]


@COMPANIES
def test_a_step_names_exactly_the_settings_that_its_file_reads(company: Any) -> None:
    files = sql_of(model_of(company))
    for step in steps_of(company).values():
        read = {first or second for first, second in READS.findall(files[step["file"]])} - {"atlas.violations"}
        assert read == {setting["name"] for setting in step["settings"]}, step["id"]
        for setting in step["settings"]:
            assert setting["about"]
            assert not (setting["required"] and setting["default"] is not None)
            assert setting["secret"] == ("password" in setting["name"] or "verifier" in setting["name"])


@COMPANIES
def test_only_what_must_be_alone_is_alone(company: Any) -> None:
    alone = {"35": "autocommit", "50": "transaction", "70": "autocommit"}
    for step in steps_of(company).values():
        number = step["file"].split("/")[-1][:2]
        assert step["runs"] == alone.get(number, "script")
        assert step["as"] == "administrator"


def before(steps: dict[str, Step], wanted: str) -> set[str]:
    """Everything that a step needs, directly or not."""
    found: set[str] = set()
    left = [wanted]
    while left:
        for earlier in steps[left.pop()]["after"]:
            if earlier not in found:
                found.add(earlier)
                left.append(earlier)
    return found


def test_nothing_is_published_before_every_home_has_the_tables_nor_taken_before_its_slot_is_there() -> None:
    steps = steps_of(CRM)
    homes = ("eu-west-1", "us-east-1", "ap-southeast-1")
    for home in homes:
        assert {f"{each}/main/10_registry" for each in homes} <= before(steps, f"{home}/main/40_publication")
    stream = "atlas_global_eu_west_1_to_us_east_1"
    assert "eu-west-1/main/50_slots" in steps[f"us-east-1/main/60_subscribe_{stream}"]["after"]
    assert "eu-west-1/main/40_publication" in steps[f"us-east-1/main/70_refresh_{stream}"]["after"]
    assert f"us-east-1/main/70_refresh_{stream}" in steps["eu-west-1/main/90_verify"]["after"]
    assert steps[f"us-east-1/main/60_subscribe_{stream}"]["publisher"] == "eu-west-1"


def test_databases_of_different_names_dont_wait_for_each_other() -> None:
    steps = steps_of(THREE_LAWS)
    for wanted in steps:
        database = wanted.split("/")[1]
        assert {earlier.split("/")[1] for earlier in before(steps, wanted)} <= {database}


def test_a_home_without_a_seat_has_no_files_and_one_that_is_served_elsewhere_keeps_its_folder() -> None:
    row = "ap-southeast-1: { place: Singapore, jurisdiction: SG, recovery: none,         wave: 1 }"
    planned = model_of(CRM, (row, row.replace(" }", ", state: planned }")))
    assert {path.split("/")[0] for path in sql_of(planned)} == {"eu-west-1", "us-east-1"}
    row = "eu-west-1:      { place: Ireland,   jurisdiction: EU, recovery: eu-central-1, wave: 3 }"
    lost = row.replace(" }", ", state: lost, since: 2026-11-01, until: 2026-12-01, reference: INC-1 }")
    places = order_of(model_of(CRM, (row, lost)))["places"]
    assert [(place["home"], place["region"]) for place in places if place["home"] == "eu-west-1"] == [
        ("eu-west-1", "eu-central-1")
    ]
    assert (
        "home eu-west-1 (served by eu-central-1)" in sql_of(model_of(CRM, (row, lost)))["eu-west-1/main/00_schema.sql"]
    )


def test_without_copies_there_are_guards_and_no_streams() -> None:
    one = model_of(CRM.parent / "tests" / "companies" / "one-region.yaml")
    names = {path.split("/")[-1] for path in sql_of(one)}
    assert {"00_schema.sql", "30_guards.sql", "90_verify.sql"} <= names
    assert not any(name.startswith(("35", "40", "50", "60", "70")) for name in names)


def test_staging_has_its_own_files_for_the_regions_that_it_has() -> None:
    staging = model_of(CRM, environment="staging")
    assert {path.split("/")[0] for path in texts_of(staging)} == {"eu-west-1", "us-east-1", "order.json"}
    assert "atlas.expect('staging', 'eu-west-1', 'main')" in sql_of(staging)["eu-west-1/main/40_publication.sql"]
