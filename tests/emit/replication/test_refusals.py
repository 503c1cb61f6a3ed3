"""What is refused, to whom, and with which SQLSTATE."""

from __future__ import annotations

import psycopg
import pytest
from crm.rows import global_rows, regional_rows
from emit.replication.canaries import APPLICATION, WRITER, check, insert
from emit.replication.systems import System

EU, US = WRITER, "us-east-1"
OWNER = None
REPLICATION, SUBSCRIBER, WATCHER, DRIFT = "atlas_replication", "atlas_subscriber", "atlas_watcher", "atlas_drift"
REGIONAL = ("activity_log", "annonce", "document", "dossier")

REFUSED = """
    42501  eu  atlas_replication  SELECT * FROM public.dossier
    42501  eu  atlas_replication  TABLE public.document
    42501  eu  atlas_replication  DELETE FROM public.app_user
    42501  eu  atlas_replication  CREATE PUBLICATION other FOR TABLE public.app_user

    42501  us  atlas_application  UPDATE public.app_user SET role = 'chief'
    42501  us  atlas_application  INSERT INTO public.referential VALUES ('country', 'FR', 'France', 1)
    42501  us  atlas_application  SET ROLE atlas_global_writer
    42501  us  atlas_application  UPDATE atlas.writer SET is_writer = true
    42501  eu  atlas_application  TRUNCATE public.user_preferences
    42501  eu  atlas_application  DELETE FROM public.organization -- which goes by a mark
    42501  eu  atlas_application  SELECT * FROM atlas.entity
    42501  eu  atlas_application  CREATE TABLE public.notes (id int)
    42501  eu  atlas_application  CREATE PUBLICATION other FOR TABLE public.dossier

    25006  us  superuser          UPDATE public.app_user SET role = 'chief'
    25006  us  superuser          INSERT INTO public.referential VALUES ('country', 'FR', 'France', 1)
    25006  us  superuser          DELETE FROM public.user_preferences
    25006  us  superuser          TRUNCATE public.user_preferences
    0A000  eu  superuser          TRUNCATE public.user_preferences

    42501  eu  atlas_watcher      SELECT * FROM public.app_user
    42501  us  atlas_watcher      SELECT subconninfo FROM pg_subscription
    42501  us  atlas_drift        SELECT * FROM public.dossier
    42501  us  atlas_drift        SELECT subconninfo FROM pg_subscription

    42501  eu  superuser          CREATE PUBLICATION other FOR ALL TABLES
    42501  eu  superuser          CREATE PUBLICATION other FOR TABLES IN SCHEMA public
    42501  eu  superuser          CREATE PUBLICATION other FOR TABLE public.dossier (id) WHERE (id IS NULL)
    42501  eu  superuser          CREATE PUBLICATION other FOR TABLE public.app_user (id)
    42501  eu  superuser          ALTER PUBLICATION atlas_global ADD TABLE public.dossier
    42501  us  superuser          ALTER PUBLICATION atlas_global ADD TABLE atlas.node
    42501  eu  superuser          ALTER TABLE public.app_user RENAME TO account
    42501  eu  superuser          ALTER SCHEMA public RENAME TO elsewhere
"""
"""SQLSTATE, home, role, statement."""

CASES = [tuple(line.split(None, 3)) for line in REFUSED.splitlines() if line.strip()]


@pytest.mark.parametrize(("code", "home", "role", "statement"), CASES, ids=[" ".join(case[1:]) for case in CASES])
def test_refused(crm: System, code: str, home: str, role: str, statement: str) -> None:
    with crm.session({"eu": EU, "us": US}[home], OWNER if role == "superuser" else role) as session:
        with pytest.raises(psycopg.Error) as caught:
            session.execute(statement)
        assert caught.value.sqlstate == code, caught.value


def refused(crm: System, *statements: str) -> psycopg.Error:
    """The error that the last of several statements of a superuser at the writer ends in; all of them are undone."""
    with crm.session(EU) as session:
        session.autocommit = False
        for statement in statements[:-1]:
            session.execute(statement)
        with pytest.raises(psycopg.Error) as caught:
            session.execute(statements[-1])
        session.rollback()
    return caught.value


def test_an_unclassified_table_is_made_and_not_published(crm: System) -> None:
    error = refused(
        crm,
        "CREATE TABLE public.notes (id int PRIMARY KEY)",
        "ALTER PUBLICATION atlas_global ADD TABLE public.notes",
    )
    assert error.sqlstate == "42501"
    assert "published table public.notes is in publication atlas_global; by atlas.yaml it may be in none" in str(error)


def test_a_column_that_the_file_doesnt_name_is_made_and_not_published(crm: System) -> None:
    columns = "id, email, full_name, phone, password_hash, organization_id, role, created_at, deleted_at, nickname"
    error = refused(
        crm,
        "ALTER TABLE public.app_user ADD COLUMN nickname text",
        f"ALTER PUBLICATION atlas_global SET TABLE public.app_user ({columns})",
    )
    assert error.sqlstate == "42501"
    assert "published column public.app_user.nickname is in publication atlas_global" in str(error)


def test_a_published_table_without_its_list_of_columns_is_refused_once_it_has_one_more(crm: System) -> None:
    add = "ALTER TABLE public.referential ADD COLUMN remark text"
    error = refused(crm, "ALTER PUBLICATION atlas_global SET TABLE public.referential", add)
    assert error.sqlstate == "42501"


