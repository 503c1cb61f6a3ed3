"""The compiled SQL on real servers: what arrives, what stays, and that the check of it can fail."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from crm.rows import global_rows
from emit.replication.canaries import WRITER, check, fill, insert
from emit.replication.systems import System, eventually, run_psql
from require import require

from compiler.sandbox.apply import Secret, run
from compiler.sandbox.error import SandboxError

TABLES = {
    "columns": """
        SELECT table_name::text, array_agg(column_name::text ORDER BY column_name)
          FROM information_schema.columns WHERE table_schema = 'public' GROUP BY 1""",
    "key": """
        SELECT c.conrelid::regclass::text, array_agg(a.attname::text ORDER BY array_position(c.conkey, a.attnum))
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
         WHERE c.contype = 'p' AND c.connamespace = 'public'::regnamespace GROUP BY 1""",
    "unique": """
        SELECT c.conrelid::regclass::text, array_agg(a.attname::text ORDER BY a.attname)
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
         WHERE c.contype = 'u' AND c.connamespace = 'public'::regnamespace GROUP BY 1""",
    "references": """
        SELECT c.conrelid::regclass::text, array_agg(a.attname || ' ' || c.confrelid::regclass ORDER BY a.attname)
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
         WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace GROUP BY 1""",
}


def test_the_tables_are_those_of_the_model_at_every_home(crm: System) -> None:
    entities = crm.model.entities.values()
    wanted = {
        "columns": {entity.table: sorted(column.name for column in entity.columns) for entity in entities},
        "key": {entity.table: list(entity.key_) for entity in entities},
        "unique": {
            entity.table: names
            for entity in entities
            if (names := sorted(c.name for c in entity.columns if c.unique and c.name not in entity.key_))
        },
        "references": {
            entity.table: names
            for entity in entities
            if (
                names := [
                    f"{c.name} {c.references}" for c in sorted(entity.columns, key=lambda c: c.name) if c.references
                ]
            )
        },
    }
    for home in crm.homes:
        assert {what: dict(crm.ask(home, query)) for what, query in TABLES.items()} == wanted


def test_what_is_global_arrives_everywhere_and_what_is_regional_stays(crm: System) -> None:
    insert(crm, 2)
    check(crm, 1, 2)


def test_nothing_is_wrong_afterwards_and_every_stream_runs(crm: System) -> None:
    for home in crm.homes:
        for role in (None, "atlas_watcher", "atlas_drift"):
            assert crm.ask(home, "SELECT * FROM atlas.residency_violation", role) == []
            assert crm.ask(home, "SELECT * FROM atlas.replication_gap", role) == []


def test_a_subscription_its_slot_and_its_connection_have_one_name(crm: System) -> None:
    slots = crm.ask(WRITER, "SELECT slot_name, plugin, active FROM pg_replication_slots ORDER BY 1")
    names = sorted(f"atlas_global_eu_west_1_to_{home.replace('-', '_')}" for home in crm.homes if home != WRITER)
    assert slots == [(name, "pgoutput", True) for name in names]
    connected = crm.ask(WRITER, "SELECT application_name, usename FROM pg_stat_replication ORDER BY 1")
    assert connected == [(name, "atlas_replication") for name in names]
    made = [crm.ask(home, "SELECT subname, pg_get_userbyid(subowner) FROM pg_subscription") for home in crm.homes]
    assert sorted(row for rows in made for row in rows) == [(name, "atlas_subscriber") for name in names]


def test_subscriptions_have_the_options_that_their_version_knows(crm: System) -> None:
    major = crm.plan.places[0].postgres
    wanted = {"subdisableonerr": False, "substream": "p" if major >= 16 else True}
    if major >= 16:
        wanted |= {"suborigin": "none", "subrunasowner": True, "subpasswordrequired": True}
    if major >= 17:
        wanted |= {"subfailover": True}
        assert crm.ask(WRITER, "SELECT bool_and(failover) FROM pg_replication_slots") == [(True,)]
    values = crm.ask("us-east-1", f"SELECT {', '.join(wanted)} FROM pg_subscription")
    assert dict(zip(wanted, values[0], strict=True)) == wanted


def test_every_file_works_by_psql_first_and_by_psycopg_after(bare: System) -> None:
    """On databases that have rows already, and with a password that has every awkward sign in it."""
    psql = require("psql")
    whole = with_password(bare, 'p w\'x\\y=%1 "z" $$ é')
    fill(whole, WRITER, global_rows(whole.homes, 1), role=None)
    for _ in range(2):
        for step in whole.plan.steps:
            run_psql(psql, whole.targets[(step.home, step.database)], step, whole.settings(step))
    for step in whole.plan.steps:
        if step.runs != "autocommit":
            run_psql(psql, whole.targets[(step.home, step.database)], step, whole.settings(step), "-1")
    whole.apply()
    insert(whole, 2)
    check(whole, 2)
    counts = "SELECT (SELECT count(*) FROM public.app_user), (SELECT count(*) FROM public.referential)"
    assert {tuple(whole.ask(home, counts)[0]) for home in whole.homes} == {(6, 2)}


def with_password(running: System, password: str) -> System:
    """The same, with this password for the replication role of the writer."""
    with running.session(WRITER) as session:
        verifier = session.pgconn.encrypt_password(password.encode(), b"atlas_replication", b"scram-sha-256").decode()
    role = ((WRITER, "main"), "atlas_replication")
    return replace(running, secrets={**running.secrets, role: Secret(password, verifier)})


def test_the_heartbeat_of_the_writer_is_seen_everywhere_and_written_nowhere_else(crm: System) -> None:
    beat = """
        INSERT INTO atlas.heartbeat_global SELECT home, clock_timestamp(), pg_current_wal_lsn() FROM atlas.node
        ON CONFLICT (publisher) DO UPDATE SET beat_at = EXCLUDED.beat_at, beat_lsn = EXCLUDED.beat_lsn"""
    crm.ask(WRITER, beat, "atlas_watcher")
    crm.ask(WRITER, beat, "atlas_watcher")
    seen = "SELECT * FROM atlas.heartbeat_global"
    beaten = crm.ask(WRITER, seen)
    for home in crm.homes:
        assert eventually(lambda home=home: crm.ask(home, seen, "atlas_watcher") == beaten, 10)
        if home != WRITER:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                crm.ask(home, beat, "atlas_watcher")


def test_with_a_wrong_password_nothing_arrives_and_the_check_says_so(crm: System) -> None:
    """The subscriber is told a wrong password; then the right one, and what was written meanwhile arrives."""
    step = crm.step("60_subscribe", "us-east-1")
    target = crm.targets[("us-east-1", "main")]
    run(step, target, {**crm.settings(step), "atlas.publisher_password": "wrong"})
    try:
        fill(crm, WRITER, global_rows(crm.homes, 71))
        with pytest.raises(AssertionError, match="haven't arrived in us-east-1"):
            check(crm, 71, patience=1.5)
        with pytest.raises(SandboxError, match="has no worker here"):
            run(crm.step("90_verify", "us-east-1"), target, {"atlas.wait_seconds": "0.3"})
    finally:
        run(step, target, crm.settings(step))
    assert eventually(lambda: crm.ask("us-east-1", "SELECT * FROM atlas.replication_gap") == [], 20)
    insert(crm, 72)
    check(crm, 72)


def test_a_wrong_password_is_never_told(bare: System) -> None:
    password = "it's a \\secret% word"
    step = bare.step("60_subscribe", "us-east-1")
    for earlier in bare.plan.steps[: bare.plan.steps.index(step)]:
        if not earlier.id.startswith("ap-southeast-1/main/60"):
            run(earlier, bare.targets[(earlier.home, earlier.database)], bare.settings(earlier))
    with bare.session("us-east-1") as session:
        session.execute("ALTER SYSTEM SET log_statement = 'all'")
        session.execute("SELECT pg_reload_conf()")
    settings = {**bare.settings(step), "atlas.publisher_password": password}
    with pytest.raises(SandboxError, match="password authentication failed") as caught:
        run(step, bare.targets[("us-east-1", "main")], settings)
    told = "".join((str(caught.value), str(caught.value.__cause__)))
    log = bare.servers[("us-east-1", "main")].log.read_text(encoding="utf-8")
    assert "CREATE SUBSCRIPTION" in step.file.read_text(encoding="utf-8")
    for word in (password, "secret"):
        assert word not in told
        assert word not in log
