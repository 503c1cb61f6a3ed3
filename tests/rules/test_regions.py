"""Places and laws against the facts: one belief about a region is one finding, at the word that states it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shipped import Seen, findings, seen
from systems import CONTEXT, THREE_LAWS, judged, model

from compiler.model.inventory import Region, inventory_of
from compiler.rules.regions import RULE
from compiler.world.regions import region_ids

IRELAND = "place: Ireland,   jurisdiction: EU, recovery: eu-central-1, wave: 3"
VIRGINIA = "place: Virginia,  jurisdiction: US, recovery: us-west-2,    wave: 2"
SINGAPORE = "place: Singapore, jurisdiction: SG, recovery: none,         wave: 1"
FRANKFURT = "\n  eu-central-1:   { place: Frankfurt, jurisdiction: EU, role: recovery }"
OREGON = "\n  us-west-2:      { place: Oregon,    jurisdiction: US, role: recovery }"
STATE = "  state: eu-central-1 "
"""Of Terraform; where a test takes Frankfurt away, it moves to the writer's region."""


def london(row: str) -> list[tuple[str, str]]:
    """Ireland recovers in London, which the file says this of."""
    return [
        (IRELAND, IRELAND.replace("eu-central-1", "eu-west-2")),
        (FRANKFURT, f"\n  eu-west-2: {{ {row}, role: recovery }}"),
        (STATE, "  state: eu-west-1 "),
    ]


CASES = [
    ("Ireland is taken for Paris", [(IRELAND, IRELAND.replace("Ireland", "Paris"))], [Seen("region-place", "Paris")]),
    ("a place is mistyped", [(IRELAND, IRELAND.replace("Ireland", "Irland"))], [Seen("region-place", "Irland")]),
    ("capitals and accents don't matter", [(IRELAND, IRELAND.replace("Ireland", "IRELÁND"))], []),
    (
        "a law that isn't the country's",
        [(SINGAPORE, SINGAPORE.replace("SG", "EU"))],
        [Seen("region-jurisdiction", "EU")],
    ),
    (
        "a place and a law that don't belong together",
        [(IRELAND, IRELAND.replace("Ireland", "Paris").replace("EU", "US"))],
        [Seen("region-place", "Paris"), Seen("region-jurisdiction", "US")],
    ),
    (
        "a place with its own law: one belief",
        [(VIRGINIA, VIRGINIA.replace("Virginia", "London").replace("US", "GB"))],
        [Seen("region-place", "London")],
    ),
    ("London under its own law", london("place: London, jurisdiction: GB"), [Seen("recovery-abroad", "eu-west-2")]),
    ("London taken for the EU", london("place: London, jurisdiction: EU"), [Seen("recovery-abroad", "eu-west-2")]),
    ("London taken for Dublin", london("place: Dublin, jurisdiction: EU"), [Seen("region-place", "Dublin")]),
    (
        "a transfer to nowhere",
        [("      SG: { safeguard", "      SQ: { safeguard")],
        [Seen("jurisdiction-unknown", "SQ")],
    ),
    (
        "an edge in nowhere",
        [("  plan: pro\n", "  plan: enterprise\n  regional_services: [EU, UE]\n")],
        [Seen("jurisdiction-unknown", "UE")],
    ),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_one_belief_is_one_finding(
    case: str, changes: list[tuple[str, str]], expected: list[Seen], tmp_path: Path
) -> None:
    assert seen(tmp_path, *changes) == expected


@pytest.mark.parametrize(
    ("place", "what", "do"),
    [
        ("Paris", "eu-west-1 isn't in `Paris`: it is Ireland.", "Write `place: Ireland`, or use eu-west-3 (Paris)."),
        ("Irland", "eu-west-1 isn't known as `Irland`: it is Ireland.", "Write `place: Ireland`."),
        ('"Ire\\nland"', "eu-west-1 isn't known as `Ire land`: it is Ireland.", "Write `place: Ireland`."),
        ("a" * 70, f"eu-west-1 isn't known as `{'a' * 59}…`: it is Ireland.", "Write `place: Ireland`."),
    ],
)
def test_the_place_is_corrected_both_ways(place: str, what: str, do: str, tmp_path: Path) -> None:
    (found,) = findings(tmp_path, (IRELAND, IRELAND.replace("Ireland", place)))
    assert (found.what, found.why, found.do) == (what, "People sign what `place` says.", do)


def test_a_recovery_abroad_names_both_laws_and_the_regions_inside(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, *london("place: London, jurisdiction: GB"))
    assert found.what == "eu-west-1 (Ireland, EU) would recover in eu-west-2, which is London, GB."
    assert "eu-central-1 (Frankfurt), eu-north-1 (Stockholm)" in found.do


def test_a_declared_jurisdiction_holds_its_countries(tmp_path: Path) -> None:
    america = [
        (
            VIRGINIA,
            VIRGINIA.replace("jurisdiction: US, recovery: us-west-2", "jurisdiction: AMERICA, recovery: ca-central-1"),
        ),
        (OREGON, "\n  ca-central-1: { place: Montreal, jurisdiction: AMERICA, role: recovery }"),
    ]
    declared = ("\nregions:  ", "\njurisdictions:\n  AMERICA: { countries: [US, CA] }\n\nregions:  ")
    paper = ("      US: { safeguard", "      AMERICA: { safeguard")
    assert seen(tmp_path, declared, paper, *america) == []
    assert [one.code for one in seen(tmp_path, *america)] == [
        "region-jurisdiction",
        "recovery-abroad",
        "region-jurisdiction",
    ]


GAP = """  - code: recovery-none
    path: regions.ap-southeast-1.recovery
    reason: Singapore has one AWS region. If it is lost, its regional data is unavailable until it returns.
    owner: dpo
    expires: 2027-05-31
"""


def test_a_region_that_nothing_takes_over_for(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, (GAP, ""))
    assert (found.code.id, found.what) == ("recovery-none", "If ap-southeast-1 is lost, nothing takes over for it.")
    assert "(AWS has no other in SG), or acknowledge the gap" in found.do


@pytest.mark.parametrize("state", ["planned", "retired"])
def test_of_a_region_that_holds_nothing_nothing_can_be_lost(state: str, tmp_path: Path) -> None:
    changes = [(GAP, ""), (SINGAPORE, f"{SINGAPORE}, state: {state}")]
    assert "recovery-none" not in {one.code for one in seen(tmp_path, *changes)}


def test_a_recovery_region_that_is_not_ready_takes_over_for_nobody(tmp_path: Path) -> None:
    oregon = "place: Oregon,    jurisdiction: US, role: recovery"
    found = findings(tmp_path, (oregon, f"{oregon}, state: joining"))
    assert [one.what for one in found] == ["If us-east-1 is lost, nothing takes over for it: us-west-2 is joining."]


PARIS = {"place": "Paris", "jurisdiction": "EU", "wave": "4"}
TO_FRANKFURT = {**PARIS, "recovery": "eu-central-1"}
PAIR = {
    "regions.eu-west-1.recovery": "eu-west-3",
    "regions.eu-west-3": {**PARIS, "recovery": "eu-west-1"},
    "regions.eu-central-1.state": "decommissioning",
}
SHARED = "recovery-shared regions."
SEATS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("two homes in one region", {"regions.eu-west-3": TO_FRANKFURT}, [f"{SHARED}eu-west-3.recovery"]),
    ("a home that is planned", {"regions.eu-west-3": {**TO_FRANKFURT, "state": "planned"}}, []),
    ("a home that is retired", {"regions.eu-west-3": {**TO_FRANKFURT, "state": "retired"}}, []),
    ("a home that joins", {"regions.eu-west-3": {**TO_FRANKFURT, "state": "joining"}}, [f"{SHARED}eu-west-3.recovery"]),
    (
        "three homes in one region are one mistake",
        {"regions.eu-west-3": TO_FRANKFURT, "regions.eu-north-1": {**TO_FRANKFURT, "place": "Stockholm"}},
        [f"{SHARED}eu-west-1.recovery"],
    ),
    ("two homes in each other are one mistake", PAIR, [f"{SHARED}eu-west-1.recovery"]),
    (
        "a home in one that recovers elsewhere",
        {"regions.eu-west-3": {**PARIS, "recovery": "eu-west-1"}},
        [f"{SHARED}eu-west-3.recovery"],
    ),
    (
        "abroad, that is the mistake",
        {"regions.ap-southeast-1.recovery": "eu-central-1"},
        ["recovery-abroad regions.ap-southeast-1.recovery"],
    ),
]


