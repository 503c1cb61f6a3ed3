"""What the pages say is there: files that they link to, commands that they name, decisions that they list."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from house.code import PROJECT

from compiler.cli import atlas, run

DECISIONS = PROJECT / "docs" / "decisions"
RECORDS = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
PAGES = sorted(
    path.relative_to(PROJECT).as_posix()
    for path in (*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md"), PROJECT / "regions" / "README.md")
)
MAKEFILE = (PROJECT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):.* ## ", MAKEFILE, re.MULTILINE))


def text(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page: str) -> None:
    folder = (PROJECT / page).parent
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text(page)) if "://" not in link]
    assert [link for link in links if link and not Path(folder, link).exists()] == []


@pytest.mark.parametrize("page", [*PAGES, "atlas.yaml"])
def test_commands_exist(page: str) -> None:
    named = re.findall(r"(?:^|`|[#$] )atlas ([a-z]+)", text(page), re.MULTILINE)
    assert set(named) - set(atlas.commands or atlas.list_commands(None)) == set()  # type: ignore[arg-type]
    made = re.findall(r"(?:^|`|[#$] )make ([a-z]+)", text(page), re.MULTILINE)
    assert set(made) - TARGETS == set()


TYPED = [
    (page, line.split("#")[0].split())
    for page in PAGES
    if not page.startswith("docs/diagnostics/")
    for line in re.findall(r"^(?:\$ )?atlas ([^\n]*)$", text(page), re.MULTILINE)
]


@pytest.mark.parametrize(("page", "words"), TYPED, ids=[f"{page}: {' '.join(words)}" for page, words in TYPED])
def test_a_command_that_is_shown_can_be_typed(
    page: str, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beside the shipped file alone, so that `compile --check` finds changes."""
    del page
    shutil.copy(PROJECT / "atlas.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(words) == (2 if "--check" in words else 0)


KINDS = {
    path.name if path.suffix == ".json" else "*.sql" for path in (PROJECT / "generated").rglob("*") if path.is_file()
}


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_generated_file_is_listed(kind: str) -> None:
    assert kind in text("docs/output.md")


def test_make_help_lists_every_command_that_can_be_called() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == TARGETS


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    assert [int(name[:4]) for name in RECORDS] == list(range(1, len(RECORDS) + 1))
    assert re.findall(r"^\| \[\d{4}\]\((\S+)\)", text("docs/decisions/README.md"), re.MULTILINE) == RECORDS


@pytest.mark.parametrize("record", RECORDS)
def test_a_decision_has_its_parts(record: str) -> None:
    said = text(f"docs/decisions/{record}")
    assert said.startswith(f"# {record[:4]} ")
    assert re.search(r"^Date: \d{4}-\d{2}-\d{2}$", said, re.MULTILINE)
    assert re.findall(r"^## (.*)$", said, re.MULTILINE) == ["Context", "Decision", "Consequences"]
