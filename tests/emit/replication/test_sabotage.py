"""What happens when somebody who may do everything takes the guards away, one after the other."""

from __future__ import annotations

import psycopg
import pytest
from crm.rows import canary, global_rows
from emit.replication.canaries import WRITER, check, fill, insert
from emit.replication.systems import System, eventually

from compiler.sandbox.apply import run
from compiler.sandbox.error import SandboxError

EU, US = WRITER, "us-east-1"
STREAM = "atlas_global_eu_west_1_to_us_east_1"
REFRESH = f"ALTER SUBSCRIPTION {STREAM} REFRESH PUBLICATION"
LEAK = "ALTER PUBLICATION atlas_global ADD TABLE public.dossier"
SWITCH_OFF = "ALTER EVENT TRIGGER atlas_residency_after DISABLE"


def violations(system: System, home: str) -> set[tuple[object, object]]:
    return {(kind, thing) for kind, thing, _ in system.ask(home, "SELECT * FROM atlas.residency_violation")}


def is_red(system: System, home: str) -> bool:
    """Whether the last step at a home fails, and at once."""
    try:
        run(system.step("90_verify", home), system.targets[(home, "main")], {})
    except SandboxError as error:
        return "Data could leave" in error.why
    return False


def test_a_regional_table_in_the_publication_has_five_guards_to_get_past(spoiled: System) -> None:
    insert(spoiled, 1)
    check(spoiled, 1)
    with spoiled.session(EU) as publisher, spoiled.session(US) as subscriber:
        # 1. The publisher refuses to publish it.
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"published table public\.dossier"):
            publisher.execute(LEAK)
        publisher.execute(SWITCH_OFF)
        publisher.execute(LEAK)
        assert violations(spoiled, EU) == {("published table", "public.dossier"), ("guard", "atlas_residency_after")}
        assert is_red(spoiled, EU)

        # 2. The subscriber refuses to take it.
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"received table public\.dossier"):
            subscriber.execute(REFRESH)
        subscriber.execute(SWITCH_OFF)
        subscriber.execute(REFRESH)
        assert ("received table", "public.dossier") in violations(spoiled, US)
        assert is_red(spoiled, US)

        # 3. The replication role can't read it, so the first copy fails.
        assert stays_out(spoiled)
        publisher.execute("GRANT SELECT ON public.dossier TO atlas_replication")
        assert ("readable column", "public.dossier.notes") in violations(spoiled, EU)

        # 4. The owner of the subscription can't write it.
        assert stays_out(spoiled)
        subscriber.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON public.dossier TO atlas_subscriber")

        # 5. The table takes no row that arrives, and none of another home.
        assert stays_out(spoiled)
        subscriber.execute("ALTER TABLE public.dossier DISABLE TRIGGER atlas_residency")
        assert ("guard", "public.dossier") in violations(spoiled, US)
        assert stays_out(spoiled)
        subscriber.execute("ALTER TABLE public.dossier DROP CONSTRAINT atlas_home")

        mark = canary("dossier", EU, "notes")
        assert eventually(lambda: bool(spoiled.ask(US, f"SELECT FROM public.dossier WHERE notes = '{mark}'")), 20)
    with pytest.raises(AssertionError, match=r"canary-dossier-eu-west-1-.* is in us-east-1"):
        check(spoiled, 1)


def stays_out(system: System) -> bool:
    """Whether the first copy of the table has failed since this was asked, and the check is green all the while."""
    errors = f"SELECT sync_error_count FROM pg_stat_subscription_stats WHERE subname = '{STREAM}'"
    before = system.ask(US, errors)
    again = eventually(lambda: system.ask(US, errors) > before, 20)
    check(system, 1)
    return again


def test_the_owner_of_a_subscription_is_no_superuser_once_it_is_made(spoiled: System) -> None:
    """Version 15 makes it one for a moment; files that are repeated would mend it unseen."""
    owner = "SELECT rolname::text, rolsuper FROM pg_subscription JOIN pg_roles r ON r.oid = subowner"
    assert spoiled.ask(US, owner) == [("atlas_subscriber", False)]


def test_a_column_more_in_the_publication_is_seen_by_the_check(spoiled: System) -> None:
    add = "ALTER TABLE public.app_user ADD COLUMN nickname text"
    wide = ", ".join((*spoiled.model.entities["app_user"].published, "nickname"))
    change = "ALTER PUBLICATION atlas_global"
    widen = f"{change} DROP TABLE public.app_user; {change} ADD TABLE public.app_user ({wide})"
    for home in (*(home for home in spoiled.homes if home != EU), EU):
        spoiled.ask(home, add)
    insert(spoiled, 1)
    secret = "canary-nickname."
    spoiled.ask(EU, f"UPDATE public.app_user SET nickname = '{secret}'")
    fill(spoiled, EU, global_rows(spoiled.homes, 2))
    check(spoiled, 1, secrets=(secret,))
    with spoiled.session(EU) as publisher:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"published column public\.app_user\.nickname"):
            publisher.execute(widen)
        publisher.execute(SWITCH_OFF)
        publisher.execute(widen)
        assert ("published column", "public.app_user.nickname") in violations(spoiled, EU)
        assert is_red(spoiled, EU)
        publisher.execute("UPDATE public.app_user SET role = role || '.'")
    seen = f"SELECT FROM public.app_user WHERE nickname = '{secret}'"
    assert eventually(lambda: bool(spoiled.ask(US, seen)), 20)
    with pytest.raises(AssertionError, match=r"canary-nickname\. is in"):
        check(spoiled, 1, secrets=(secret,))


