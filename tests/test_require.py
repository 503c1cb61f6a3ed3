"""A test that needs something is skipped with a reason, or fails where that thing is demanded."""

from __future__ import annotations

import shutil

import pytest
from require import demanded, require

_NOWHERE = "postgres-99"


def test_what_is_there_is_returned() -> None:
    assert str(require("git")) == shutil.which("git")


def test_what_is_missing_skips_with_the_way_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_REQUIRE", "psql, git")
    with pytest.raises(pytest.skip.Exception, match=r"PostgreSQL 99 wasn't found.*npm ci"):
        require(_NOWHERE)


def test_what_is_missing_fails_where_it_is_demanded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_REQUIRE", f"git,{_NOWHERE}")
    with pytest.raises(pytest.fail.Exception, match="ATLAS_REQUIRE demands `postgres-99`"):
        require(_NOWHERE)


def test_a_demand_that_no_test_knows_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_REQUIRE", "postgres17")
    with pytest.raises(pytest.UsageError, match="names `postgres17`"):
        demanded()
