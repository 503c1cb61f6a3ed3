"""Every page shows a mistake, and word by word what a user sees of it: the page is done here as it tells.

`pytest tests/diagnostics --update` writes what is seen into the pages; review the difference before you commit it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from diagnostics.page import Page, applied, parse, with_shown
from diagnostics.rights import of_an_ordinary_user
from house.code import PROJECT

from compiler.cli import run

PAGES = sorted(page for page in (PROJECT / "docs" / "diagnostics").glob("*.md") if page.stem != "README")
TODAY = "2026-11-22"
"""The day on which the pages are typed: acknowledgements run out."""

_JUDGING = ("validate", "compile")
_NEVER_ALONE = {"findings-too-many"}
"""What is only found where other things are."""
_SURROUNDINGS = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {
    "LC_ALL": "C",
    "GIT_CONFIG_GLOBAL": os.devnull,
}
"""Nothing of a user's git, and no repository but the page's own: these tests may run in a hook."""
_BLOCK = re.compile(r"^\S.*  \[([a-z0-9-]+)\]$(?:\n(?!\S).*)*", re.MULTILINE)
"""A finding in a report: its first line ends with the code, all others are indented."""
_NOTE = re.compile(r"(\S+: )?note\b")


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the shipped file and what it compiles to, committed."""
    project = tmp_path_factory.mktemp("compiled") / "project"
    project.mkdir()
    shutil.copy(PROJECT / "atlas.yaml", project)
    git(project, "init -q -b main", "config user.name Atlas", "config user.email atlas@example.com")
    assert run(["compile", "--file", str(project / "atlas.yaml"), "--as-of", TODAY]) == 0
    git(project, "add atlas.yaml generated", "commit -qm Compile")
    return project


def git(project: Path, *commands: str) -> None:
    for command in commands:
        subprocess.run(["git", *command.split()], cwd=project, check=True, env=_SURROUNDINGS)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_the_page_shows_what_a_user_sees(
    file: Path,
    compiled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    page = parse(file)
    project = tmp_path / "project"
    shutil.copytree(compiled, project, symlinks=True)
    shipped = project / "atlas.yaml"
    shipped.write_text(applied(page.diff, shipped.read_text(encoding="utf-8")), encoding="utf-8")
    monkeypatch.chdir(project)
    code, seen = typed(page, capsys)
    every = list(_BLOCK.finditer(seen))
    blocks = [match for match in every if page.severity == "note" or not _NOTE.match(match[0])]
    shown = "\n\n".join(match[0].rstrip() for match in blocks if match[1] == page.code) + "\n"
    if request.config.getoption("--update"):
        file.write_text(with_shown(file, shown), encoding="utf-8")
    else:
        assert shown == page.shown
    others = [match[0] for match in blocks if match[1] != page.code and not _NOTE.match(match[0])]
    assert not others or page.code in _NEVER_ALONE, "one mistake is one finding"
    assert [match[1] for match in blocks].count(page.code) == 1, seen
    assert code == page.exit_code


def typed(page: Page, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Type the commands of a page; exit code and output of the last one, which is `atlas`."""
    code, seen = -1, ""
    for command in page.commands:
        words = shlex.split(command)
        if words[0] != "atlas":
            subprocess.run(["sh", "-c", command], check=True, env=_SURROUNDINGS)
            continue
        dated = words[1] in _JUDGING and "--as-of" not in words
        with of_an_ordinary_user():
            code = run([*words[1:], *(("--as-of", TODAY) if dated else ())])
        captured = capsys.readouterr()
        seen = captured.out + captured.err
    return code, seen


def test_the_index_lists_every_page(request: pytest.FixtureRequest) -> None:
    index = PROJECT / "docs" / "diagnostics" / "README.md"
    text = index.read_text(encoding="utf-8")
    pages = [parse(file) for file in PAGES]
    rows = "".join(
        f"| [`{page.code}`]({page.code}.md) | {page.title} | {page.severity} | {page.exit_code} |\n" for page in pages
    )
    head, rule, _ = text.partition("| --- | --- | --- | --- |\n")
    if request.config.getoption("--update"):
        index.write_text(head + rule + rows, encoding="utf-8")
    else:
        assert text == head + rule + rows


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_the_head_of_a_page_is_true(file: Path) -> None:
    from house.test_codes import codes

    page = parse(file)
    code = next(code for _, code in codes() if code.id == page.code)
    assert (file.stem, page.title, page.severity) == (code.id, code.title, code.severity.value)
