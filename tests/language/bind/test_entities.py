from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

COLUMNS = "columns: [role, created_at, deleted_at]"
USER = "columns: [role, created_at, deleted_at]\n    unique: [email]\n    stores: [database.main, cache.main]"
CLASS = "copies: home, stays_in: country, writes: home, holds: personal"

CASES = [
    (
        "a subject",
        "subject: client_email",
        "subject: client_mail",
        "column-unknown",
        "client_mail",
        "Did you mean `client_email`?",
    ),
    (
        "a moment of retention",
        "after: closed_at }",
        "after: closed }",
        "column-unknown",
        "closed",
        "Did you mean `closed_at`?",
    ),
    ("a unique column", "unique: [email]", "unique: [mail]", "column-unknown", "mail", "Did you mean `email`?"),
    (
        "a column in two places",
        COLUMNS,
        "columns: [role, email, created_at, deleted_at]",
        "column-twice",
        "email",
        "Keep one of the two.",
    ),
    (
        "a reference that is also a plain column",
        COLUMNS,
        "columns: [role, organization_id, created_at, deleted_at]",
        "column-twice",
        "organization_id",
        "Keep one of the two.",
    ),
    (
        "a column twice in one list",
        COLUMNS,
        "columns: [role, role, created_at, deleted_at]",
        "column-twice",
        "role",
        "Keep one of the two.",
    ),
    (
        "no key",
        "key: [kind, code]",
        "key: []",
        "entity-keyless",
        "key",
        "Name the columns of its primary key; it is `id` where this line is left out.",
    ),
    (
        "no database",
        USER,
        USER.replace("database.main, ", ""),
        "database-not-one",
        "stores",
        "Name one database, as in `stores: [database.main, cache.main]`.",
    ),
    (
        "the name of a built-in class",
        "\nentities:  ",
        f"\nclasses:\n  global: {{ {CLASS} }}\nentities:  ",
        "class-built-in",
        "global",
        "Give the class another name.",
    ),
    (
        "one table for two entities",
        "\n  user_preferences:\n",
        "\n  user_preferences:\n    table: app_user\n",
        "table-twice",
        "app_user",
        "Write `table:` where the names differ from the entity's, or join the two entries.",
    ),
    (
        "the same table by its schema",
        "\n  user_preferences:\n",
        "\n  user_preferences:\n    table: public.app_user\n",
        "table-twice",
        "public.app_user",
        "Write `table:` where the names differ from the entity's, or join the two entries.",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "code", "under", "do"), CASES, ids=[case[0] for case in CASES])
def test_what_is_named_in_an_entity(
    case: str, old: str, new: str, code: str, under: str, do: str, tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == [Seen(code, under)]
    (found,) = findings(tmp_path, (old, new))
    assert found.do == do


def test_a_column_that_is_near_to_none_leads_to_those_that_there_are(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("unique: [email]", "unique: [shoe_size]"))
    assert found.do.startswith("It has `id`, `email`, `full_name`, `phone`, `password_hash`, `organization_id`, ")


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (COLUMNS, "columns: [role, email, created_at, deleted_at]", "`email` is named in `personal` and in `columns`."),
        (COLUMNS, "columns: [role, role, created_at, deleted_at]", "`role` is named in `columns` twice."),
        (USER, USER.replace("database.main, ", ""), "`app_user` is kept in no database."),
    ],
)
def test_it_is_said_where(old: str, new: str, what: str, tmp_path: Path) -> None:
    assert findings(tmp_path, (old, new))[0].what == what


SILENT = [
    (
        "a misspelt database",
        "stores: [database.main, storage.documents]",
        "stores: [databse.main, storage.documents]",
        [Seen("name-unknown", "databse.main")],
    ),
    (
        "a misspelt class of an entity whose home column is named",
        "class: regional\n    purpose: keep the papers",
        "class: regionl\n    unique: [home_region]\n    purpose: keep the papers",
        [Seen("name-unknown", "regionl")],
    ),
    ("a table of another schema", "\n  user_preferences:\n", "\n  user_preferences:\n    table: crm.app_user\n", []),
    ("a key that is also a reference", "key: [user_id]", "key: [user_id, updated_at]", []),
]


@pytest.mark.parametrize(("case", "old", "new", "expected"), SILENT, ids=[case[0] for case in SILENT])
def test_what_is_no_further_finding(case: str, old: str, new: str, expected: list[Seen], tmp_path: Path) -> None:
    assert seen(tmp_path, (old, new)) == expected
