"""What happens when the file changes and its SQL is applied to databases that are there already, or aren't ready."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from crm.rows import global_rows, regional_rows
from emit.replication.canaries import APPLICATION, WRITER, check, fill, insert
from emit.replication.systems import System, eventually
from emit.replication.trees import CRM, of_version

from compiler.model.deployment import Deployment
from compiler.sandbox.apply import apply
from compiler.sandbox.error import SandboxError

EU, US, AP = WRITER, "us-east-1", "ap-southeast-1"
MOVED = (("writer: eu-west-1", "writer: us-east-1"), ("successors: [us-east-1]", "successors: [eu-west-1]"))
ENTITY = """
  tag:
    class: global
    personal: {}
    columns: [label]

  dossier:"""


def changed(system: System, *changes: tuple[str, str]) -> Deployment:
    return of_version(CRM, system.plan.places[0].postgres, *changes)


def fails(system: System, ending: str, home: str, **settings: str) -> psycopg.Error:
    with pytest.raises(SandboxError) as caught:
        system.run(system.step(ending, home), **settings)
    assert isinstance(caught.value.__cause__, psycopg.Error)
    return caught.value.__cause__


def test_a_new_table_and_a_new_column_arrive_once_every_home_has_them(applied: System, tmp_path: Path) -> None:
    insert(applied, 1)
    changes = (("\n  dossier:", ENTITY), ("columns: [label, sort]", "columns: [label, sort, remark]"))
    after = applied.compiled_from(changed(applied, *changes), tmp_path / "after")
    error = fails(after, "10_registry", EU)
    assert error.sqlstate == "42703"
    assert "public.referential.remark, public.tag.id, public.tag.label" in str(error)
    assert applied.ask(EU, "SELECT count(*) FROM atlas.entity WHERE table_name = 'tag'") == [(0,)]
    for home in (US, AP, EU):
        after.ask(home, "CREATE TABLE public.tag (id uuid PRIMARY KEY, label text)")
        after.ask(home, "ALTER TABLE public.referential ADD COLUMN remark text")
    after.ask(EU, "INSERT INTO public.tag VALUES (gen_random_uuid(), 'before')")
    after.apply()
    after.ask(EU, "INSERT INTO public.tag VALUES (gen_random_uuid(), 'after')", APPLICATION)
    after.ask(EU, "UPDATE public.referential SET remark = 'yes'", APPLICATION)
    seen = "SELECT array_agg(label ORDER BY label), (SELECT max(remark) FROM public.referential) FROM public.tag"
    for home in after.homes:
        assert eventually(lambda home=home: after.ask(home, seen) == [(["after", "before"], "yes")], 20)
    insert(after, 2)
    check(after, 1, 2)


def test_a_table_on_its_way_out_is_copied_and_written_no_more(applied: System, tmp_path: Path) -> None:
    insert(applied, 1)
    change = (
        "  system_configuration:\n    class: global\n",
        "  system_configuration:\n    class: global\n    state: decommissioning\n",
    )
    after = applied.compiled_from(changed(applied, change), tmp_path / "after")
    after.apply()
    published = "SELECT count(*) FROM pg_publication_tables WHERE tablename = 'system_configuration'"
    for home in after.homes:
        assert after.ask(home, published) == [(0,)]
        assert after.ask(home, "SELECT count(*) FROM public.system_configuration", APPLICATION) == [(1,)]
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        after.ask(EU, "UPDATE public.system_configuration SET value = 'x'", APPLICATION)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        after.ask(EU, "ALTER PUBLICATION atlas_global ADD TABLE public.system_configuration")


def test_a_table_that_still_arrives_cant_be_declared_regional(applied: System, tmp_path: Path) -> None:
    for home in (US, AP, EU):
        applied.ask(home, "ALTER TABLE public.system_configuration ADD COLUMN home_region text")
    change = ("  system_configuration:\n    class: global", "  system_configuration:\n    class: regional")
    after = applied.compiled_from(changed(applied, change), tmp_path / "after")
    error = fails(after, "10_registry", US)
    assert error.sqlstate == "55000"
    assert "public.system_configuration (subscription atlas_global_eu_west_1_to_us_east_1)" in str(error)
    insert(applied, 1)
    check(applied, 1)


def test_the_writer_moves_by_a_promotion_and_never_by_repeating_files(spoiled: System, tmp_path: Path) -> None:
    insert(spoiled, 1)
    after = spoiled.compiled_from(changed(spoiled, *MOVED), tmp_path / "after")
    for home in (EU, US):
        error = fails(after, "10_registry", home)
        assert error.sqlstate == "55000"
        assert "disagree about who writes: class global" in str(error)
        assert "(epoch 1)" in str(error)
    promote(spoiled)
    for step in after.plan.steps:
        if step.stream is None and not step.id.endswith("90_verify"):
            after.run(step)
    assert fails(after, "60_subscribe", EU).sqlstate == "55000"
    for step in after.plan.steps:
        after.run(step, **({"copy_data": "off"} if "60_" in step.id else {}))
    fill(after, US, global_rows(after.homes, 2))
    for home in after.homes:
        assert eventually(lambda home=home: after.ask(home, "SELECT count(*) FROM public.app_user") == [(6,)], 20)
    for role, code in ((APPLICATION, "42501"), (None, "25006")):
        with after.session(EU, role) as session, pytest.raises(psycopg.Error) as caught:
            session.execute("UPDATE public.app_user SET role = 'x'")
        assert caught.value.sqlstate == code
    assert fails(spoiled, "10_registry", US).sqlstate == "55000"


def promote(system: System) -> None:
    """The least that a promotion does: cut the streams, say who writes. Its own scripts do more."""
    for home in (US, AP):
        (name,) = system.ask(home, "SELECT subname::text FROM pg_subscription")[0]
        system.ask(home, f"DROP SUBSCRIPTION {name}")
    system.ask(EU, "UPDATE atlas.writer SET is_writer = false, epoch = epoch + 1")
    system.ask(US, "UPDATE atlas.writer SET is_writer = true, epoch = epoch + 1")


def test_a_subscription_that_is_left_over_is_named(applied: System, tmp_path: Path) -> None:
    """Its publisher isn't the writer any more: the file neither points it elsewhere nor drops it."""
    after = applied.compiled_from(changed(applied, *MOVED), tmp_path / "after")
    for home, is_writer in ((EU, False), (US, True)):
        applied.ask(home, f"UPDATE atlas.writer SET is_writer = {is_writer}")
    for ending in ("00_schema", "01_functions", "10_registry"):
        after.run(after.step(ending, US))
    left = [("subscription", "atlas_global_eu_west_1_to_us_east_1", "isn't in atlas.yaml")]
    found = after.ask(US, "SELECT * FROM atlas.residency_violation WHERE kind = 'subscription'")
    assert found == left
    assert fails(after, "90_verify", US).sqlstate == "42501"


