"""A name is only a name: what it carries beside that is in every log and never erased."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import Seen, findings, seen
from systems import ALL, model

from compiler.rules.naming import carried, check
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
DATA = [
    ("client_19840312", "a day"), ("born_1984_03_12", "a day"), ("log_12_03_1984", "a day"), ("d31121999", "a day"),
    ("caller_0612345678", "a long number"), ("tel_06_12_34_56_78", "a long number"),
    ("gb29nwbk60161331926819", "a long number"), ("fr7630006000011234567890189", "a long number"),
    ("key_550e8400e29b41d4a716446655440000", "an id"), ("u_a1b2c3d4_e5f6_a7b8", "an id"),
    ("jean_dupont_at_example_com", "an e-mail address"), ("jean_dupont_gmail_com", "an e-mail address"),
]  # fmt: skip
NAMES = (
    "id", "app_user", "address_line_2", "sha256", "utf8", "iso3166", "base64", "tax_2025_2026", "report_2026", "ipv4",
    "created_at", "published_at_utc", "v1_2_3", "facade_added_decade_bead", "opens_at_text_de", "atlas-crm", "AtlasCRM",
    "log_2026_11", "zone_1a", "mail_com",
)  # fmt: skip


@pytest.mark.parametrize(("name", "what"), DATA)
def test_data_in_a_name(name: str, what: str) -> None:
    assert carried(name) == what


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_only_a_name(name: str) -> None:
    assert carried(name) is None


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y%m%d", "%Y_%m_%d", "%d_%m_%Y", "%d%m%Y"]))
def test_every_day_is_one(day: date, form: str) -> None:
    assert carried(f"row_{day.strftime(form)}") == "a day"


@given(st.text("0123456789", min_size=9, max_size=20))
def test_every_long_number_is_data(number: str) -> None:
    assert carried(f"caller_{number}") in ("a long number", "an id")


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_three_companies_have_names(file: Path) -> None:
    assert list(check(model(of=file), CONTEXT)) == []


LONG = "x0612345678"
LOG = "columns: [action, created_at]\n"
PLACES = [
    ("an entity", "\n  system_configuration:\n", f"\n  {LONG}:\n", LONG),
    ("a plain column", "columns: [label, sort]", f"columns: [label, {LONG}]", LONG),
    ("a personal column", "{ settings: preference }", f"{{ {LONG}: preference }}", LONG),
    ("a key", "key: [kind, code]", f"key: [kind, {LONG}]", LONG),
    ("a reference", "agent_id: app_user }", f"agent_id: app_user, {LONG}: app_user }}", LONG),
    ("a table", LOG, f"{LOG}    table: {LONG}\n", LONG),
    ("a home column", LOG, f"{LOG}    home_column: {LONG}\n", LONG),
    ("a contact", "  support: ", f"  {LONG}: ", LONG),
    ("a route", "\n  api:  { serves", f"\n  {LONG}:  {{ serves", LONG),
    ("a bucket", "\n  documents: {", f"\n  {LONG}: {{ recovers_by: none, old_versions: 30d }}\n  documents: {{", LONG),
    ("a namespace", "namespace: AtlasCRM  ", "namespace: A0612345678  ", "A0612345678"),
    ("a system", "system: atlas-crm  ", "system: a-0612345678  ", "a-0612345678"),
]


@pytest.mark.parametrize(("case", "old", "new", "under"), PLACES, ids=[case[0] for case in PLACES])
def test_the_name_is_under_the_caret(case: str, old: str, new: str, under: str, tmp_path: Path) -> None:
    assert Seen("name-carries-data", under) in seen(tmp_path, (old, new))


def test_the_finding_says_what_it_is(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, ("columns: [label, sort]", "columns: [label, since_1984_03_12]"))
    assert one.what == "`since_1984_03_12` has a day in it."
