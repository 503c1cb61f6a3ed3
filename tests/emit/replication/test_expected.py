"""Three files word by word, as a person at night gets to read them; all others are in `generated/`."""

from __future__ import annotations

from pathlib import Path

import pytest
from emit.replication.trees import CRM, THREE_LAWS, of_version, sql_of

EXPECTED = Path(__file__).parent / "expected"


@pytest.mark.parametrize(
    ("name", "company", "major", "path"),
    [
        ("grants_at_the_writer", CRM, 17, "eu-west-1/main/21_grants.sql"),
        ("publication_of_a_directory", THREE_LAWS, 18, "eu-west-2/main/40_publication.sql"),
        ("subscription_of_version_15", CRM, 15, "us-east-1/main/60_subscribe_atlas_global_eu_west_1_to_us_east_1.sql"),
    ],
)
def test_the_whole_text_is_as_expected(name: str, company: Path, major: int, path: str) -> None:
    assert sql_of(of_version(company, major))[path] == (EXPECTED / f"{name}.sql").read_text(encoding="utf-8")
