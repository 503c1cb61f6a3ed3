from __future__ import annotations

from datetime import date

import pytest
from systems import model

from compiler.diagnostic import Severity
from compiler.rules import RULES, check, codes
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})


def test_the_shipped_file_has_exactly_the_gaps_that_it_acknowledges() -> None:
    deployment = model()
    every = check(deployment, CONTEXT)
    found = {(one.code.id, ".".join(map(str, one.path))) for one in every if one.code.severity is not Severity.NOTE}
    assert found == {(waived.code, waived.path) for waived in deployment.acknowledge}


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_a_broken_promise_is_a_note_where_promises_are_only_reported(environment: str) -> None:
    every = check(model(environment=environment), CONTEXT)
    found = [one for one in every if one.code.acknowledgeable]
    reported = environment == "staging"
    assert found
    assert {one.code.severity for one in found} == {Severity.NOTE if reported else Severity.ERROR}
    assert all(one.do.startswith("Nothing has to be done") == reported for one in found)


def test_what_no_promise_is_stays_an_error_everywhere() -> None:
    row = {"place": "Paris", "jurisdiction": "EU", "recovery": "eu-central-1", "wave": "3"}
    found = check(model({"regions.eu-west-1": row}, environment="staging"), CONTEXT)
    assert [one.code.severity for one in found if one.code.id == "region-place"] == [Severity.ERROR]


def test_no_code_is_found_by_two_rules() -> None:
    every = [code.id for rule in RULES for code in rule.codes]
    assert len(every) == len(set(every))


def test_only_what_physics_or_a_provider_breaks_can_be_acknowledged() -> None:
    assert {code for code, acknowledgeable in codes().items() if acknowledgeable} == {
        "alarm-by-mail",
        "capacity-short",
        "instance-unknown",
        "latency-unreachable",
        "objective-unmet",
        "quota-exceeded",
        "recovery-none",
        "tls-below-minimum",
        "wal-exceeds-disk",
    }
