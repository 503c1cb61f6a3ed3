"""`docs/traps.md` leaves no trap out, and names only keys, findings and tests that exist."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from house.code import PROJECT
from house.test_codes import codes

from compiler.language.schema import FILE
from compiler.report.explain import find

SCHEMA = json.loads(FILE.read_bytes())
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (PROJECT / "docs" / "traps.md").read_text(encoding="utf-8").splitlines()
    if re.match(r"\| [A-Z]\d", line)
]
COUNTS = {"F": 14, "I": 14, "P": 15, "D": 14, "M": 6}
REASONS = ("no spelling", "always", "a fact:", "not ours:")
PARTS = ("rules", "sql", "change", "rights", "terraform", "deploy", "failover", "pages", "drift", "cost")
CLAIMED = ("rules", "sql")
"""Parts that are built: each of their traps is caught."""

PAGES = sorted(page for page in (PROJECT / "docs" / "diagnostics").glob("*.md") if page.stem != "README")
CODES = {code.id for _, code in codes()}


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def by_row() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])


def test_every_trap_is_listed_once_in_order() -> None:
    assert [row[0] for row in ROWS] == [f"{kind}{number + 1}" for kind in COUNTS for number in range(COUNTS[kind])]
    assert len(ROWS) == 63


@by_row()
def test_a_trap_is_one_sentence_of_one_part(row: list[str]) -> None:
    assert len(row) == 5
    assert row[1] in PARTS
    assert re.fullmatch(r"\S.*\.", row[2])


@by_row()
def test_keys_are_keys_of_the_language_or_the_reason_is_given(row: list[str]) -> None:
    keys = [word for word in quoted(row[3]) if not word.endswith("/")]
    assert [word for word in keys if find(SCHEMA, tuple(word.split("."))) is None] == []
    assert keys or any(reason in row[3] for reason in REASONS)


@by_row()
def test_what_checks_it_exists_or_is_said_to_be_missing(row: list[str]) -> None:
    there = quoted(row[4])
    assert [word for word in there if word not in CODES and not (PROJECT / word).is_file()] == []
    _, missing, part = row[4].partition("not yet: ")
    assert there or missing
    assert not missing or part in PARTS


@pytest.mark.parametrize("row", [row for row in ROWS if row[1] in CLAIMED], ids=lambda row: row[0])
def test_a_trap_of_a_finished_part_is_claimed(row: list[str]) -> None:
    """By a finding, or the reason why none is needed; and by a test, which says that it catches it."""
    there = quoted(row[4])
    tests = [word for word in there if word.startswith("tests/")]
    assert tests
    assert set(there) - set(tests) or any(reason in row[3] for reason in REASONS)
    assert f"not yet: {row[1]}" not in row[4]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_that_it_catches_is_listed(page: Path) -> None:
    said = re.findall(r"^Catches (.*)\.$", page.read_text(encoding="utf-8"), re.MULTILINE)
    caught = re.findall(r"[FIPDM]\d+", " ".join(said))
    assert [row[0] for row in ROWS if row[0] in caught and f"`{page.stem}`" not in row[4]] == []
