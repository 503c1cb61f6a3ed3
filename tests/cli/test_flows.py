"""`atlas flows` as people type it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from systems import SHIPPED

from compiler.cli import atlas, run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped file, to stand in."""
    shutil.copy(SHIPPED, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_whole_graph_is_a_table(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flows"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("production: ")
    assert "Leaves its jurisdiction, and may tell of people" in shown


def test_json_is_what_is_compiled(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flows", "--env", "staging", "--format", "json"]) == 0
    shown = capsys.readouterr().out
    assert run(["compile", "--as-of", "2026-11-22"]) == 0
    assert (project / "generated" / "staging" / "residency.json").read_text(encoding="utf-8") == shown


def test_one_entity_is_a_part_of_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flows", "--entity", "dossier", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {name for row in data["data"].values() for name in row["entities"]} == {"annonce", "dossier"}
    assert {place["jurisdiction"] for place in data["places"].values()} == {"EU", "SG", "US"}
    assert all(one[0] == one[1] for one in (edge["jurisdictions"] for edge in data["edges"]))


def test_a_diagram_can_be_pasted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["flows", "--entity", "app_user", "--format", "mermaid"]) == 0
    assert capsys.readouterr().out.startswith("flowchart LR\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--entity", "dosier"], "There is no entity `dosier`. Did you mean `dossier`?"),
        (["--entity", "xyz"], "There are `activity_log`, `annonce`, `app_user`,"),
        (["--env", "stagin"], "Did you mean `staging`?"),
        (["--format", "text"], "'table', 'json', 'mermaid'"),
    ],
)
def test_a_wrong_call_exits_with_one_and_says_why(
    words: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["flows", *words]) == 1
    assert said in capsys.readouterr().err


def test_a_file_that_can_t_be_understood_is_said_on_stderr(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "atlas.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("above: 10s", "above: 10"), encoding="utf-8")
    assert run(["flows"]) == 3
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "unit-missing" in captured.err


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("do", ["document", "dossier"]), ("", None), ("gd", []), ("purpose", [])],
)
def test_entities_are_completed_from_the_text(typed: str, offered: list[str] | None, project: Path) -> None:
    complete = ShellComplete(atlas, {}, "atlas", "_ATLAS_COMPLETE")
    found = [item.value for item in complete.get_completions(["flows", "--entity"], typed)]
    expected = ["organization", "app_user", "user_preferences", "referential", "system_configuration", "dossier"]
    expected += ["document", "annonce", "activity_log"]
    assert sorted(found) == sorted(expected if offered is None else offered)


def test_without_a_file_nothing_is_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    complete = ShellComplete(atlas, {}, "atlas", "_ATLAS_COMPLETE")
    assert complete.get_completions(["flows", "--entity"], "") == []
