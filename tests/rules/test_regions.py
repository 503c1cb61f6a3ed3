"""Places and laws against the facts: one belief about a region is one finding, at the word that states it."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

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
    assert seen(tmp_path, declared, *america) == []
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