def test_what_isnt_ready_is_named_and_nothing_is_done(latest: System) -> None:
    """One database, taken from one obstacle to the next."""
    foreign, *_ = regional_rows(EU, 1)
    for home in (EU, US):
        for row in global_rows((EU,), 1)[:2]:
            with latest.session(home) as session:
                session.execute(row.statement, row.values)
    with latest.session(US) as session:
        session.execute(foreign.statement, foreign.values)
    to_subscription = latest.plan.steps.index(latest.step("60_subscribe", US))
    for step in latest.plan.steps[:to_subscription]:
        if step.id == f"{US}/main/31_validate":
            error = fails(latest, "31_validate", US)
            assert error.sqlstate == "23514"
            assert "atlas_home" in str(error)
            latest.ask(US, "DELETE FROM public.dossier")
        if step.stream is None:
            latest.run(step)
    error = fails(latest, "60_subscribe", US)
    assert error.sqlstate == "55000"
    assert "rows that are here already, in public.app_user, public.organization" in str(error)
    with latest.session(US) as session:
        session.execute("SET session_replication_role = replica")
        session.execute("DELETE FROM public.app_user")
        session.execute("DELETE FROM public.organization")
    for missing in ("host", "password"):
        error = fails(latest, "60_subscribe", US, **{f"publisher_{missing}": ""})
        assert error.sqlstate == "22023"
        assert f"The setting atlas.publisher_{missing} is missing" in str(error)
    error = fails(latest, "60_subscribe", US, publisher_sslmode="")
    assert error.sqlstate == "08006"
    assert "/rdsdbdata/rds-metadata/ca-cert.pem" in str(error) or "verify-full" in str(error)
    assert fails(latest, "60_subscribe", US, publisher_port="1").sqlstate == "08006"
    latest.run(latest.step("60_subscribe", US))
    latest.ask(US, "ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 DISABLE")
    latest.ask(US, "ALTER SUBSCRIPTION atlas_global_eu_west_1_to_us_east_1 SET (slot_name = NONE)")
    error = fails(latest, "60_subscribe", US)
    assert error.sqlstate == "55000"
    assert "isn't what atlas.yaml means by it" in str(error)


def test_only_a_verifier_is_taken_for_a_password(latest: System) -> None:
    for step in latest.plan.steps:
        if step.home == US and step.id.split("/")[-1] < "20_roles":
            latest.run(step)
    error = fails(latest, "20_roles", US, drift_verifier="clear")
    assert error.sqlstate == "22023"
    assert "The setting atlas.drift_verifier isn't a SCRAM-SHA-256 verifier" in str(error)
    latest.run(latest.step("20_roles", US))
    stored = "SELECT rolpassword LIKE 'SCRAM-SHA-256$%' FROM pg_authid WHERE rolname = 'atlas_drift'"
    assert latest.ask(US, stored) == [(True,)]


def test_files_for_a_newer_server_are_refused_before_anything_is_made(latest: System) -> None:
    step = latest.step("00_schema", US)
    major = latest.plan.places[0].postgres
    newer = step.file.read_text(encoding="utf-8").replace(f"< {major} THEN", f"< {major + 1} THEN")
    with (
        latest.session(US) as session,
        pytest.raises(psycopg.errors.RaiseException, match="or newer, and this server is"),
    ):
        session.execute(newer)
    assert latest.ask(US, "SELECT to_regnamespace('atlas') IS NULL") == [(True,)]


def test_apply_stops_at_the_first_failure(latest: System) -> None:
    latest.ask(EU, "DROP TABLE public.activity_log")
    done = []
    with pytest.raises(SandboxError, match=r"`eu-west-1/main/10_registry` failed"):
        done.extend(applied.step.id for applied in apply(latest.plan, latest.targets, latest.secrets))
    assert done[-1] == "ap-southeast-1/main/10_registry"
    assert latest.ask(US, "SELECT count(*) FROM pg_roles WHERE rolname LIKE 'atlas%'") == [(0,)]
