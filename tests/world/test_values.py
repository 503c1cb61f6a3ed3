import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.world.reading import FactsError, Record, read
from compiler.world.sources import Confidence
from compiler.world.values import FILE, ValueRule, all_rules, check, parse_rule, parse_rules, resources, rule, rules

RULES = [found for resource in resources() for found in rules(resource)]


def test_the_file_says_where_it_comes_from() -> None:
    found = all_rules()
    assert "tflint-ruleset-aws at e439f77" in found.source
    assert (found.as_of, found.confidence) == ("2026-08-03", Confidence.MEDIUM)
    assert "only not known" in found.note


def test_all_rules_can_be_read() -> None:
    assert len(resources()) == 236
    assert len(RULES) == 581
    assert list(resources()) == sorted(resources())
    assert all(
        [found.argument for found in rules(name)] == sorted(f.argument for f in rules(name)) for name in resources()
    )


FITS = [
    ("aws_lb_listener", "protocol", "HTTPS"),
    ("aws_iam_role", "name", "atlas-crm-production-task-ap-southeast-1"),
    ("aws_iam_role", "name", "a" * 64),
    ("aws_kms_alias", "name", "alias/atlas"),
    ("aws_ecs_service", "launch_type", "FARGATE"),
    ("aws_cloudwatch_metric_alarm", "comparison_operator", "GreaterThanThreshold"),
    ("aws_route53_health_check", "type", "TCP"),
]


@pytest.mark.parametrize(("resource", "argument", "value"), FITS)
def test_a_value_that_aws_takes_fits(resource: str, argument: str, value: str) -> None:
    assert rule(resource, argument) is not None
    assert check(resource, argument, value) is None


@pytest.mark.parametrize(
    ("resource", "argument", "value", "says"),
    [
        (
            "aws_lb_target_group",
            "target_type",
            "task",
            "`task` can't be `target_type` of `aws_lb_target_group`: it may be `alb`, `instance`, `ip`, `lambda`.",
        ),
        (
            "aws_iam_role",
            "name",
            "a" * 65,
            f"`{'a' * 60}…` can't be `name` of `aws_iam_role`: it has 65 characters, at most 64 are allowed.",
        ),
    ],
)
def test_a_value_that_aws_refuses_is_told_why(resource: str, argument: str, value: str, says: str) -> None:
    assert check(resource, argument, value) == says


@pytest.mark.parametrize(
    ("value", "shown"),
    [("a/b", "a/b"), ("a\n", "aU+000A"), ("é", "é")],
    ids=["a slash", "a line break at the end", "a letter beyond ASCII"],
)
def test_a_value_of_another_form_is_told_the_pattern(value: str, shown: str) -> None:
    expected = rf"`{shown}` can't be `name` of `aws_iam_role`: it doesn't fit `^[\w+=,.@-]+$`."
    assert check("aws_iam_role", "name", value) == expected


def test_too_short_a_value_is_told_how_long_it_must_be() -> None:
    said = check("aws_kms_alias", "name", "")
    assert said == "`` can't be `name` of `aws_kms_alias`: it has 0 characters, at least 1 are needed."


def test_a_long_list_is_cut() -> None:
    found = check("aws_appautoscaling_policy", "scalable_dimension", "tasks")
    assert found is not None
    assert re.search(r"`, `[a-z:A-Z]+` and \d+ more\.$", found)


@pytest.mark.parametrize(
    ("resource", "argument", "value"),
    [
        ("aws_lb", "name", "anything at all"),
        ("aws_moon", "phase", "full"),
        ("aws_iam_role", "name", "${var.name}/with/slashes"),
    ],
)
def test_what_cannot_be_judged_is_not_refused(resource: str, argument: str, value: str) -> None:
    assert check(resource, argument, value) is None


def test_what_has_no_rule_has_none() -> None:
    assert rule("aws_iam_role", "nmae") is None
    assert rules("aws_moon") == ()


@given(st.sampled_from([found for found in RULES if found.words]), st.data())
def test_every_listed_word_fits_and_only_those(found: ValueRule, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(found.words))
    assert check(found.resource, found.argument, word) is None
    assert check(found.resource, found.argument, f"{word}!") is not None


@given(st.sampled_from([found for found in RULES if found.most is not None and not found.words]), st.integers(1, 5))
def test_no_text_is_longer_than_allowed(found: ValueRule, more: int) -> None:
    assert found.most is not None
    said = check(found.resource, found.argument, "a" * (found.most + more))
    assert said is not None
    assert f"at most {found.most} are allowed" in said


def test_no_rule_is_written_twice() -> None:
    def once(items: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(items)) == len(items), items
        return dict(items)

    data = json.loads(FILE.read_text(encoding="utf-8"), object_pairs_hook=once)
    assert list(data["resources"]) == sorted(data["resources"])


@pytest.mark.parametrize(
    ("row", "says"),
    [
        pytest.param({}, "`r` allows no text at all, or any", id="no rule at all"),
        pytest.param({"min": 5, "max": 4}, "`r` allows no text at all, or any", id="bounds without room"),
        pytest.param({"min": -1}, "`min` should be 0 or more", id="a negative length"),
        pytest.param({"max": "5"}, "`max` should be a whole number", id="a text for a length"),
        pytest.param({"pattern": "("}, "`pattern` isn't a regular expression", id="a broken pattern"),
        pytest.param({"enum": [1]}, "`enum` should hold texts only", id="a number for a word"),
        pytest.param({"enum": ["a"], "regex": "a"}, "`regex` isn't a fact", id="a mistyped key"),
    ],
)
def test_a_bad_rule_is_told_what_is_wrong(row: dict[str, object], says: str) -> None:
    with pytest.raises(FactsError, match=says.replace("`r`", "the file")):
        parse_rule("aws_thing", "r", Record(Path("values.json"), row))


@pytest.mark.parametrize(
    ("left_out", "says"), [(key, f"`{key}` is missing") for key in ("what", "source", "as_of", "confidence", "note")]
)
def test_a_file_without_its_origin_is_refused(left_out: str, says: str) -> None:
    head = {"what": "x", "source": "x", "as_of": "2026", "confidence": "low", "note": "x", "resources": {}}
    with pytest.raises(FactsError, match=says):
        parse_rules(Record(Path("values.json"), {key: value for key, value in head.items() if key != left_out}))


def test_a_file_that_is_cut_off_is_told_so(tmp_path: Path) -> None:
    file = tmp_path / "values.json"
    file.write_bytes(FILE.read_bytes()[:5000])
    with pytest.raises(FactsError, match="isn't JSON"):
        read(file)
