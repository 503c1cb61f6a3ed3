"""No file gives a word of the facts another meaning, or a country a second law."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

REGIONS = "regions:                      # place"


def declared(rows: str) -> tuple[str, str]:
    """The shipped file with these jurisdictions."""
    return REGIONS, f"jurisdictions:\n{rows}\n{REGIONS}"


REFUSED = [
    ("the EU, with London in it", "  EU: { countries: [GB] }", Seen("jurisdiction-built-in", "EU")),
    ("a country that swallows another", "  GB: { countries: [GB, US] }", Seen("jurisdiction-built-in", "GB")),
    ("a country of the EEA", "  ALPS: { countries: [CH, AT] }", Seen("jurisdiction-overlap", "AT")),
    ("a country in two", "  ANZ: { countries: [NZ] }\n  SEA: { countries: [NZ] }", Seen("jurisdiction-overlap", "NZ")),
    ("a country twice in one", "  ANZ: { countries: [AU, NZ, AU] }", Seen("jurisdiction-overlap", "AU")),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "found"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_line_that_data_could_slip_through_is_refused(rows: str, found: Seen, tmp_path: Path) -> None:
    assert seen(tmp_path, declared(rows)) == [found]


def test_the_other_one_is_named(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, declared("  ALPS: { countries: [CH, AT] }"))
    assert found.what == "`AT` is in `EU` already."
    (found,) = findings(tmp_path, declared("  ANZ: { countries: [AU, NZ, AU] }"))
    assert found.what == "`AU` is in `ANZ` twice."


def test_countries_apart_from_all_others_may_be_joined(tmp_path: Path) -> None:
    assert seen(tmp_path, declared("  ANZ: { countries: [AU, NZ] }")) == []


def test_what_has_another_shape_is_one_finding(tmp_path: Path) -> None:
    assert [one.code for one in seen(tmp_path, declared("  ANZ: [AU, NZ]"))] == ["shape-wrong"]
    assert [one.code for one in seen(tmp_path, declared("  ANZ: { countries: AU }"))] == ["shape-wrong"]