def test_a_regional_table_cant_become_a_part_of_a_published_one(crm: System) -> None:
    root = "CREATE TABLE public.root (LIKE public.dossier) PARTITION BY LIST (home_region)"
    classify = """INSERT INTO atlas.entity VALUES ('public', 'root', 'root', 'global', 'everywhere', 'single', NULL,
                  'atlas_global', '{}', (SELECT columns FROM atlas.entity WHERE table_name = 'dossier'), '{}')"""
    publish = "ALTER PUBLICATION atlas_global ADD TABLE public.root"
    attach = "ALTER TABLE public.root ATTACH PARTITION public.dossier FOR VALUES IN ('eu-west-1')"
    error = refused(crm, root, classify, publish, attach)
    assert error.sqlstate == "42501"
    assert "public.dossier is a part of a table in publication atlas_global" in str(error)


def test_what_is_wrong_already_doesnt_stop_the_statement_that_repairs_it(crm: System) -> None:
    with crm.session(EU) as session:
        session.autocommit = False
        session.execute("ALTER EVENT TRIGGER atlas_residency_after DISABLE")
        session.execute("CREATE PUBLICATION all_of_it FOR ALL TABLES")
        session.execute("ALTER PUBLICATION atlas_global ADD TABLE public.dossier")
        session.execute("ALTER EVENT TRIGGER atlas_residency_after ENABLE ALWAYS")
        session.execute("ALTER PUBLICATION atlas_global DROP TABLE public.dossier")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            session.execute("ALTER PUBLICATION atlas_global ADD TABLE public.document")
        session.rollback()


@pytest.mark.parametrize("role", [APPLICATION, OWNER])
@pytest.mark.parametrize("home", [EU, US])
def test_a_row_of_another_home_is_refused(crm: System, home: str, role: str | None) -> None:
    (other,) = {EU, US} - {home}
    dossier, *_ = regional_rows(other, 1)
    for statement, values in ((dossier.statement, dossier.values), ("UPDATE public.dossier SET home_region = 'x'", ())):
        with crm.session(home, role) as session, pytest.raises(psycopg.errors.CheckViolation, match="atlas_home"):
            session.execute(statement, values)


def test_a_row_without_a_home_is_refused(crm: System) -> None:
    with crm.session(EU) as session:
        session.execute("CREATE TABLE IF NOT EXISTS pg_temp.d (LIKE public.dossier INCLUDING CONSTRAINTS)")
        session.execute("ALTER TABLE pg_temp.d ALTER COLUMN home_region DROP NOT NULL")
        columns = ", ".join(["'x'"] * 3)
        with pytest.raises(psycopg.errors.CheckViolation, match="atlas_home"):
            session.execute(
                "INSERT INTO pg_temp.d (id, organization_id, agent_id, client_name, client_email, state, created_at)"
                f" VALUES (gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), {columns}, now())"
            )


def test_each_role_may_do_its_work(crm: System) -> None:
    insert(crm, 41)
    check(crm, 41)
    crm.ask(EU, "UPDATE public.app_user SET phone = '+33' WHERE phone IS NOT NULL", APPLICATION)
    crm.ask(EU, "DELETE FROM public.referential WHERE code = 'C41'", APPLICATION)
    for home in crm.homes:
        crm.ask(home, "UPDATE public.dossier SET state = 'closed'", APPLICATION)
        crm.ask(home, "DELETE FROM public.annonce", APPLICATION)
        crm.ask(home, "SELECT * FROM pg_stat_replication", WATCHER)
        assert crm.ask(home, "SELECT count(*) FROM atlas.entity", DRIFT) == [(10,)]


def test_the_replication_role_reads_exactly_the_published_columns(crm: System) -> None:
    readable = f"""
        SELECT n.nspname::text || '.' || c.relname, array_agg(a.attname::text ORDER BY a.attname)
          FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('public', 'atlas') AND c.relkind IN ('r', 'v') AND a.attnum > 0
           AND has_column_privilege('{REPLICATION}', c.oid, a.attnum, 'SELECT') GROUP BY 1"""
    copied = {f"public.{e.table}": sorted(e.published) for e in crm.model.entities.values() if e.published}
    wanted = {**copied, "atlas.heartbeat_global": ["beat_at", "beat_lsn", "publisher"]}
    for home in crm.homes:
        assert dict(crm.ask(home, readable)) == wanted


def test_the_subscriber_may_write_exactly_what_arrives(crm: System) -> None:
    writable = f"""
        SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname IN ('public', 'atlas') AND c.relkind = 'r'
           AND has_table_privilege('{SUBSCRIBER}', c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE') ORDER BY 1"""
    copied = sorted(["heartbeat_global", *(row.table for row in global_rows((EU,)))])
    assert {home: [name for (name,) in crm.ask(home, writable)] for home in crm.homes} == {
        home: [] if home == EU else copied for home in crm.homes
    }
    with pytest.raises(psycopg.OperationalError, match="authentication failed"):
        psycopg.connect(crm.targets[(US, "main")].conninfo(user=SUBSCRIBER, password="anything"))


def test_no_role_of_atlas_is_more_than_it_says(crm: System) -> None:
    powers = """
        SELECT rolname::text, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls FROM pg_roles
         WHERE rolname LIKE 'atlas%' AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication)"""
    held = """
        SELECT roleid::regrole::text, member::regrole::text FROM pg_auth_members
         WHERE member::regrole::text LIKE 'atlas%' ORDER BY 1, 2"""
    monitors = [("pg_monitor", DRIFT), ("pg_monitor", WATCHER)]
    for home in crm.homes:
        assert crm.ask(home, powers) == [(REPLICATION, False)]
        assert crm.ask(home, held) == ([("atlas_global_writer", APPLICATION)] if home == EU else []) + monitors
