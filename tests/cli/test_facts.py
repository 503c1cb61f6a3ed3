"""`atlas facts` as people type it."""

import json
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner, Result

from compiler.cli.facts import facts
from compiler.cli.facts import quotas as command
from compiler.world import quotas
from compiler.world.reading import FactsError
from compiler.world.regions import region_ids
from compiler.world.sources import Table

SUBJECTS = ["regions", "latency", "limits", "quotas", "times", "tls", "prices", "values"]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(facts, arguments, prog_name="atlas facts")


def test_every_subject_is_listed_with_a_line() -> None:
    listed = run("--help").stdout.partition("Commands:\n")[2].splitlines()
    assert [line.split()[0] for line in listed] == SUBJECTS
    assert all(line.endswith(".") for line in listed)


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (["regions"], "34 regions of AWS, facts as of 2026-05-20\n"),
        (["latency"], "496 of 561 pairs of regions are measured, as of 2025-05-29\n"),
        (["latency", "eu-west-1"], "eu-west-1 and 33 other regions, the nearest first\n"),
        (["latency", "eu-west-1", "ap-southeast-1"], "eu-west-1 and ap-southeast-1, 11200 km apart\n"),
        (["latency", "eu-west-1", "us-east-1", "eu-west-3"], "3 pairs of regions\n"),
        (["limits"], "20 kinds of names and their limits, facts as of "),
        (["limits", "alb"], "alb, facts as of 2026-05\n"),
        (["quotas", "fargate"], "11 quotas, facts as of "),
        (["quotas", "logs.retention_days"], "logs.retention_days\n\nfact        value\n"),
        (["times"], "6 steps and how long they take, facts as of "),
        (["times", "task-start"], "task-start\n\nfact        value\n"),
        (["tls"], "8 hops and the best TLS minimum of each, facts as of "),
        (["tls", "app_to_cache"], "app_to_cache\n\nfact          value\n"),
        (["prices"], "73 items and their list prices, facts as of "),
        (["prices", "fargate"], "5 items and their list prices, facts as of "),
        (["prices", "fargate.x86.vcpu"], "fargate.x86.vcpu, per vCPU-hour\n"),
        (["values"], "236 resources with rules for the values of arguments, facts as of 2026-08-03\n"),
        (["values", "aws_lb_listener"], "aws_lb_listener\n\nargument  takes\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_question_has_its_answer(arguments: list[str], begins: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(begins)


def test_all_regions_are_listed() -> None:
    text = run("regions").stdout
    assert all(f"\n{region_id} " in text for region_id in region_ids())
    assert text.endswith("eu-west-1\n")


@pytest.mark.parametrize(
    ("arguments", "first", "second"),
    [
        (["regions", "us-east-1", "eu-west-1", "us-east-1"], "us-east-1: ", "\neu-west-1: "),
        (["quotas", "s3.rtc", "alb.rules_per_alb", "s3.rtc"], "s3.rtc\n", "\nalb.rules_per_alb\n"),
        (["tls", "app_to_cache", "alb_to_app"], "app_to_cache\n", "\nalb_to_app\n"),
    ],
)
def test_what_is_named_is_shown_once_and_in_the_order_asked_for(arguments: list[str], first: str, second: str) -> None:
    text = run(*arguments).stdout
    assert text.startswith(first)
    assert text.count(f"\n{first}") == 0
    assert text.count(second) == 1


def test_a_beginning_stands_for_all_names_with_it() -> None:
    listed = run("quotas", "route53.healthcheck", "s3.rtc").stdout.split("\n\n")[1]
    names = {line.split()[0] for line in listed.splitlines() if line[0] != " "}
    expected = {name for name in quotas.quota_ids() if name.startswith("route53.healthcheck.")}
    assert names == expected | {"s3.rtc", "quota"}


@pytest.mark.parametrize(
    ("arguments", "keys", "count"),
    [
        (["regions"], {"regions", "sources"}, 34),
        (["regions", "eu-west-1"], {"regions", "sources"}, 1),
        (["latency"], {"latencies", "round_trips", "steady"}, 561),
        (["latency", "eu-west-1"], {"latencies", "round_trips", "steady"}, 33),
        (["latency", "eu-west-1", "us-east-1"], {"latencies", "round_trips", "steady"}, 1),
        (["limits"], {"limits"}, 20),
        (["limits", "alb"], {"limits"}, 1),
        (["quotas", "logs"], {"quotas"}, 3),
        (["times"], {"times"}, 6),
        (["tls"], {"hops"}, 8),
        (["prices", "s3.put"], {"items"}, 1),
        (["values", "aws_lb_listener"], {"values", "source", "as_of", "confidence", "note"}, 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_json_is_for_programs(arguments: list[str], keys: set[str], count: int) -> None:
    result = run(*arguments, "--format", "json")
    data = json.loads(result.stdout)
    assert (result.exit_code, set(data)) == (0, keys)
    counted = {"latency": "latencies", "tls": "hops", "prices": "items"}.get(arguments[0], arguments[0])
    assert len(data[counted]) == count


def test_numbers_are_numbers_and_unknown_is_null() -> None:
    (pair,) = json.loads(run("latency", "eu-west-1", "ap-southeast-6", "--format", "json").stdout)["latencies"]
    assert (pair["floor"], pair["median"], pair["measured"]) == (179.7, None, False)
    (item,) = json.loads(run("prices", "fargate.x86.vcpu", "--format", "json").stdout)["items"]
    assert {price["region"]: price["usd"] for price in item["prices"]}["eu-west-1"] == 0.04048


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["regions", "eu-wst-1"], "no facts of a region `eu-wst-1`. Did you mean `eu-west-1`?"),
        (["regions", "EU-West-1"], "no facts of a region `EU-West-1`. Did you mean `eu-west-1`?"),
        (["regions", "Paris"], "no facts of a region `Paris`. Did you mean `eu-west-3`?"),
        (["regions", "xx"], "no facts of a region `xx`. `atlas facts regions` shows all that it has."),
        (["regions", "eu-west-1", "xx"], "no facts of a region `xx`."),
        (["latency", "eu-west-1", "Singapore"], "no facts of a region `Singapore`. Did you mean `ap-southeast-1`?"),
        (["limits", "s3-buket"], "no facts of a limit `s3-buket`. Did you mean `s3-bucket`?"),
        (["quotas", "logs.retention"], "no facts of a quota `logs.retention`."),
        (["quotas", "log.retention_days"], "Did you mean `logs.retention_days`?"),
        (["quotas", "fargat"], "no facts of a quota `fargat`. Did you mean `fargate`?"),
        (["quotas", "alb."], "no facts of a quota `alb.`."),
        (["times", "task-strat"], "no facts of a step `task-strat`. Did you mean `task-start`?"),
        (["tls", "app_to_cach"], "no facts of a hop `app_to_cach`. Did you mean `app_to_cache`?"),
        (["prices", "fargate.x86.cpu"], "no facts of an item `fargate.x86.cpu`. Did you mean `fargate.x86.vcpu`?"),
        (["values", "aws_lb_listner"], "no facts of a resource `aws_lb_listner`. Did you mean `aws_lb_listener`?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_not_known_is_said_on_stderr(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr


def test_a_mistyped_subject_is_asked_back() -> None:
    result = run("latncy")
    assert result.stdout == ""
    assert "There is no command `latncy`. Did you mean `latency`?" in result.stderr


def test_damaged_facts_end_with_a_message_and_not_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def damaged() -> None:
        raise FactsError(tmp_path / "quotas.json", "`alb.rules_per_alb.most` is missing.")

    monkeypatch.setattr(command, "quota_ids", damaged)
    result = run("quotas")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "quotas.json: `alb.rules_per_alb.most` is missing." in result.stderr
    assert "install Atlas again" in result.stderr


@pytest.mark.parametrize("arguments", [[], *([subject] for subject in SUBJECTS)], ids=" ".join)
def test_help_teaches_with_examples_that_work(arguments: list[str]) -> None:
    result = run(*arguments, "--help")
    examples = [line.split()[2:] for line in result.stdout.splitlines() if line.startswith("      atlas facts ")]
    assert result.exit_code == 0
    assert examples
    assert [example for example in examples if run(*example).exit_code != 0] == []


@pytest.mark.parametrize(
    ("subject", "typed", "offered"),
    [
        ("regions", "eu-central", ["eu-central-1", "eu-central-2"]),
        ("latency", "us-west", ["us-west-1", "us-west-2"]),
        ("limits", "postgres", ["postgres-identifier", "postgres-slot"]),
        ("quotas", "logs.", ["logs.event_size", "logs.retention_days", "logs.subscription_filters"]),
        ("times", "dns", ["dns-propagation", "dns-ttl"]),
        ("tls", "app", ["app_to_database", "app_to_cache"]),
        ("prices", "nat", ["nat.gb", "nat.hour"]),
        ("values", "aws_lb", ["aws_lb", "aws_lb_listener", "aws_lb_target_group"]),
    ],
)
def test_the_shell_completes_names(subject: str, typed: str, offered: list[str]) -> None:
    complete = ShellComplete(facts, {}, "atlas", "_ATLAS_COMPLETE")
    assert [item.value for item in complete.get_completions([subject], typed)] == offered


def test_the_shell_is_offered_nothing_where_facts_are_damaged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def damaged() -> Table:
        raise FactsError(tmp_path / "quotas.json", "the file isn't JSON.")

    monkeypatch.setattr(quotas, "_table", damaged)
    complete = ShellComplete(facts, {}, "atlas", "_ATLAS_COMPLETE")
    assert complete.get_completions(["quotas"], "alb") == []
