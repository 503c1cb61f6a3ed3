"""What the compiled SQL says, read as text and by PostgreSQL's own parsers."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from emit.replication.trees import CRM, MAJORS, THREE_LAWS, model_of, of_version, sql_of, texts_of
from pglast import ast, parse_plpgsql, parse_sql
from pglast.visitors import Visitor

from compiler.emit.replication import EMITTER

FILES = [
    pytest.param(company, major, id=f"{company.stem}-{major}") for company in (CRM, THREE_LAWS) for major in MAJORS
]


def statements(text: str) -> Iterator[object]:
    """Every statement, those inside DO blocks and functions as the parser of their language splits them."""
    for raw in parse_sql(text):
        yield raw.stmt


def procedures(text: str) -> Iterator[str]:
    """The source of every DO block and every function, as a statement of its own."""
    for raw in parse_sql(text):
        if isinstance(raw.stmt, ast.DoStmt | ast.CreateFunctionStmt):
            length = raw.stmt_len or len(text.encode())
            yield text.encode()[raw.stmt_location : raw.stmt_location + length].decode()


def queries(node: object) -> Iterator[str]:
    """The statements inside a parsed procedure."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "PLpgSQL_expr" and value.get("parseMode", 0) == 0:
                yield value["query"]
            yield from queries(value)
    elif isinstance(node, list):
        for value in node:
            yield from queries(value)


@pytest.mark.parametrize(("company", "major"), FILES)
def test_every_file_parses_down_to_the_last_statement_of_a_procedure(company, major: int) -> None:
    inner = 0
    for path, text in sql_of(of_version(company, major)).items():
        assert list(statements(text)), path
        for procedure in procedures(text):
            for query in queries(parse_plpgsql(procedure)):
                parse_sql(query)
                inner += 1
    assert inner > 100


@pytest.mark.parametrize(("company", "major"), FILES)
def test_every_published_table_has_its_columns_named(company, major: int) -> None:
    model = of_version(company, major)
    seen = set()
    for path, text in sql_of(model).items():
        for statement in statements(text):
            if not isinstance(statement, ast.AlterPublicationStmt) or statement.pubobjects is None:
                continue
            assert not statement.for_all_tables
            for published in statement.pubobjects:
                assert published.pubobjtype.name == "PUBLICATIONOBJ_TABLE", path
                table = published.pubtable
                assert table.relation.inh is False, f"{path}: ONLY is missing"
                columns = [column.sval for column in table.columns or ()]
                entity = model.entities.get(table.relation.relname)
                wanted = ("publisher", "beat_at", "beat_lsn") if entity is None else entity.published
                assert columns == list(wanted), path
                seen.add(table.relation.relname)
    copied = {entity.table for entity in model.entities.values() if model.classes[entity.class_].is_copied}
    assert copied <= seen
    assert {name for name in seen - copied if not name.startswith("heartbeat_")} == set()


class Forbidden(Visitor):
    """Statements that no file may ever hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def visit_DropStmt(self, _ancestors: object, node: ast.DropStmt) -> None:  # noqa: N802
        self.found.append(f"DROP {node.removeType.name}")

    def visit_DropSubscriptionStmt(self, _ancestors: object, _node: object) -> None:  # noqa: N802
        self.found.append("DROP SUBSCRIPTION")

    def visit_TruncateStmt(self, _ancestors: object, _node: object) -> None:  # noqa: N802
        self.found.append("TRUNCATE")

    def visit_CreatePublicationStmt(self, _ancestors: object, node: ast.CreatePublicationStmt) -> None:  # noqa: N802
        if node.for_all_tables or node.pubobjects:
            self.found.append("CREATE PUBLICATION with tables")


@pytest.mark.parametrize(("company", "major"), FILES)
def test_nothing_is_dropped_and_nothing_is_published_wholesale(company, major: int) -> None:
    for path, text in sql_of(of_version(company, major)).items():
        visitor = Forbidden()
        visitor(parse_sql(text))
        for procedure in procedures(text):
            for query in queries(parse_plpgsql(procedure)):
                visitor(parse_sql(query))
        assert visitor.found == [], path
        for words in ("FOR ALL TABLES", "IN SCHEMA public;", "DROP PUBLICATION", "DROP TABLE", "pg_read_all_data"):
            assert words not in text, path


@pytest.mark.parametrize(("company", "major"), FILES)
def test_nothing_secret_is_in_any_file(company, major: int) -> None:
    """The only words that follow `password` or `verifier` are names."""
    for path, text in texts_of(of_version(company, major)).items():
        assert not re.search(r"SCRAM-SHA-256\$\d", text), path
        assert not re.search(r"password\s*=\s*'(?!%)", text, re.IGNORECASE), path
        for given in re.findall(r"PASSWORD\s+(\S+)", text):
            assert given in {"%L',", "NULL;"}, f"{path}: {given}"


SINCE = {"origin = none": 16, "run_as_owner = true": 16, "streaming = parallel": 16, "OWNER TO": 15, "failover": 17}


@pytest.mark.parametrize("major", MAJORS)
@pytest.mark.parametrize(("words", "since"), SINCE.items())
def test_a_version_is_told_only_what_it_knows(words: str, since: int, major: int) -> None:
    whole = "".join(sql_of(of_version(CRM, major)).values())
    assert (words in whole) == (major >= since)


def test_version_15_takes_the_superuser_back_in_the_same_step_and_others_never_give_it() -> None:
    fifteen = sql_of(of_version(CRM, 15))["us-east-1/main/60_subscribe_atlas_global_eu_west_1_to_us_east_1.sql"]
    given, owner, taken = (
        fifteen.index(words) for words in ("atlas_subscriber SUPERUSER", "OWNER TO", "atlas_subscriber NOSUPERUSER")
    )
    assert given < owner < taken < fifteen.index("END $atlas$", given)
    for major in (16, 17, 18):
        assert not any(re.search(r"\bSUPERUSER", text) for text in sql_of(of_version(CRM, major)).values())


@pytest.mark.parametrize("company", [CRM, THREE_LAWS], ids=lambda path: path.stem)
def test_a_file_says_what_it_is_where_it_belongs_and_what_decides_it(company) -> None:
    model = model_of(company)
    for path, text in sql_of(model).items():
        home, database, _ = path.split("/")
        what, place, origin, *_ = text.splitlines()
        assert re.fullmatch(r"-- [A-Z].*", what), path
        seat = model.regions[home].seat
        assert (
            place == f"-- production, home {home} (served by {seat}), database {database}. Compiled for PostgreSQL 17"
        )
        assert re.fullmatch(r"-- from atlas\.yaml \([a-z, ]+\): change that, not this file\.", origin), path
        assert "Safe to repeat" in text.split("\n\n")[0], path
        assert text.endswith("\n"), path
        assert "\n\n\n" not in text, path
        assert not text.endswith("\n\n"), path
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), path
        assert max(map(len, text.splitlines())) <= 165, path


def test_the_same_model_gives_the_same_bytes_and_every_origin_is_a_place_in_the_file() -> None:
    model = model_of(CRM)
    assert EMITTER.emit(model) == EMITTER.emit(model)
    tops = {"entities", "database", "replication"}
    assert {artifact.origin[0] for artifact in EMITTER.emit(model)} == tops
