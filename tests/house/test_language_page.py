"""What `docs/language.md` shows is right: put into the shipped file, each example is sound."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from house.code import PROJECT
from shipped import checked
from systems import SHIPPED, changed

from compiler.language.classes import BUILT_IN
from compiler.language.regions import State
from compiler.language.source import load
from compiler.rules.removal import _NEXT

PAGE = (PROJECT / "docs" / "language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def merged(data: Any, more: Any) -> Any:
    """Rows of maps side by side; everything else is replaced."""
    if isinstance(data, dict) and isinstance(more, dict):
        return {**data, **{key: merged(data.get(key), value) for key, value in more.items()}}
    return more


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split(":")[0] for block in BLOCKS])
def test_an_example_is_sound_in_the_shipped_file(block: str, tmp_path: Path) -> None:
    source, found = load(block.encode(), "example.yaml")
    assert source is not None
    assert found == ()
    data = merged(changed(SHIPPED, {}), source.data)
    text = yaml.safe_dump(data, sort_keys=False, width=10_000, allow_unicode=True)
    problems = [one for one in checked(tmp_path, text).diagnostics if one.code.severity.value != "note"]
    assert [one.what for one in problems] == []


def table(first: str) -> list[list[str]]:
    """The rows of the table whose head begins with this cell, without its head and its rule."""
    lines = PAGE[PAGE.index(f"| {first} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_the_states_are_those_of_the_language_and_so_is_what_may_follow() -> None:
    rows = {row[0].strip("`"): set(re.findall(r"`(\w+)`", row[2])) for row in table("state")}
    assert list(rows) == list(State.__args__)  # type: ignore[attr-defined]
    assert rows == {state: set(following) for state, following in _NEXT.items()}


def test_the_classes_that_come_with_the_language_are_told_as_they_are() -> None:
    rows = {row[0].strip("`"): [cell.split(" ")[0] for cell in row[1:]] for row in table("class")}
    assert rows == {name: list(answers.values()) for name, answers in BUILT_IN.items()}
    assert list(BUILT_IN["global"]) == ["copies", "stays_in", "writes", "holds"]


def test_it_is_short() -> None:
    assert len(PAGE.splitlines()) <= 180
