"""The commands as a user types them: what is printed where, and the exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from compiler.cli import run

SHIPPED = Path(__file__).parents[2] / "atlas.yaml"
AS_OF = "2026-11-22"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped file, to stand in; not a repository."""
    shutil.copy(SHIPPED, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(project: Path, old: str, new: str) -> None:
    file = project / "atlas.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def place(project: Path, text: str) -> str:
    before = (project / "atlas.yaml").read_text().partition(text)[0]
    return f"atlas.yaml:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def commit(project: Path) -> None:
    for words in (["init", "-q"], ["add", "-A"], ["-c", "user.name=A", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *words], cwd=project, check=True)


def test_a_sound_file_is_said_to_be_sound(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--as-of", AS_OF]) == 0
    assert "atlas.yaml is sound: production, staging; 3 known gaps acknowledged.\n" in capsys.readouterr().out


def test_a_wrong_file_exits_with_three_and_shows_the_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "above: 10s", "above: 10")
    assert run(["validate", "--as-of", AS_OF]) == 3
    shown = capsys.readouterr().out
    assert "error: `above: 10` has no unit.  [unit-missing]" in shown
    assert place(project, "10, for: 30s") in shown


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_machine_forms_are_all_of_stdout(form: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(project, "above: 10s", "above: 10")
    assert run(["validate", "--as-of", AS_OF, "--format", form]) == 3
    assert "unit-missing" in json.dumps(json.loads(capsys.readouterr().out))


def test_compile_writes_once_and_then_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compile", "--check", "--as-of", AS_OF]) == 2
    assert not (project / "generated").exists()
    assert run(["compile", "--as-of", AS_OF]) == 0
    assert "+ generated/production/inventory.json\n" in capsys.readouterr().out
    stamps = {file: file.stat().st_mtime_ns for file in (project / "generated").rglob("*")}
    assert run(["compile", "--as-of", AS_OF]) == 0
    assert "generated/ is what atlas.yaml compiles to" in capsys.readouterr().out
    assert {file: file.stat().st_mtime_ns for file in (project / "generated").rglob("*")} == stamps
    assert run(["compile", "--check", "--as-of", AS_OF]) == 0


def test_nothing_is_written_while_anything_is_wrong(project: Path) -> None:
    edit(project, "above: 10s", "above: 10")
    assert run(["compile", "--as-of", AS_OF]) == 3
    assert not (project / "generated").exists()


def test_one_environment_can_be_compiled_and_the_other_stays(project: Path) -> None:
    assert run(["compile", "--as-of", AS_OF]) == 0
    before = (project / "generated/production/inventory.json").read_bytes()
    edit(project, "      cache.main.nodes: 1\n", "      cache.main.nodes: 1\n      regions.us-east-1.state: joining\n")
    edit(project, "state: eu-central-1", "state: us-west-2")
    assert run(["compile", "--env", "staging", "--as-of", AS_OF]) == 0
    assert b'"joining"' in (project / "generated/staging/inventory.json").read_bytes()
    assert (project / "generated/production/inventory.json").read_bytes() == before


def test_a_file_edited_by_hand_is_refused_and_kept(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compile", "--as-of", AS_OF]) == 0
    edited = project / "generated/production/inventory.json"
    edited.write_text("mine")
    assert run(["compile", "--as-of", AS_OF]) == 4
    assert edited.read_text() == "mine"
    assert "[file-edited]" in capsys.readouterr().err


def test_a_region_that_holds_data_can_not_be_deleted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compile", "--as-of", AS_OF]) == 0
    commit(project)
    shutil.rmtree(project / "generated")
    text = (project / "atlas.yaml").read_text().splitlines(keepends=True)
    kept = [line for line in text if "ap-southeast-1:" not in line]
    start = next(at for at, line in enumerate(kept) if "code: recovery-none" in line)
    (project / "atlas.yaml").write_text(
        "".join(kept[:start] + kept[start + 5 :]).replace("      except:   ", "      #")
    )
    assert run(["compile", "--as-of", AS_OF]) == 4
    assert "[region-deleted]" in capsys.readouterr().err
    assert not (project / "generated").exists()


def test_an_acknowledgement_runs_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["validate", "--as-of", "2027-06-01"]) == 3
    assert "[acknowledge-expired]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bogus"], "There is no command `bogus`."),
        (["complie"], "Did you mean `compile`?"),
        (["validate", "--nope"], "No such option"),
        (["validate", "--format", "xml"], "xml"),
        (["validate", "--env", "stagin"], "Did you mean `staging`?"),
        (["validate", "--file", "atlas.yml"], "There is no file `atlas.yml`"),
        (["validate", "--as-of", "tomorrow"], "tomorrow"),
        (["model", "compute.apii"], "Did you mean `api`?"),
        (["model", "--env", "prod"], "There is no environment `prod`."),
        (["explain", "compute.api.spt"], "Did you mean `spot`?"),
        (["facts", "regions", "eu-west-9"], "eu-west-"),
        (["compile", "--base", "nowhere"], "nowhere"),
    ],
)
def test_a_wrong_call_exits_with_one_and_says_why(
    words: list[str], said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "--base" in words:
        commit(project)
    assert run(words) == 1
    captured = capsys.readouterr()
    assert said in captured.err + captured.out


def test_the_model_says_where_each_value_comes_from(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["model", "compute.api", "--env", "staging"]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert f"compute.api.tasks.min 1 {place(project, '1, peak: 1, max: 2')} (override)" in lines
    assert "compute.api.port 8080 default of edition 1" in lines
    assert f"compute.api.task.memory 4GB {place(project, '4GB, arch')}" in lines
    assert run(["model", "regions.us-east-1.recovery", "--env", "staging"]) == 0
    assert "narrowed by environments.staging.regions" in capsys.readouterr().out


def test_a_key_is_explained_with_its_value_here(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "compute.api.port"]) == 0
    shown = capsys.readouterr().out
    assert "left out  8080\n" in shown
    assert "here      not written\n" in shown


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    assert "_ATLAS_COMPLETE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("atlas expl", {"explain"}),
        ("atlas explain compute.api.sp", {"compute.api.spot"}),
        ("atlas model replication.wr", {"replication.writer"}),
        ("atlas facts regions eu-west-", {"eu-west-1", "eu-west-2", "eu-west-3"}),
        ("atlas compile --env st", {"staging"}),
    ],
)
def test_words_are_completed(
    words: str,
    offered: set[str],
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("_ATLAS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    assert run([]) == 0
    assert {line.partition(",")[2] for line in capsys.readouterr().out.splitlines()} == offered


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    for words in ([], *([name] for name in ("validate", "compile", "model", "explain", "facts", "completion"))):
        assert run([*words, "--help"]) == 0
        shown = capsys.readouterr().out
        assert "atlas " in shown.partition("Options:")[0], words
        assert [line for line in shown.splitlines() if len(line) > 100] == []
