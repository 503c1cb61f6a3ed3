"""Classes and entities: every column once, which of them travel, and what is said by the entity that a row leads to."""

import pytest
from systems import GONE, THREE_LAWS, model

from compiler.model.entities import Entity


def kinds(entity: Entity) -> dict[str, str]:
    return {column.name: column.kind for column in entity.columns}


def test_the_two_classes_of_the_language_are_always_there() -> None:
    classes = model(of=THREE_LAWS).classes
    assert list(classes) == ["books", "directory", "global", "published", "regional"]
    answers = {name: (row.copies, row.stays_in, row.writes, row.holds) for name, row in classes.items()}
    assert answers["global"] == ("everywhere", "system", "single", "personal")
    assert answers["regional"] == ("home", "jurisdiction", "home", "personal")
    assert [name for name, row in classes.items() if row.is_copied] == ["directory", "global", "published"]


def test_every_column_is_of_one_kind() -> None:
    assert kinds(model().entities["dossier"]) == {
        "id": "key",
        "home_region": "home",
        "client_name": "personal",
        "client_email": "personal",
        "client_phone": "personal",
        "notes": "personal",
        "organization_id": "reference",
        "agent_id": "reference",
        "state": "plain",
        "created_at": "plain",
        "closed_at": "plain",
    }


def test_a_column_that_is_the_key_or_points_somewhere_stays_that_where_it_is_personal_too() -> None:
    entity = model().entities["user_preferences"]
    assert kinds(entity) == {"user_id": "key", "settings": "personal", "updated_at": "plain"}
    assert entity.columns[0].references == "app_user"
    assert [column.name for column in entity.columns if column.unique] == ["user_id"]


def test_a_key_of_two_columns_makes_neither_of_them_unique() -> None:
    entity = model().entities["referential"]
    assert entity.key_ == ("kind", "code")
    assert [column.unique for column in entity.columns] == [False] * 4


@pytest.mark.parametrize(("name", "home"), [("dossier", "home_region"), ("app_user", None)])
def test_only_what_is_written_at_home_has_a_home_column(name: str, home: str | None) -> None:
    """`organization.home_region` is a column of its own: of a class with one writer, it says nothing about the row."""
    assert model().entities[name].home_column == home


def test_rows_that_are_copied_travel_whole_but_for_what_is_withheld() -> None:
    entities = model(of=THREE_LAWS).entities
    assert entities["shop"].published == ("id", "home_region", "alias", "state")
    assert [column.name for column in entities["shop"].columns if not column.travels] == [
        "bank_account",
        "email",
        "owner_name",
        "closed_at",
    ]
    assert entities["fee"].published == ("country", "kind", "share")


def test_rows_that_stay_at_home_have_no_column_that_travels() -> None:
    entities = model(of=THREE_LAWS).entities
    assert {name: entities[name].published for name in ("customer", "ledger_entry", "statement")} == {
        "customer": (),
        "ledger_entry": (),
        "statement": (),
    }


def test_a_key_that_says_something_about_a_person_keeps_its_category() -> None:
    entity = model({"entities.annonce.key": ["contact_phone"]}).entities["annonce"]
    assert [(column.name, column.kind, column.category) for column in entity.personal] == [
        ("contact_phone", "key", "contact")
    ]


WHOSE = [
    ("its own words", "app_user", "account holders", "30d", "app_user"),
    ("those of the person that it leads to", "user_preferences", "account holders", "30d", "app_user"),
    ("the people of one, its own retention", "activity_log", "account holders", "1y", "activity_log"),
    ("those of the file that it belongs to", "document", "clients of agencies", "5y", "dossier"),
    ("nothing where nobody is meant", "organization", None, None, None),
]


@pytest.mark.parametrize(("name", "people", "keep", "of"), [row[1:] for row in WHOSE], ids=[row[0] for row in WHOSE])
def test_people_and_retention(name: str, people: str | None, keep: str | None, of: str | None) -> None:
    entity = model().entities[name]
    assert entity.people == people
    assert (entity.retention and str(entity.retention.keep)) == keep
    assert (entity.retention and entity.retention.of) == of


def test_retention_that_is_none_on_purpose_isn_t_asked_of_another() -> None:
    assert model({"entities.document.retention": "none"}).entities["document"].retention is None


def test_subjects_that_lead_in_a_circle_end_nowhere() -> None:
    circle = {
        "entities.annonce.subject": "other",
        "entities.annonce.references": {"other": "document"},
        "entities.document.subject": "other",
        "entities.document.references": {"other": "annonce"},
    }
    entities = model(circle).entities
    assert (entities["annonce"].people, entities["annonce"].retention) == (None, None)


@pytest.mark.parametrize(
    ("written", "schema", "table"),
    [(GONE, "public", "dossier"), ("files", "public", "files"), ("crm.files", "crm", "files")],
)
def test_a_table_is_called_like_its_entity_where_nothing_else_is_said(written: object, schema: str, table: str) -> None:
    entity = model({"entities.dossier.table": written}).entities["dossier"]
    assert (entity.schema, entity.table) == (schema, table)


def test_the_database_is_the_one_among_the_stores() -> None:
    entities = model(of=THREE_LAWS).entities
    assert entities["statement"].database == "ledger"
    assert entities["statement"].stores == ("database.ledger", "storage.statements")
    assert entities["fee"].database == "main"
