"""Environments share nothing, and a version comes to each of them in some order."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import Seen, findings, seen
from systems import GONE, SHIPPED, THREE_LAWS, model

from compiler.diagnostic import Diagnostic, dotted
from compiler.language.overlay import BASE
from compiler.rules.environments import check
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
TRIAL = {"account": "999999999999", "data": "synthetic", "override": {"domain": "atlas-crm-trial.com"}}


TWO = (BASE, "staging")


def found(changes: Mapping[str, Any], of: Path = SHIPPED, names: tuple[str, ...] = TWO) -> list[Diagnostic]:
    return list(check({name: model(changes, of=of, environment=name) for name in names}, CONTEXT))


def short(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{one.code.id} {dotted(one.path)}" for one in diagnostics]


@pytest.mark.parametrize(("file", "names"), [(SHIPPED, TWO), (THREE_LAWS, (BASE, "trial"))], ids=["crm", "pay"])
def test_two_companies_keep_theirs_apart(file: Path, names: tuple[str, ...]) -> None:
    assert found({}, file, names) == []


ACCOUNT = '"111111111111"'
DOMAIN = "      domain: atlas-crm-staging.com\n"
INSIDE = "api.atlas-crm.com"
ROW = f"    account: {ACCOUNT}\n"
WORDS = [
    ("one account", (ACCOUNT, '"222222222222"'), "account-shared", '"222222222222"'),
    ("one domain, overridden", (DOMAIN, DOMAIN.replace("-staging", "")), "domain-shared", "atlas-crm.com"),
    ("one domain, never said", (DOMAIN, ""), "domain-shared", "override"),
    ("a domain that is a name of the other", (DOMAIN, f"      domain: {INSIDE}\n"), "domain-shared", INSIDE),
    ("after itself", ("    after: staging  ", "    after: production  "), "environment-after", "production"),
    ("after each other", (ROW, f"{ROW}    after: production\n"), "environment-after", "staging"),
    ("people's data under less", ("    data: synthetic  ", "    data: real  "), "promises-reported", "reported"),
]


@pytest.mark.parametrize(("case", "change", "code", "under"), WORDS, ids=[case[0] for case in WORDS])
def test_the_wrong_word_is_under_the_caret(
    case: str, change: tuple[str, str], code: str, under: str, tmp_path: Path
) -> None:
    assert [one for one in seen(tmp_path, change) if one.code == code] == [Seen(code, under)]


def test_what_is_shared_is_said(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, (DOMAIN, f"      domain: {INSIDE}\n"))
    assert one.what == "`staging` would answer at eu-west-1.api.atlas-crm.com, as `production` does."
    (one,) = findings(tmp_path, (ACCOUNT, '"222222222222"'))
    assert one.what == "`staging` is in the account of `production`."


def test_the_body_of_the_file_is_the_one_that_others_are_held_against() -> None:
    canary = {**TRIAL, "account": "222222222222", "override": {}}
    found_here = found({"environments.canary": canary}, names=("canary", BASE))
    assert short(found_here) == [
        "account-shared environments.canary.account",
        "domain-shared environments.canary.override.domain",
    ]
    assert found_here[1].what == "`canary` has the domain of `production`, atlas-crm.com."


def test_three_in_a_circle_are_one_finding() -> None:
    changes = {
        "environments.trial": {**TRIAL, "after": "production"},
        "environments.staging.after": "trial",
    }
    (one,) = found(changes, names=("trial", BASE, "staging"))
    assert (one.code.id, dotted(one.path)) == ("environment-after", "environments.production.after")
    assert one.what == "`production`, `staging` and `trial` come after each other, in a circle."


def test_who_waits_for_a_circle_is_not_in_it() -> None:
    changes = {"environments.trial": {**TRIAL, "after": "staging"}, "environments.staging.after": "staging"}
    assert short(found(changes, names=("trial", BASE, "staging"))) == ["environment-after environments.staging.after"]


def test_networks_that_never_meet_may_have_the_same_addresses() -> None:
    override = {"domain": "x.example", "network.pool": str(model().network.pool), "release.state": "eu-west-1"}
    assert found({"environments.staging.override": override}) == []


def test_promises_may_be_reported_where_nobody_s_data_is() -> None:
    assert found({"environments.staging.data": "synthetic"}) == []
    assert short(found({"environments.staging.data": GONE})) == ["promises-reported environments.staging.promises"]
    assert found({"environments.staging.data": "real", "environments.staging.promises": "enforced"}) == []


@given(st.permutations([BASE, "staging"]))
def test_the_order_of_environments_means_nothing(names: list[str]) -> None:
    changes = {"environments.staging.account": "222222222222"}
    assert short(found(changes, names=tuple(names))) == ["account-shared environments.staging.account"]


def test_production_is_of_people() -> None:
    """Two words would take it past every promise and every paper."""
    for promises in ("reported", "enforced"):
        changes = {"environments.production.data": "synthetic", "environments.production.promises": promises}
        assert short(found(changes)) == ["promises-reported environments.production.data"]
