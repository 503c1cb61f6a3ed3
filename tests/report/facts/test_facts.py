import json
from decimal import Decimal

import pytest

from compiler.report.facts import dates, facts_json
from compiler.world.limits import name_limit
from compiler.world.regions import region, sources


def test_json_has_every_fact() -> None:
    data = json.loads(facts_json(regions=[region("eu-west-1")], sources=sources(), limits=[name_limit("alb")]))
    (ireland,), (alb,) = data["regions"], data["limits"]
    assert (ireland["id"], ireland["number"], ireland["opt_in"]) == ("eu-west-1", 22, False)
    assert ireland["adequacy"] == {"answer": "not needed", "note": "in the EEA"}
    assert {"fact": "zones", "source": "aws-parameters"} in ireland["origins"]
    assert (alb["max"], alb["unique_within"], alb["unit"]) == (32, "account and region", "characters")
    assert {source["id"] for source in data["sources"]} >= {"botocore"}


def test_an_exact_number_is_a_number_and_unknown_is_null() -> None:
    assert json.loads(facts_json(a=Decimal("0.0000166667"), b=None, c=Decimal(3))) == {
        "a": 1.66667e-05,
        "b": None,
        "c": 3,
    }


def test_what_has_no_form_is_an_error_of_ours() -> None:
    with pytest.raises(TypeError):
        facts_json(a=object())


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (["2026-05"], "2026-05"),
        (["2026-05", "2026-05"], "2026-05"),
        (["2026", "2019-01-01", "2023-06-15"], "2019-01-01 to 2026"),
    ],
)
def test_dates_are_said_from_the_first_to_the_last(found: list[str], said: str) -> None:
    assert dates(found) == said
