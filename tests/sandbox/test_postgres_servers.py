"""What the local servers promise to the tests that run in them."""

from __future__ import annotations

import dataclasses
import os
import shutil
import socket
import time
from pathlib import Path

import psycopg
import pytest
from processes import needs_proc, processes_in

from compiler.sandbox.error import SandboxError
from compiler.sandbox.postgres.account import unprivileged
from compiler.sandbox.postgres.binaries import Binaries
from compiler.sandbox.postgres.cluster import servers
from compiler.sandbox.postgres.server import Server

Trio = dict[str, Server]


def value(server: Server, statement: str, dbname: str = "postgres") -> object:
    with psycopg.connect(server.conninfo(dbname=dbname)) as connection:
        row = connection.execute(statement).fetchone()
    assert row is not None
    return row[0]


def data_folder(server: Server) -> Path:
    return Path(str(value(server, "SHOW data_directory")))


def test_each_region_has_its_own_server_of_the_version_asked_for(trio: Trio, binaries: Binaries) -> None:
    assert [value(server, "SHOW cluster_name") for server in trio.values()] == list(trio)
    assert {int(str(value(server, "SHOW server_version_num"))) // 10_000 for server in trio.values()} == {
        binaries.major
    }
    assert len({server.port for server in trio.values()}) == len(trio)


def test_the_version_and_openssl_are_as_the_server_says(trio: Trio, binaries: Binaries) -> None:
    server = trio["eu-west-1"]
    assert str(value(server, "SHOW server_version")).split()[0] == binaries.version
    assert (value(server, "SHOW ssl_library") == "OpenSSL") == binaries.openssl


@pytest.mark.parametrize("password", ["wrong", "", None])
def test_without_the_right_password_nobody_gets_in(trio: Trio, password: str | None) -> None:
    server = trio["eu-west-1"]
    with psycopg.connect(server.conninfo(), autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS clerk")
        connection.execute("CREATE ROLE clerk LOGIN PASSWORD 'right'")
    with psycopg.connect(server.conninfo(user="clerk", password="right", dbname="postgres")) as connection:
        assert connection.pgconn.used_password
    before = server.log.stat().st_size
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.conninfo(user="clerk", password=password), passfile="/dev/null")
    if password == "wrong":
        logged = server.log.read_bytes()[before:].decode()
        assert '28P01 clerk@postgres FATAL:  password authentication failed for user "clerk"' in logged


def test_passwords_are_proved_by_scram_on_every_way_in(trio: Trio) -> None:
    server = trio["eu-west-1"]
    ways = "SELECT array_agg(DISTINCT auth_method ORDER BY auth_method) FROM pg_hba_file_rules"
    assert value(server, ways) == ["reject", "scram-sha-256"]
    stored = "SELECT bool_and(rolpassword LIKE 'SCRAM-SHA-256$%') FROM pg_authid WHERE rolpassword IS NOT NULL"
    assert value(server, stored) is True


def test_a_copy_of_the_whole_server_is_refused(trio: Trio) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry for replication connection"):
        psycopg.connect(trio["eu-west-1"].conninfo() + " replication=true")


def test_only_this_machine_can_connect(trio: Trio) -> None:
    assert {value(server, "SHOW listen_addresses") for server in trio.values()} == {"127.0.0.1"}


def test_rows_flow_both_ways_and_a_wrong_password_stops_them(trio: Trio, database: str) -> None:
    here, there = trio["eu-west-1"], trio["us-east-1"]
    with (
        psycopg.connect(here.conninfo(dbname=database), autocommit=True) as one,
        psycopg.connect(there.conninfo(dbname=database), autocommit=True) as other,
    ):
        for connection in (one, other):
            connection.execute("CREATE TABLE east (id int PRIMARY KEY); CREATE TABLE west (id int PRIMARY KEY)")
        try:
            for publisher, source, target, table in ((here, one, other, "east"), (there, other, one, "west")):
                source.execute(f"CREATE PUBLICATION {table} FOR TABLE {table}")
                source.execute(f"INSERT INTO {table} VALUES (1)")
                with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                    subscribe(target, table, publisher.conninfo(dbname=database, password="wrong"))
                subscribe(target, table, publisher.conninfo(dbname=database))
                source.execute(f"INSERT INTO {table} VALUES (2)")
            assert arrived(other, "east", 2)
            assert arrived(one, "west", 2)
        finally:
            other.execute("DROP SUBSCRIPTION IF EXISTS east")
            one.execute("DROP SUBSCRIPTION IF EXISTS west")


