"""Files are run in sessions that have the settings they read, and a failure names the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from compiler.sandbox.apply import Secret, Target, apply, make_secrets, run, settings_of
from compiler.sandbox.error import SandboxError
from compiler.sandbox.plan import Plan, Setting, Step
from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.cluster import servers

EU, US = ("eu-west-1", "main"), ("us-east-1", "main")
VERIFIER = Setting("atlas.clerk_verifier", "", required=False, secret=True, default=None, role="clerk")
HOST = Setting("atlas.publisher_host", "", required=True, secret=False, default=None, role=None)
PASSWORD = Setting("atlas.publisher_password", "", required=True, secret=True, default=None, role="clerk")
COPY = Setting("atlas.copy_data", "", required=False, secret=False, default="true", role=None)


@pytest.fixture(scope="module")
def target(newest: Binaries) -> Iterator[Target]:
    with servers(["only"], newest) as running:
        yield Target("127.0.0.1", running["only"].port, "postgres", "postgres", running["only"].superuser_password)


def step(folder: Path, text: str, *settings: Setting, publisher: str | None = None) -> Step:
    file = folder / f"{len(list(folder.iterdir()))}.sql"
    file.write_text(text, encoding="utf-8")
    return Step(
        f"us-east-1/main/{file.stem}", US[0], "us-east-1", "main", file, "script", None, publisher, settings, ()
    )


@pytest.mark.parametrize(
    "value", ["plain", "two words", "it's", 'say "x"', "back\\slash", "tab\tand\nline", "-c x=y", "é", " "]
)
def test_a_setting_arrives_as_it_was_given(target: Target, tmp_path: Path, value: str) -> None:
    text = "DROP TABLE IF EXISTS seen; CREATE TABLE seen AS SELECT current_setting('atlas.x') AS it"
    run(step(tmp_path, text), target, {"atlas.x": value})
    with psycopg.connect(target.conninfo()) as connection:
        assert connection.execute("SELECT it FROM seen").fetchall() == [(value,)]


def test_a_file_is_one_transaction(target: Target, tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match=r"`us-east-1/main/0` failed.*\n.*22012.*division by zero"):
        run(step(tmp_path, "CREATE TABLE half (id int); SELECT 1/0"), target, {})
    with psycopg.connect(target.conninfo()) as connection:
        assert connection.execute("SELECT to_regclass('half')").fetchone() == (None,)


def test_a_server_that_isnt_there_is_no_traceback(target: Target, tmp_path: Path) -> None:
    with pytest.raises(SandboxError, match="no connection"):
        run(step(tmp_path, "SELECT 1"), replace(target, port=1), {})


def test_steps_run_in_order_until_one_fails(target: Target, tmp_path: Path) -> None:
    texts = ("CREATE TABLE one (id int)", "INSERT INTO one VALUES (1)", "INSERT INTO two VALUES (1)", "DROP TABLE one")
    plan = Plan((), tuple(step(tmp_path, text) for text in texts))
    done = []
    with pytest.raises(SandboxError, match="42P01"):
        done.extend(applied.step.file.stem for applied in apply(plan, {US: target}, {}))
    assert done == ["0", "1"]
    applied = apply(replace(plan, steps=(plan.steps[3], plan.steps[0])), {US: target}, {})
    assert [each.step.file.stem for each in applied] == ["3", "0"]


def test_a_made_secret_opens_the_role_that_got_its_verifier(target: Target, tmp_path: Path) -> None:
    execute = "EXECUTE format('CREATE ROLE clerk LOGIN PASSWORD %L', current_setting('atlas.clerk_verifier'))"
    made = f"DO $$ BEGIN {execute}; END $$"
    plan = Plan((), (step(tmp_path, made, VERIFIER),))
    known = make_secrets(plan, {US: target})
    run(plan.steps[0], target, settings_of(plan.steps[0], {US: target}, known))
    secret = known[(US, "clerk")]
    assert secret.verifier.startswith("SCRAM-SHA-256$")
    assert secret.password not in secret.verifier
    with psycopg.connect(target.conninfo(user="clerk", password=secret.password)) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("clerk",)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(target.conninfo(user="clerk", password=secret.verifier))


def test_a_subscriber_is_told_where_its_publisher_is_and_nothing_that_has_a_default(tmp_path: Path) -> None:
    targets = {
        EU: Target("127.0.0.1", 1111, "crm", "postgres", "x"),
        US: Target("127.0.0.2", 2222, "crm", "postgres", "y"),
    }
    known = {(EU, "clerk"): Secret("there", "v"), (US, "clerk"): Secret("here", "w")}
    found = settings_of(step(tmp_path, "", HOST, PASSWORD, COPY, publisher="eu-west-1"), targets, known)
    assert found == {"atlas.publisher_host": "127.0.0.1", "atlas.publisher_password": "there"}
    assert settings_of(step(tmp_path, "", VERIFIER), targets, known) == {"atlas.clerk_verifier": "w"}


def test_a_required_setting_that_nobody_knows_is_an_error(tmp_path: Path) -> None:
    unknown = replace(HOST, name="atlas.publisher_colour")
    target = Target("127.0.0.1", 1111, "crm", "postgres", "x")
    for publisher in ("eu-west-1", None):
        with pytest.raises(SandboxError, match=r"atlas\.publisher_colour"):
            settings_of(step(tmp_path, "", unknown, publisher=publisher), {EU: target, US: target}, {})
