"""What says something about a person is named, leads to that person, and goes when its time has come."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shipped import Seen, findings, seen
from systems import ALL, THREE_LAWS, model

from compiler.diagnostic import Diagnostic, Severity, dotted
from compiler.rules.personal import category_of, check
from compiler.rules.rule import Context

CONTEXT = Context(date(2026, 11, 22), {})
PERSONAL = [
    ("email", "contact"), ("contact_email", "contact"), ("email_address", "contact"), ("phone2", "contact"),
    ("birth_date", "identity"), ("date_of_birth", "identity"), ("first_name", "identity"), ("owner_name", "identity"),
    ("nationality", "identity"), ("address_line_1", "location"), ("home_address", "location"),
    ("ip_address", "technical"), ("last_ip", "technical"), ("password_hash", "credential"), ("iban", "financial"),
    ("blood_type", "health"), ("religion", "belief"),
]  # fmt: skip
PLAIN = (
    "id", "name", "file_name", "label_name", "state", "customer_id", "email_verified_at", "office_phone", "price",
    "company_address", "support_email", "site_name", "shipped", "recipe", "zip_file", "phone_required", "settings",
    "agent", "company_name", "product_name", "ipsum",
)  # fmt: skip


@pytest.mark.parametrize(("name", "category"), PERSONAL)
def test_a_name_that_speaks_of_a_person(name: str, category: str) -> None:
    assert category_of(name) == category


@pytest.mark.parametrize("name", PLAIN)
def test_a_name_that_does_not(name: str) -> None:
    assert category_of(name) is None


def found(changes: dict[str, Any], of: Path = ALL[0]) -> list[Diagnostic]:
    return list(check(model(changes, of=of), CONTEXT))


def short(diagnostics: list[Diagnostic]) -> list[str]:
    return [f"{one.code.id} {dotted(one.path)}" for one in diagnostics]


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_three_companies_say_all_of_it(file: Path) -> None:
    assert found({}, of=file) == []


LOOKS = "column-looks-personal"
COLUMNS = [
    (
        "a plain column",
        {"entities.app_user.columns": ["role", "birth_date", "deleted_at"]},
        "app_user.columns.birth_date",
    ),
    ("a key", {"entities.organization.key": ["email"]}, "organization.key.email"),
    (
        "what stays at home",
        {"entities.dossier.columns": ["state", "created_at", "closed_at", "seller_phone"]},
        "dossier.columns.seller_phone",
    ),
]


@pytest.mark.parametrize(("case", "changes", "path"), COLUMNS, ids=[case[0] for case in COLUMNS])
def test_a_column_that_looks_personal(case: str, changes: dict[str, Any], path: str) -> None:
    assert short(found(changes)) == [f"{LOOKS} entities.{path}"]


def test_the_column_is_under_the_caret(tmp_path: Path) -> None:
    change = ("columns: [role, created_at, deleted_at]", "columns: [role, birth_date, created_at, deleted_at]")
    assert seen(tmp_path, change) == [Seen(LOOKS, "birth_date")]
    (one,) = findings(tmp_path, change)
    assert one.what == "`birth_date` of global `app_user` looks personal, and isn't named under `personal`."
    assert one.do.startswith("Name it there: `birth_date: identity`;")
    assert "copied everywhere and left out" in one.why


def test_several_columns_are_one_finding(tmp_path: Path) -> None:
    change = ("columns: [role, created_at, deleted_at]", "columns: [role, gender, fax, created_at, deleted_at]")
    (one,) = findings(tmp_path, change)
    assert one.what == "`gender` and `fax` of global `app_user` look personal, and aren't named under `personal`."
    assert "`gender: identity, fax: contact`" in one.do


def test_what_is_a_reference_or_gone_is_not_asked_about() -> None:
    assert found({"entities.dossier.references": {"email": "app_user"}}) == []
    assert (
        found({"entities.system_configuration.columns": ["email"], "entities.system_configuration.state": "retired"})
        == []
    )


OR = "Withhold `alias`, or give"
HOLDS = [
    ("health in a regional row", ALL[0], "dossier", "notes", "health", "special", "Give"),
    ("a belief in a global row", ALL[0], "app_user", "phone", "belief", "special", "Give"),
    ("a name among pseudonyms that travels", THREE_LAWS, "shop", "alias", "identity", "personal", OR),
]


@pytest.mark.parametrize(
    ("case", "file", "entity", "column", "category", "needed", "do"), HOLDS, ids=[case[0] for case in HOLDS]
)
def test_a_class_holds_no_more_than_it_says(
    case: str, file: Path, entity: str, column: str, category: str, needed: str, do: str
) -> None:
    (one,) = found({f"entities.{entity}.personal.{column}": category}, of=file)
    assert (one.code.id, dotted(one.path)) == ("holds-exceeded", f"entities.{entity}.personal.{column}")
    assert one.do == f"{do} the entity a class with `holds: {needed}`."


def test_what_is_withheld_may_say_more() -> None:
    assert found({"entities.shop.personal.owner_name": "belief"}, of=THREE_LAWS) == []


def test_a_class_that_holds_nothing() -> None:
    personal = {
        "purpose": "show who set the rate",
        "people": "dealers",
        "personal": {"by": "identity"},
        "subject": "by",
    }
    kept = {"legal_basis": "contract", "retention": {"keep": "1y", "after": "published_at"}, "delete": "never"}
    rate = {"class": "published", **personal, **kept, "columns": ["published_at"]}
    (one,) = found({"entities.exchange_rate": rate}, of=THREE_LAWS)
    assert one.what.endswith("is identity, and copies of class `published` hold nothing about a person.")


SUBJECTS = [
    (
        "an entity that names nobody",
        {"entities.dossier": {"class": "regional", "personal": {}, "columns": ["state"]}},
        "`subject` of `annonce` and `document` leads to `dossier`, which has none.",
        "entities.annonce.subject",
    ),
    (
        "one that leads to an entity that names nobody, and others to it",
        {"entities.dossier.subject": "organization_id"},
        "`subject` of `annonce`, `document` and `dossier` leads to `organization`, which has none.",
        "entities.dossier.subject",
    ),
    (
        "two that lead to each other",
        {
            "entities.dossier.references": {"paper_id": "document"},
            "entities.dossier.subject": "paper_id",
        },
        "`subject` of `annonce`, `document` and `dossier` leads round in a circle, and to no person.",
        "entities.document.subject",
    ),
    (
        "one that leads to itself",
        {"entities.app_user.references": {"boss_id": "app_user"}, "entities.app_user.subject": "boss_id"},
        "`subject` of `activity_log`, `app_user` and `user_preferences` leads round in a circle, and to no person.",
        "entities.app_user.subject",
    ),
]


@pytest.mark.parametrize(("case", "changes", "what", "path"), SUBJECTS, ids=[case[0] for case in SUBJECTS])
def test_personal_data_leads_to_a_person(case: str, changes: dict[str, Any], what: str, path: str) -> None:
    (one,) = found(changes)
    assert (one.code.id, one.what, dotted(one.path)) == ("subject-unreachable", what, path)


ENDLESS = [
    ("where the person is named", {"entities.app_user.retention": "none"}, "app_user", 2),
    ("where a row is kept longer than its person's", {"entities.activity_log.retention": "none"}, "activity_log", 1),
]


@pytest.mark.parametrize(("case", "changes", "entity", "many"), ENDLESS, ids=[case[0] for case in ENDLESS])
def test_personal_data_without_an_end_is_one_warning(
    case: str, changes: dict[str, Any], entity: str, many: int
) -> None:
    (one,) = found(changes)
    assert (one.code.id, dotted(one.path)) == ("retention-endless", f"entities.{entity}.retention")
    assert one.code.severity is Severity.WARNING
    assert one.what.count("`") == 2 * many


def test_what_leads_to_nobody_is_not_said_to_be_endless_as_well() -> None:
    gone = {"class": "regional", "personal": {}, "columns": ["state"]}
    assert short(found({"entities.dossier": gone, "entities.document.retention": "none"})) == [
        "subject-unreachable entities.annonce.subject"
    ]
