import json

import pytest
from click.testing import CliRunner, Result

from compiler.cli import facts as command
from compiler.world.reading import FactsError
from compiler.world.regions import region_ids


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command.facts, arguments)


def test_regions_are_listed() -> None:
    result = run("regions")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("34 regions of AWS, facts as of 2026-05-20\n")
    assert all(f"\n{region_id} " in result.stdout for region_id in region_ids())
    assert result.stdout.endswith("eu-west-1\n")


def test_the_named_regions_are_shown_in_full_in_the_order_asked_for() -> None:
    result = run("regions", "us-east-1", "eu-west-1", "us-east-1")
    assert result.exit_code == 0
    assert result.stdout.startswith("us-east-1: US East (N. Virginia)")
    assert result.stdout.count("\nus-east-1: ") == 0
    assert result.stdout.count("\neu-west-1: ") == 1


def test_limits_are_listed_and_one_is_shown_in_full() -> None:
    assert "\npostgres-slot " in run("limits").stdout
    assert "\nlength         1 to 32 characters\n" in run("limits", "alb").stdout


@pytest.mark.parametrize(
    ("arguments", "keys", "count"),
    [
        (["regions"], {"regions", "sources"}, 34),
        (["regions", "eu-west-1"], {"regions", "sources"}, 1),
        (["limits"], {"limits"}, 20),
        (["limits", "alb"], {"limits"}, 1),
    ],
)
def test_json_is_for_programs(arguments: list[str], keys: set[str], count: int) -> None:
    result = run(*arguments, "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, set(data), len(data[arguments[0]])) == (0, keys, count)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["regions", "eu-wst-1"], "no facts of a region `eu-wst-1`. Did you mean `eu-west-1`?"),
        (["regions", "EU-West-1"], "no facts of a region `EU-West-1`. Did you mean `eu-west-1`?"),
        (["regions", "Paris"], "no facts of a region `Paris`. Did you mean `eu-west-3`?"),
        (["regions", "xx"], "no facts of a region `xx`. `atlas facts regions` shows all that it has."),
        (["regions", "eu-west-1", "xx"], "no facts of a region `xx`."),
        (["limits", "s3-buket"], "no facts of a limit `s3-buket`. Did you mean `s3-bucket`?"),
    ],
)
def test_what_is_not_known_is_said_on_stderr(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


def test_damaged_facts_end_with_a_message_and_not_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    def damaged() -> None:
        raise FactsError(tmp_path / "limits.yaml", "`alb.max` is missing.")

    monkeypatch.setattr(command, "name_limits", damaged)
    result = run("limits")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "limits.yaml: `alb.max` is missing." in result.stderr
    assert "install Atlas again" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["regions"], ["limits"]])
def test_help_teaches_with_examples(arguments: list[str]) -> None:
    result = run(*arguments, "--help")
    assert result.exit_code == 0
    assert "\n      atlas facts " in result.stdout


@pytest.mark.parametrize(
    ("words", "typed", "offered"),
    [
        ("regions", "eu-central", ["eu-central-1", "eu-central-2"]),
        ("limits", "postgres", ["postgres-identifier", "postgres-slot"]),
    ],
)
def test_the_shell_completes_names(words: str, typed: str, offered: list[str]) -> None:
    from click.shell_completion import ShellComplete

    complete = ShellComplete(command.facts, {}, "atlas", "_ATLAS_COMPLETE")
    assert [item.value for item in complete.get_completions([words], typed)] == offered