def test_whatever_else_could_carry_data_away_is_named(crm: System) -> None:
    """Each: where, what a superuser does, what names it, and how it is undone."""
    host = crm.targets[(US, "main")].conninfo().replace("'", "''")
    options = "WITH (connect = false, slot_name = NONE)"
    unknown = f"CREATE SUBSCRIPTION other CONNECTION '{host}' PUBLICATION atlas_global {options}"
    decoder = "SELECT pg_create_logical_replication_slot('peek', 'test_decoding')"
    reader = "SELECT pg_create_logical_replication_slot('reader', 'pgoutput')"
    cases = [
        (EU, "CREATE PUBLICATION other FOR ALL TABLES", ("publication", "other"), "DROP PUBLICATION other"),
        (
            EU,
            "CREATE PUBLICATION other FOR TABLES IN SCHEMA public",
            ("publication", "other"),
            "DROP PUBLICATION other",
        ),
        (EU, decoder, ("slot", "peek"), "SELECT pg_drop_replication_slot('peek')"),
        (EU, reader, ("slot", "reader"), "SELECT pg_drop_replication_slot('reader')"),
        (EU, unknown, ("subscription", "other"), "DROP SUBSCRIPTION other"),
        (
            EU,
            "GRANT SELECT ON public.annonce TO PUBLIC",
            ("readable column", "public.annonce.contact_phone"),
            "REVOKE SELECT ON public.annonce FROM PUBLIC",
        ),
        (
            US,
            "GRANT pg_read_all_data TO atlas_replication",
            ("readable column", "public.dossier.notes"),
            "REVOKE pg_read_all_data FROM atlas_replication",
        ),
        (
            US,
            "ALTER TABLE public.app_user DISABLE TRIGGER atlas_writer",
            ("guard", "public.app_user"),
            "ALTER TABLE public.app_user ENABLE TRIGGER atlas_writer",
        ),
        (
            US,
            "ALTER TABLE public.annonce DROP CONSTRAINT atlas_home",
            ("guard", "public.annonce"),
            "ALTER TABLE public.annonce ADD CONSTRAINT atlas_home CHECK (home_region = 'us-east-1')",
        ),
    ]
    for home in (EU, US):
        for state in ("DISABLE", "ENABLE ALWAYS"):
            crm.ask(home, f"ALTER EVENT TRIGGER atlas_residency_after {state}")
            assert (("guard", "atlas_residency_after") in violations(crm, home)) == (state == "DISABLE")
    for home, sabotage, named, undo in cases:
        with crm.session(home) as session:
            session.execute(SWITCH_OFF)
            session.execute(sabotage)
            session.execute("ALTER EVENT TRIGGER atlas_residency_after ENABLE ALWAYS")
            assert named in violations(crm, home), sabotage
            assert is_red(crm, home), sabotage
            session.execute(undo)
            assert violations(crm, home) == set(), undo


def test_applying_the_files_again_puts_guards_and_rights_back(crm: System) -> None:
    for home in crm.homes:
        for statement in (
            "ALTER TABLE public.dossier DISABLE TRIGGER atlas_residency",
            "DROP TRIGGER atlas_residency ON public.document",
            "ALTER TABLE public.annonce DROP CONSTRAINT atlas_home",
            "DROP EVENT TRIGGER atlas_residency_before",
            SWITCH_OFF,
            "GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC, atlas_application, atlas_replication, atlas_drift",
            "GRANT CREATE ON SCHEMA public TO PUBLIC",
            "ALTER TABLE atlas.writer DROP COLUMN epoch",
            "ALTER ROLE atlas_drift CREATEDB CREATEROLE",
            "ALTER ROLE atlas_subscriber NOLOGIN",
            "CREATE TRIGGER atlas_old BEFORE TRUNCATE ON public.dossier EXECUTE FUNCTION atlas.guard_truncate()",
        ):
            crm.ask(home, statement)
    crm.ask(US, "GRANT atlas_global_writer TO atlas_application")
    crm.apply()
    insert(crm, 31)
    check(crm, 31)
    granted = (
        "SELECT count(*) FROM information_schema.table_privileges WHERE table_schema = 'public' AND grantee = 'PUBLIC'"
    )
    for home in crm.homes:
        assert violations(crm, home) == set()
        assert crm.ask(home, granted) == [(0,)]
        assert crm.ask(home, "SELECT count(*) FROM pg_trigger WHERE tgname = 'atlas_old'") == [(0,)]
        assert crm.ask(home, "SELECT rolcreatedb FROM pg_roles WHERE rolname = 'atlas_drift'") == [(False,)]
        assert crm.ask(home, "SELECT has_schema_privilege('atlas_drift', 'public', 'CREATE')") == [(False,)]
    with crm.session(US, "atlas_application") as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
        session.execute("UPDATE public.app_user SET role = 'chief'")
