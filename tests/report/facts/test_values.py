import pytest
from report.lines import bad_lines

from compiler.report.facts.values import resource_text, resources_text, said
from compiler.world.values import all_rules, resources, rule, rules

LISTENER = """\
aws_lb_target_group

argument     takes
protocol     GENEVE, HTTP, HTTPS, QUIC, TCP, TCP_QUIC, TCP_UDP, TLS and 1 more
target_type  alb, instance, ip, lambda

Source: github.com/terraform-linters/tflint-ruleset-aws at e439f77: AWS's API
  models, mapped to the arguments of the AWS provider (as of 2026-08-03,
  confidence: medium). """


@pytest.mark.parametrize(
    ("argument", "words"),
    [
        (("aws_iam_role", "name"), r"1 to 64 characters, what fits ^[\w+=,.@-]+$"),
        (("aws_iam_role", "permissions_boundary"), "20 to 2048 characters"),
        (("aws_cloudwatch_event_rule", "description"), "at most 512 characters"),
        (("aws_elasticache_user", "user_id"), "at least 1 characters, what fits ^[a-zA-Z][a-zA-Z0-9\\-]*$"),
        (("aws_backup_vault", "name"), r"what fits ^[a-zA-Z0-9\-\_]{2,50}$"),
    ],
)
def test_a_rule_is_said_in_words(argument: tuple[str, str], words: str) -> None:
    found = rule(*argument)
    assert found is not None
    assert said(found) == words


def test_the_rules_of_one_resource_are_shown_with_their_source() -> None:
    assert resource_text(rules("aws_lb_target_group"), all_rules()).startswith(LISTENER)


def test_resources_are_listed_with_their_arguments() -> None:
    text = resources_text([rules("aws_iam_role"), rules("aws_lb_listener")], all_rules())
    assert text.startswith("2 resources with rules for the values of arguments, facts as of 2026-08-03\n\n")
    assert (
        "\naws_iam_role: assume_role_policy, description, name, path, permissions_boundary\naws_lb_listener: " in text
    )
    assert "only not known" in text


def test_everything_fits_80_columns() -> None:
    listed = [rules(name) for name in resources()]
    texts = [resources_text(listed, all_rules()), *(resource_text(found, all_rules()) for found in listed)]
    assert bad_lines("\n".join(texts), 80) == []
