"""Names that refer to nothing: one finding a name, at its first mention, with what it may have meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import TEXT, Seen, checked, findings, seen, under

CASES = [
    (
        "a contact",
        "drift:           { every: 6h, notify: ops }",
        "drift:           { every: 6h, notify: opps }",
        "opps",
        "isn't a contact",
        "Did you mean `ops`?",
    ),
    (
        "the owner of a known gap",
        "returns.\n    owner: dpo",
        "returns.\n    owner: dpa",
        "dpa",
        "isn't a contact",
        "Declared: `dpo`, `oncall`, `ops`, `security` and `support`.",
    ),
    (
        "a recovery region",
        "recovery: us-west-2,",
        "recovery: us-westt-2,",
        "us-westt-2",
        "isn't a region",
        "Did you mean `us-west-2`?",
    ),
    (
        "the writer",
        "  writer: eu-west-1",
        "  writer: eu-west-3",
        "eu-west-3",
        "isn't a region",
        "Did you mean `eu-west-1`?",
    ),
    (
        "a successor",
        "successors: [us-east-1]",
        "successors: [us-east-2]",
        "us-east-2",
        "isn't a region",
        "Did you mean `us-east-1` or `us-west-2`?",
    ),
    (
        "a pair of regions",
        "us-east-1: 285ms",
        "us-east-9: 285ms",
        "us-east-9",
        "isn't a region",
        "Did you mean `us-east-1`?",
    ),
    (
        "a region of an environment",
        "regions: [eu-west-1, us-east-1]",
        "regions: [eu-west-1, us-east-1, mars]",
        "mars",
        "isn't a region",
        "Declared: `ap-southeast-1`, `eu-central-1`, `eu-west-1`, `us-east-1` and `us-west-2`.",
    ),
    (
        "an entity",
        "user_id: app_user }\n    columns: [updated_at]",
        "user_id: app_usr }\n    columns: [updated_at]",
        "app_usr",
        "isn't an entity",
        "Did you mean `app_user`?",
    ),
    (
        "a class",
        "api:  { serves: [global]",
        "api:  { serves: [globl]",
        "globl",
        "isn't a class",
        "Did you mean `global`?",
    ),
    (
        "a class with promises",
        "\n  regional:\n    zone_lost",
        "\n  regionl:\n    zone_lost",
        "regionl",
        "isn't a class",
        "Did you mean `regional`?",
    ),
    (
        "a store, with its section",
        "stores: [database.main, storage.documents]",
        "stores: [database.main, documents]",
        "documents",
        "isn't a database, bucket or cache",
        "Did you mean `storage.documents`?",
    ),
    (
        "a service",
        "origin: compute.api",
        "origin: compute.app",
        "compute.app",
        "isn't a service",
        "Did you mean `compute.api`?",
    ),
    (
        "an environment",
        "after: staging ",
        "after: stagin ",
        "stagin",
        "isn't an environment",
        "Did you mean `staging`?",
    ),
    (
        "`none` where something is needed",
        "origin: compute.api",
        "origin: none",
        "none",
        "isn't a service",
        "Declared: `compute.api`.",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "under", "what", "do"), CASES, ids=[case[0] for case in CASES])
def test_a_name_that_is_not_declared(
    case: str, old: str, new: str, under: str, what: str, do: str, tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == [Seen("name-unknown", under)]
    (found,) = findings(tmp_path, (old, new))
    assert found.what == f"`{under}` {what} of this file."
    assert found.do == do


def test_a_name_that_is_mentioned_often_is_one_finding(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("\n  oncall: pagerduty", "\n  on_call: pagerduty"))
    assert (found.code.id, found.environment) == ("name-unknown", None)
    assert found.what == "`oncall` isn't a contact of this file."
    assert found.why == (
        "`observability.alarms.region_down.notify` and 1 more place name it, and it isn't declared in `contacts`."
    )
    assert found.do == "Did you mean `on_call`?"


def test_two_names_are_two_findings(tmp_path: Path) -> None:
    changes = [("successors: [us-east-1]", "successors: [us-east-2]"), ("after: staging ", "after: stagin ")]
    assert seen(tmp_path, *changes) == [Seen("name-unknown", "us-east-2"), Seen("name-unknown", "stagin")]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("recovery: us-west-2,    wave: 2 }", "recovery: none,    wave: 2 }"),
        ("after: staging ", "after: none "),
    ],
)
def test_none_is_no_name_where_absence_is_a_choice(old: str, new: str, tmp_path: Path) -> None:
    assert "name-unknown" not in {one.code for one in seen(tmp_path, (old, new))}


def test_a_misspelt_region_is_not_found_again_wherever_it_is_mentioned(tmp_path: Path) -> None:
    assert seen(tmp_path, ("\n  eu-west-1:  ", "\n  eu-west-11:  ")) == [Seen("region-unknown", "eu-west-11")]


def test_the_values_of_overrides_are_looked_at_where_they_are_laid(tmp_path: Path) -> None:
    changes = [("release.state: eu-west-1", "release.state: eu-west-9")]
    assert seen(tmp_path, *changes) == [Seen("name-unknown", "eu-west-9", "staging")]


BY_ANOTHER_NAME = (("\n  main:\n    engine: ", "\n  crm:\n    engine: "), ("database.main", "database.crm"))


def _renamed(text: str) -> str:
    """The shipped file with its database by another name, wherever that is written."""
    return text.replace(*BY_ANOTHER_NAME[0]).replace(*BY_ANOTHER_NAME[1])


def test_a_store_by_default_has_to_be_there_too(tmp_path: Path) -> None:
    (found,) = [one for one in checked(tmp_path, _renamed(TEXT)).diagnostics if one.code.id == "name-unknown"]
    assert found.what == "`database.main` isn't a database, bucket or cache of this file."
    why = "`entities.organization` is kept there as long as it names no `stores`, as 4 more entities are"
    assert found.why == f"{why}, and it isn't declared in `database`, `storage` or `cache`."
    assert found.do == "Write `stores: [database.crm]` in it, if it is kept there."
    assert under(found, TEXT.split("\n")) == "organization"


def test_where_the_name_is_written_as_well_that_is_the_finding(tmp_path: Path) -> None:
    assert seen(tmp_path, BY_ANOTHER_NAME[0])[0] == Seen("name-unknown", "database.main")
