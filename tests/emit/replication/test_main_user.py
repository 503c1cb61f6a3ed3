"""RDS has no superuser: its main user owns the database and may hand out some roles. All but one file are content with
that; the one with the event triggers is allowed to the main user by RDS alone, and is run by a superuser here."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from emit.replication.canaries import check, insert
from emit.replication.systems import System

from compiler.sandbox.apply import Target, run
from compiler.sandbox.error import SandboxError
from compiler.sandbox.plan import Step

MAIN = "main_user"
US = "us-east-1"

SETUP = f"""
    CREATE ROLE {MAIN} LOGIN CREATEROLE CREATEDB REPLICATION PASSWORD 'main';
    GRANT pg_monitor TO {MAIN} WITH ADMIN OPTION;
    ALTER DATABASE atlas_crm OWNER TO {MAIN};
    DO $$ DECLARE t regclass; BEGIN
      FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO {MAIN}', t);
      END LOOP;
    END $$;"""


@pytest.fixture
def major(bare: System) -> int:
    """Servers with a main user. Before 16, giving REPLICATION needs a superuser: RDS has a role for it instead."""
    major = bare.plan.places[0].postgres
    more = f"GRANT pg_create_subscription TO {MAIN} WITH ADMIN OPTION" if major >= 16 else "CREATE ROLE rds_replication"
    for home in bare.homes:
        bare.ask(home, SETUP)
        bare.ask(home, more)
    return major


def run_as_main_user(system: System, step: Step) -> None:
    target = system.targets[(step.home, step.database)]
    main: Target = target if step.id.endswith("32_residency") else replace(target, user=MAIN, password="main")
    run(step, main, system.settings(step))


def test_the_main_user_can_apply_every_file_and_repeat_it(bare: System, major: int) -> None:
    """Before 16 vanilla PostgreSQL gives no subscription to one who isn't a superuser; RDS does."""
    if major < 16:
        first = next(step for step in bare.plan.steps if step.stream is not None)
        for step in bare.plan.steps[: bare.plan.steps.index(first)]:
            run_as_main_user(bare, step)
        with pytest.raises(SandboxError, match="must be superuser to create subscriptions"):
            run_as_main_user(bare, first)
        return
    for _ in range(2):
        for step in bare.plan.steps:
            run_as_main_user(bare, step)
    insert(bare, 1)
    check(bare, 1)


def test_the_role_that_rds_has_for_replication_is_given_instead_of_the_attribute(bare: System) -> None:
    bare.ask(US, "CREATE ROLE rds_replication")
    for step in bare.plan.steps:
        if step.home == US and step.id.split("/")[-1] <= "20_roles":
            run(step, bare.targets[(US, "main")], bare.settings(step))
    attribute = "SELECT rolreplication, pg_has_role(oid, 'rds_replication', 'member') FROM pg_roles"
    assert bare.ask(US, f"{attribute} WHERE rolname = 'atlas_replication'") == [(False, True)]


def test_who_may_not_make_an_event_trigger_is_told_so_and_nothing_counts_as_done(bare: System, major: int) -> None:
    here = [step for step in bare.plan.steps if step.home == US]
    guard, verify = bare.step("32_residency", US), bare.step("90_verify", US)
    for step in here[: here.index(guard)]:
        run_as_main_user(bare, step)
    for step, words in (
        (guard, "permission denied to create event trigger"),
        (verify, "atlas_residency_after isn't there"),
    ):
        with pytest.raises(SandboxError, match=words) as caught:
            run(step, replace(bare.targets[(US, "main")], user=MAIN, password="main"), {})
        assert isinstance(caught.value.__cause__, psycopg.errors.InsufficientPrivilege)