@pytest.mark.parametrize(("case", "changes", "expected"), SEATS, ids=[case[0] for case in SEATS])
def test_a_region_is_the_seat_of_one_home(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    found = [one for one in judged(RULE, changes) if not one.startswith("recovery-none")]
    assert found == expected


def test_who_else_is_there_is_said_with_regions_that_are_free() -> None:
    (_, found) = RULE.check(model({"regions.eu-west-3": TO_FRANKFURT}), CONTEXT)
    assert found.what == "eu-central-1 would take over for eu-west-3, and takes over for eu-west-1 already."
    assert "such as eu-north-1 (Stockholm)" in found.do
    assert "eu-west-1" not in found.do
    pair = [one.what for one in RULE.check(model(PAIR), CONTEXT) if one.code.id == "recovery-shared"]
    assert pair == ["eu-west-3 would take over for eu-west-1, and has customers of its own."]


OPT_IN = "region-opt-in regions.ap-south-2"


def test_a_region_that_aws_leaves_switched_off_is_noted_until_it_is_built() -> None:
    deployment = model(of=THREE_LAWS)
    committed = inventory_of(deployment)
    planned = replace(committed, regions={**committed.regions, "ap-south-2": Region("recovery", "planned")})

    def noted(inventories: dict[str, Any]) -> list[str]:
        found = RULE.check(deployment, replace(CONTEXT, committed=inventories))
        return [one.what for one in found if one.code.id == "region-opt-in"]

    assert len(noted({})) == len(noted({"production": planned})) == len(noted({"trial": committed})) == 1
    assert noted({"production": committed}) == []
    assert "enable `ap-south-2` before" in noted({})[0]


@pytest.mark.parametrize(("state", "expected"), [("planned", [OPT_IN]), ("joining", [OPT_IN]), ("retired", [])])
def test_what_leaves_needs_nothing_switched_on(state: str, expected: list[str]) -> None:
    found = judged(RULE, {"regions.ap-south-2.state": state}, of=THREE_LAWS)
    assert [one for one in found if one.startswith("region-opt-in")] == expected


def test_shipped_regions_are_on_in_every_account() -> None:
    assert not [one for one in judged(RULE) if one.startswith("region-opt-in")]


@pytest.mark.parametrize("other", ["cn-north-1", "us-gov-west-1", "eusc-de-east-1"])
def test_a_region_of_another_partition_is_no_region(other: str, tmp_path: Path) -> None:
    """Nothing is copied, linked or trusted between partitions of AWS; so only one of them is known."""
    assert not [name for name in region_ids() if name.startswith(("cn-", "us-gov-", "us-iso", "eu-iso", "eusc-"))]
    changes = [
        ("recovery: us-west-2,    wave: 2", f"recovery: {other}, wave: 2"),
        ("\n  us-west-2:      {", f"\n  {other}: {{"),
    ]
    assert Seen("region-unknown", other) in seen(tmp_path, *changes)
