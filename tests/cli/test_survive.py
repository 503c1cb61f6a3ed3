"""`atlas survive` as somebody types it at night, and as a program calls it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from compiler.cli import run

SHIPPED = Path(__file__).parents[2] / "atlas.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the shipped file, to stand in; not a repository."""
    shutil.copy(SHIPPED, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def typed(project: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    del project
    return Typed(capsys)


class Typed:
    """Types `atlas survive ...`: what it printed where, and its exit code."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, words: str) -> tuple[int, str, str]:
        code = run(["survive", *words.split()])
        said = self._capsys.readouterr()
        return code, said.out, said.err


def edit(project: Path, old: str, new: str) -> None:
    text = (project / "atlas.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (project / "atlas.yaml").write_text(text.replace(old, new), encoding="utf-8")


def test_the_matrix_is_all_of_stdout_and_fits_80_columns(typed: Typed) -> None:
    code, out, err = typed("")
    assert (code, err) == (0, "")
    assert out.startswith("production: what is left when one thing is lost\n\nlost ")
    assert "\nNobody notices: " in out
    assert max(map(len, out.splitlines())) <= 80


BEGINNINGS = {
    "eu-west-1": "If eu-west-1 is lost:",
    "region:eu-west-1": "If eu-west-1 is lost:",
    "us-east-1": "If us-east-1 is lost:",
    "eu-central-1": "If eu-central-1 is lost, nobody notices.",
    "euw1-az1": "If zone euw1-az1 is lost:",
    "zone:euw1-az1": "If zone euw1-az1 is lost:",
    "eu-west-1~us-east-1": "If the link between eu-west-1 and us-east-1 is lost:",
    "us-east-1~eu-west-1": "If the link between eu-west-1 and us-east-1 is lost:",
    "link:us-east-1~eu-west-1": "If the link between eu-west-1 and us-east-1 is lost:",
    "us-west-2~eu-central-1": "If the link between eu-central-1 and us-west-2 is lost, nobody notices.",
    "control-planes": "If the control planes in us-east-1 are lost, nobody notices.",
    "control-planes:us-east-1": "If the control planes in us-east-1 are lost, nobody notices.",
    "cloudflare": "If Cloudflare is lost:",
    "writer": "If the writer's databases are lost:",
}


@pytest.mark.parametrize("word", BEGINNINGS)
def test_everything_that_can_be_lost_has_a_word(word: str, typed: Typed) -> None:
    code, out, err = typed(f"--lose {word}")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == BEGINNINGS[word]
    assert max(map(len, out.splitlines())) <= 80


def test_two_at_once_are_worse_than_each(typed: Typed) -> None:
    _, one, _ = typed("--lose eu-west-1")
    _, two, _ = typed("--lose eu-west-1 --lose eu-central-1")
    assert two.startswith("If eu-west-1 and eu-central-1 are lost:\n")
    assert ("unavailable" in one, "unavailable" in two) == (False, True)


def test_the_same_thing_twice_is_lost_once(typed: Typed) -> None:
    assert typed("--lose eu-west-1 --lose region:eu-west-1") == typed("--lose eu-west-1")


def test_explained_every_sum_and_every_promise_is_there(typed: Typed) -> None:
    _, short, _ = typed("--lose eu-west-1")
    code, out, _ = typed("--lose eu-west-1 --explain")
    assert code == 0
    assert "  2m 30s = 30s noticed, 3 checks of 10s + 1m DNS tells everybody + 1m old\n      answers run out\n" in out
    assert "  objectives.global.region_lost.rto 30m: kept, it is 27m 30s\n" in out
    assert " = " not in short
    assert "objectives." not in short


def test_explained_without_a_loss_all_of_them_are_told(typed: Typed) -> None:
    code, out, _ = typed("--explain")
    assert code == 0
    for word in ("a zone of eu-west-1", "us-west-2", "Cloudflare", "the writer's databases"):
        assert f"If {word} " in out
    assert out.count("\n\n\nIf ") == out.count("If ") - 1, "two empty lines part them"


def test_an_environment_that_only_reports_shows_what_it_breaks(typed: Typed) -> None:
    code, out, err = typed("--env staging")
    assert (code, err) == (0, "")
    assert out.startswith("staging: ")
    assert "! unavailable" in out
    assert "ap-southeast-1" not in out


def test_json_is_what_is_committed(typed: Typed) -> None:
    code, out, err = typed("--format json")
    assert (code, err) == (0, "")
    committed = SHIPPED.parent / "generated" / "production" / "continuity.json"
    assert out == committed.read_text(encoding="utf-8")


def test_json_of_two_at_once(typed: Typed) -> None:
    code, out, _ = typed("--format json --lose eu-west-1 --lose cloudflare --env staging")
    assert code == 0
    told = json.loads(out)
    assert told["environment"] == "staging"
    assert told["losses"] == [["region:eu-west-1", "cloudflare"]]
    assert {outcome["state"] for outcome in told["outcomes"]} == {"unavailable"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("--lose eu-wst-1", "`eu-wst-1` isn't something that `production` can lose. Did you mean `eu-west-1`?"),
        ("--lose cloudfare", "Did you mean `cloudflare`?"),
        ("--lose eu-west-1~us-est-1", "Did you mean `eu-west-1~us-east-1`?"),
        ("--lose eu-west-1~eu-west-1", "isn't something that `production` can lose."),
        ("--lose mars", "These can be: `ap-southeast-1`, `eu-central-1`, `eu-west-1`, `us-east-1`, `us-west-2`, "),
        ("--lose ap-southeast-1 --env staging", "`ap-southeast-1` isn't something that `staging` can lose."),
        ("--env stagin", "Did you mean `staging`?"),
        ("--lose", "requires an argument"),
        ("--format xml", "xml"),
        ("--file atlas.yml", "There is no file `atlas.yml`"),
    ],
)
def test_a_wrong_call_exits_with_one_and_says_why(words: str, said: str, typed: Typed) -> None:
    code, out, err = typed(words)
    assert (code, out) == (1, "")
    assert said in err


def test_a_file_that_means_nothing_shows_what_is_wrong_and_no_matrix(project: Path, typed: Typed) -> None:
    edit(project, "above: 10s", "above: 10")
    code, out, err = typed("")
    assert (code, out) == (3, "")
    assert "[unit-missing]" in err


def test_a_mistake_in_one_environment_leaves_the_other_one(project: Path, typed: Typed) -> None:
    edit(project, "      cache.main.nodes: 1\n", "      cache.main.nodes: one\n")
    code, out, err = typed("")
    assert code == 3
    assert out.startswith("production: ")
    assert "[number-wrong]" in err
    assert typed("--env staging")[:2] == (3, "")


def test_a_promise_that_is_broken_is_shown_and_not_judged(project: Path, typed: Typed) -> None:
    """`atlas validate` judges; this answers a question."""
    edit(project, "region_lost: { rto: 45m, rpo: 15m }", "region_lost: { rto: 5m, rpo: 15m }")
    code, out, err = typed("--lose eu-west-1 --explain")
    assert (code, err) == (0, "")
    assert "objectives.regional.region_lost.rto 5m: not kept, it is 27m 30s\n" in out
    assert "! reads 2m 30s" in typed("")[1]


@pytest.mark.parametrize(
    ("started", "offered"),
    [
        ("eu-", ["eu-west-1", "eu-central-1"]),
        ("c", ["control-planes", "cloudflare"]),
        ("us-w", ["us-west-2"]),
    ],
)
def test_a_shell_completes_what_can_be_lost(
    started: str, offered: list[str], typed: Typed, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    del typed
    monkeypatch.setenv("_ATLAS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", f"atlas survive --lose {started}")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert run([]) == 0
    assert [line.partition(",")[2] for line in capsys.readouterr().out.splitlines()] == offered


def test_without_a_file_only_words_are_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_ATLAS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "atlas survive --lose ")
    monkeypatch.setenv("COMP_CWORD", "3")
    assert run([]) == 0
    assert capsys.readouterr().out.splitlines() == ["plain,control-planes", "plain,cloudflare", "plain,writer"]
