"""Classes that a company made itself: a directory that travels without its secrets, rates that every home may add to,
and books in a database of their own that never leave. Three homes, six servers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import psycopg
import pytest
from emit.replication.systems import System, dump, eventually, system
from emit.replication.trees import THREE_LAWS, of_version

from compiler.sandbox.apply import run
from compiler.sandbox.postgres.binaries import Binaries

INDIA, GERMANY, BRITAIN = "ap-south-1", "eu-central-1", "eu-west-2"
HOMES = (INDIA, GERMANY, BRITAIN)
APPLICATION = "atlas_application"

SCHEMA = {
    "main": """
        CREATE TABLE public.shop (id uuid PRIMARY KEY, home_region text NOT NULL, alias text NOT NULL, owner_name text,
          email text, bank_account text, state text NOT NULL, closed_at timestamptz);
        CREATE TABLE public.customer (id uuid PRIMARY KEY, home_region text NOT NULL, full_name text NOT NULL,
          phone text, tax_number text, shop_id uuid NOT NULL REFERENCES public.shop (id), closed_at timestamptz);
        CREATE TABLE public.exchange_rate (id uuid PRIMARY KEY, pair text NOT NULL, rate numeric NOT NULL,
          published_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE public.fee (country text, kind text, share numeric NOT NULL, PRIMARY KEY (country, kind));""",
    "ledger": """
        CREATE TABLE public.ledger_entry (id uuid PRIMARY KEY, home_region text NOT NULL, amount text NOT NULL,
          customer_id uuid NOT NULL, booked_at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE public.statement (id uuid PRIMARY KEY, home_region text NOT NULL, file_name text NOT NULL,
          entry_id uuid NOT NULL REFERENCES public.ledger_entry (id));""",
}


@pytest.fixture(scope="module")
def tarang(binaries: Binaries, tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """Germany and Britain exchange rows before India joins them; then every file again."""
    folder = tmp_path_factory.mktemp(f"tarang-{binaries.major}")
    with system(of_version(THREE_LAWS, binaries.major), binaries, SCHEMA, folder) as running:
        late = [step for step in running.plan.steps if INDIA in (step.home, step.publisher) and "0_" in step.id]
        late = [step for step in late if step.id.split("/")[-1][:2] in ("60", "70") or step.id.endswith("90_verify")]
        for step in running.plan.steps:
            if step not in late and not step.id.endswith("90_verify"):
                run(step, running.targets[(step.home, step.database)], running.settings(step))
        for home in (GERMANY, BRITAIN):
            fill(running, home, 1)
        assert eventually(lambda: all(count(running, home) == (2, 2) for home in (GERMANY, BRITAIN)), 20)
        fill(running, INDIA, 1)
        running.apply()
        yield running


def word(table: str, home: str, batch: int) -> str:
    return f"canary-{table}-{home}-{batch}."


def row_id(table: str, home: str, batch: int) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_URL, word(table, home, batch))


def fill(running: System, home: str, batch: int) -> None:
    """As the application of a home makes them: a shop, a customer, a rate; an entry of the books with its statement."""
    shop, customer, rate, entry = (row_id(table, home, batch) for table in ("shop", "customer", "rate", "entry"))
    with running.session(home, APPLICATION) as main:
        secrets = [word(f"shop-{column}", home, batch) for column in ("owner", "email", "account")]
        main.execute(
            "INSERT INTO public.shop VALUES (%s, %s, %s, %s, %s, %s, 'open')",
            (shop, home, word("shop", home, batch), *secrets),
        )
        values = (customer, home, word("customer", home, batch), shop)
        main.execute(
            "INSERT INTO public.customer (id, home_region, full_name, shop_id) VALUES (%s, %s, %s, %s)", values
        )
        main.execute("INSERT INTO public.exchange_rate VALUES (%s, %s, 1.1)", (rate, word("rate", home, batch)))
    with running.session(home, APPLICATION, "ledger") as ledger:
        values = (entry, home, word("entry", home, batch), customer)
        ledger.execute("INSERT INTO public.ledger_entry VALUES (%s, %s, %s, %s)", values)
        file = (row_id("statement", home, batch), home, word("statement", home, batch), entry)
        ledger.execute("INSERT INTO public.statement VALUES (%s, %s, %s, %s)", file)


def count(running: System, home: str) -> tuple[object, ...]:
    return running.ask(home, "SELECT (SELECT count(*) FROM public.shop), (SELECT count(*) FROM public.exchange_rate)")[
        0
    ]


def everything(running: System, home: str) -> str:
    texts = []
    for database in ("main", "ledger"):
        with running.session(home, None, database) as session:
            texts.append(dump(session))
    return "".join(texts)


def test_a_home_that_joins_gets_what_travels_and_nothing_twice(tarang: System) -> None:
    for home in HOMES:
        assert count(tarang, home) == (3, 3)
        for database in ("main", "ledger"):
            for view in ("residency_violation", "replication_gap"):
                assert tarang.ask(home, f"SELECT * FROM atlas.{view}", None, database) == []


def test_what_travels_is_everywhere_and_the_rest_is_at_home_only(tarang: System) -> None:
    for home in HOMES:
        fill(tarang, home, 2)
    travels = [word(table, home, 2) for table in ("shop", "rate") for home in HOMES]
    for home in HOMES:
        assert eventually(lambda home=home: all(text in everything(tarang, home) for text in travels), 20)
    private = ("shop-owner", "shop-email", "shop-account", "customer", "entry", "statement")
    for home in HOMES:
        text = everything(tarang, home)
        for other in HOMES:
            for table in private:
                for batch in (1, 2):
                    assert (word(table, other, batch) in text) == (other == home), f"{table} of {other} in {home}"


def test_a_home_changes_its_own_rows_and_nobody_elses(tarang: System) -> None:
    fill(tarang, GERMANY, 3)
    shop = row_id("shop", GERMANY, 3)
    seen = f"SELECT state, owner_name FROM public.shop WHERE id = '{shop}'"
    assert eventually(lambda: tarang.ask(INDIA, seen) == [("open", None)], 20)
    tarang.ask(GERMANY, f"UPDATE public.shop SET state = 'shut', email = 'new' WHERE id = '{shop}'", APPLICATION)
    for home in (INDIA, BRITAIN):
        assert eventually(lambda home=home: tarang.ask(home, seen) == [("shut", None)], 20)
    assert tarang.ask(GERMANY, seen)[0][1] == word("shop-owner", GERMANY, 3)
    for role in (APPLICATION, None):
        with tarang.session(INDIA, role) as session:
            with pytest.raises(psycopg.errors.ReadOnlySqlTransaction, match="is at home in eu-central-1"):
                session.execute(f"UPDATE public.shop SET state = 'open' WHERE id = '{shop}'")
            with pytest.raises(psycopg.errors.CheckViolation, match="takes rows of home ap-south-1 only"):
                session.execute(
                    f"INSERT INTO public.shop VALUES (gen_random_uuid(), '{GERMANY}', 'a', 'b', 'c', 'd', 'e')"
                )
            with pytest.raises(psycopg.errors.CheckViolation):
                session.execute(f"UPDATE public.shop SET home_region = '{GERMANY}' WHERE home_region = '{INDIA}'")
    with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        tarang.ask(INDIA, f"DELETE FROM public.shop WHERE id = '{shop}'")
    with pytest.raises(psycopg.errors.FeatureNotSupported):
        tarang.ask(INDIA, "TRUNCATE public.shop CASCADE")
    tarang.ask(GERMANY, f"DELETE FROM public.customer WHERE shop_id = '{shop}'")
    tarang.ask(GERMANY, f"DELETE FROM public.shop WHERE id = '{shop}'")
    assert eventually(lambda: tarang.ask(INDIA, seen) == [], 20)


def test_no_home_sends_another_ones_rows_back(tarang: System) -> None:
    """They would come without what stays at home, and overwrite it with nothing."""
    with tarang.session(GERMANY) as session:
        session.execute("SET session_replication_role = replica")
        for statement in (
            f"UPDATE public.shop SET state = 'x' WHERE home_region = '{GERMANY}'",
            f"INSERT INTO public.shop VALUES (gen_random_uuid(), '{GERMANY}', 'a', 'b', 'c', 'd', 'e')",
            f"DELETE FROM public.shop WHERE home_region = '{GERMANY}'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is at home here, in eu-central-1"):
                session.execute(statement)
    filters = (
        "SELECT tablename::text, rowfilter FROM pg_publication_tables WHERE pubname = 'atlas_directory' ORDER BY 1"
    )
    assert tarang.ask(GERMANY, filters) == [
        ("heartbeat_directory", "(publisher = 'eu-central-1'::text)"),
        ("shop", "(home_region = 'eu-central-1'::text)"),
    ]


def test_rows_of_a_table_that_only_grows_never_change_and_never_loop(tarang: System) -> None:
    for statement in ("UPDATE public.exchange_rate SET rate = 2", "DELETE FROM public.exchange_rate"):
        for role in (APPLICATION, None):
            with tarang.session(BRITAIN, role) as session, pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(statement)
    with pytest.raises(psycopg.errors.FeatureNotSupported):
        tarang.ask(BRITAIN, "TRUNCATE public.exchange_rate")
    pairs = [
        f"INSERT INTO public.exchange_rate SELECT gen_random_uuid(), '{home}', n FROM generate_series(1, 50) AS n"
        for home in HOMES
    ]
    before = count(tarang, INDIA)[1]
    for home, statement in zip(HOMES, pairs, strict=True):
        tarang.ask(home, statement, APPLICATION)
    assert eventually(lambda: all(count(tarang, home)[1] == before + 150 for home in HOMES), 30)
    hashes = {
        tarang.ask(home, "SELECT md5(string_agg(e::text, ',' ORDER BY id)) FROM public.exchange_rate e")[0][0]
        for home in HOMES
    }
    assert len(hashes) == 1


def test_each_home_beats_for_itself_and_all_see_it(tarang: System) -> None:
    beat = """
        INSERT INTO atlas.heartbeat_{} SELECT home, clock_timestamp(), pg_current_wal_lsn() FROM atlas.node
        ON CONFLICT (publisher) DO UPDATE SET beat_at = EXCLUDED.beat_at, beat_lsn = EXCLUDED.beat_lsn"""
    for _ in range(2):
        for home in HOMES:
            for class_ in ("directory", "published"):
                tarang.ask(home, beat.format(class_), "atlas_watcher")
    for class_ in ("directory", "published"):
        seen = f"SELECT publisher, beat_at FROM atlas.heartbeat_{class_} ORDER BY 1"
        own = sorted(row for home in HOMES for row in tarang.ask(home, seen, "atlas_watcher") if row[0] == home)
        assert [home for home, _ in own] == sorted(HOMES)
        for home in HOMES:
            assert eventually(lambda home=home, own=own, seen=seen: tarang.ask(home, seen) == own, 20)


def test_books_are_in_no_publication_and_take_no_rows_of_others(tarang: System) -> None:
    for home in HOMES:
        assert tarang.ask(home, "SELECT count(*) FROM pg_publication", None, "ledger") == [(0,)]
        with tarang.session(home, None, "ledger") as session:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute("CREATE PUBLICATION books FOR TABLE public.ledger_entry")
            other = next(each for each in HOMES if each != home)
            with pytest.raises(psycopg.errors.CheckViolation):
                session.execute(
                    f"INSERT INTO public.ledger_entry VALUES (gen_random_uuid(), '{other}', '1', gen_random_uuid())"
                )
            session.execute("SET session_replication_role = replica")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(
                    f"INSERT INTO public.ledger_entry VALUES (gen_random_uuid(), '{home}', '1', gen_random_uuid())"
                )


def test_the_books_of_two_homes_cant_be_confused(tarang: System) -> None:
    """A file that is run at the wrong place says so, and changes nothing."""
    german = next(step for step in tarang.plan.steps if step.id == "eu-central-1/ledger/00_schema")
    grants = next(step for step in tarang.plan.steps if step.id == "eu-central-1/main/21_grants")
    for step in (german, grants):
        target = tarang.targets[(BRITAIN, "ledger")]
        with (
            psycopg.connect(target.conninfo(), autocommit=True) as session,
            pytest.raises(
                psycopg.errors.ObjectNotInPrerequisiteState, match="is that of production, eu-west-2, ledger"
            ),
        ):
            session.execute(step.file.read_bytes())