def subscribe(connection: psycopg.Connection, table: str, publisher: str) -> None:
    literal = publisher.replace("'", "''")
    connection.execute(f"CREATE SUBSCRIPTION {table} CONNECTION '{literal}' PUBLICATION {table}")


def arrived(connection: psycopg.Connection, table: str, rows: int) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        if row == (rows,):
            return True
        time.sleep(0.05)
    return False


@needs_proc
@pytest.mark.parametrize("how", ["stop", "kill"])
def test_a_server_comes_back_on_its_port_with_its_data(trio: Trio, database: str, how: str) -> None:
    server = trio["ap-southeast-1"]
    port, first, data = server.port, server.pid, data_folder(server)
    with psycopg.connect(server.conninfo(dbname=database)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    getattr(server, how)()
    assert server.pid is None
    assert processes_in(data) == []
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.conninfo())
    server.start()
    assert (server.port, value(server, "SELECT number FROM kept", database)) == (port, 7)
    assert server.pid != first


@needs_proc
def test_a_killed_server_is_gone_only_when_its_busy_sessions_are(newest: Binaries) -> None:
    with servers(["only"], newest) as running:
        data = data_folder(running["only"])
        connection = psycopg.connect(running["only"].conninfo())
        connection.pgconn.send_query(b"SELECT sum(number) FROM generate_series(1, 4000000) AS number")
        time.sleep(0.1)
        running["only"].kill()
        assert processes_in(data) == []
        connection.close()


def test_stopping_twice_and_starting_twice_change_nothing(newest: Binaries) -> None:
    with servers(["only"], newest) as running:
        first = running["only"].pid
        running["only"].start()
        assert running["only"].pid == first
        running["only"].stop()
        running["only"].stop()
        running["only"].kill()
        assert running["only"].pid is None


def test_a_port_that_was_taken_meanwhile_is_reported_and_then_used_again(newest: Binaries) -> None:
    with servers(["only"], newest) as running, socket.socket() as intruder:
        running["only"].stop()
        intruder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        intruder.bind(("127.0.0.1", running["only"].port))
        intruder.listen()
        with pytest.raises(SandboxError, match="Address already in use"):
            running["only"].start()
        intruder.close()
        running["only"].start()
        assert value(running["only"], "SELECT 1") == 1


def test_databases_and_settings_are_there_from_the_start(newest: Binaries) -> None:
    odd = 'it\'s "odd"'
    with servers(["only"], newest, databases=["crm", odd], settings={"max_slot_wal_keep_size": "64MB"}) as running:
        assert value(running["only"], "SELECT current_database()", odd) == odd
        assert value(running["only"], "SHOW max_slot_wal_keep_size", "crm") == "64MB"


def test_a_wrong_setting_is_reported_with_the_words_of_the_log(newest: Binaries) -> None:
    with pytest.raises(SandboxError) as caught, servers(["only"], newest, settings={"wal_level": "much"}):
        pass
    assert caught.value.what == "The local PostgreSQL server `only` didn't start."
    assert 'invalid value for parameter "wal_level": "much"' in caught.value.why


@needs_proc
def test_the_servers_of_root_run_as_somebody_else(trio: Trio) -> None:
    pid = trio["eu-west-1"].pid
    owner = Path(f"/proc/{pid}").stat().st_uid
    assert owner == (unprivileged().uid if os.geteuid() == 0 else os.geteuid())
    assert owner != 0


def test_programs_in_a_closed_folder_are_copied_for_the_servers_of_root(newest: Binaries, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    for part in newest.parts:
        if (newest.root / part).is_dir():
            left_out = shutil.ignore_patterns("include", "*.a")
            shutil.copytree(newest.root / part, closed / part, symlinks=True, ignore=left_out)
    closed.chmod(0o700)
    inside = dataclasses.replace(newest, root=closed, bin=closed / newest.bin.relative_to(newest.root))
    with servers(["only"], inside) as running:
        used = Path(str(value(running["only"], "SELECT setting FROM pg_config WHERE name = 'BINDIR'")))
        assert used.is_relative_to(closed) == (os.geteuid() != 0)
    assert used.exists() == (os.geteuid() != 0)
