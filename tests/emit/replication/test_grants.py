"""Guards and rights of a table follow from three answers of its class: how far it is copied, who writes, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from emit.replication.trees import CRM, model_of

from compiler.emit.replication.grants import grants_of, held_writer_roles
from compiler.emit.replication.guards import guards_of
from compiler.emit.replication.place import Place, places_of
from compiler.emit.replication.tables import Table

WRITER, OTHER = "eu-west-1", "us-east-1"
READ, ADD, CHANGE = ("SELECT",), ("SELECT", "INSERT"), ("SELECT", "INSERT", "UPDATE", "DELETE")

CLASSES = [
    ("home", "home", CHANGE, CHANGE, ["R atlas_residency", "R atlas_residency_truncate"]),
    (
        "home",
        "single",
        CHANGE,
        READ,
        ["R atlas_residency", "R atlas_residency_truncate", "O atlas_writer", "O atlas_a_writer_truncate"],
    ),
    (
        "home",
        "append",
        ADD,
        ADD,
        ["R atlas_residency", "R atlas_residency_truncate", "O atlas_append", "O atlas_truncate"],
    ),
    ("everywhere", "home", CHANGE, CHANGE, ["R atlas_return", "O atlas_home", "O atlas_truncate"]),
    ("everywhere", "single", READ, READ, ["O atlas_writer", "O atlas_a_writer_truncate", "O atlas_truncate"]),
    ("everywhere", "append", ADD, ADD, ["R atlas_known", "O atlas_append", "O atlas_truncate"]),
]


def at(home: str, copies: str, writes: str) -> tuple[Place, Table]:
    """The place of a home, where the dossiers are of a class with these answers."""
    model = model_of(CRM)
    residency = replace(model.classes["regional"], copies=copies, writes=writes)
    dossier = model.entities["dossier"]
    columns = tuple(replace(column, travels=copies != "home") for column in dossier.columns)
    home_column = dossier.home_column if writes == "home" else None
    assert model.replication is not None
    (publication,) = model.replication.publications
    own = replace(publication, name="atlas_regional", class_="regional", entities=("dossier",))
    if writes != "single":
        own = replace(own, writers=own.homes)
    publications = (publication, own) if copies != "home" else (publication,)
    changed = replace(
        model,
        classes={**model.classes, "regional": residency},
        entities={**model.entities, "dossier": replace(dossier, columns=columns, home_column=home_column)},
        replication=replace(model.replication, publications=publications),
    )
    place = next(place for place in places_of(changed) if place.home == home)
    return place, next(table for table in place.tables if table.name == "dossier")


def application(place: Place) -> tuple[str, ...]:
    granted = grants_of(place)[0]
    assert granted.role == "atlas_application"
    (right,) = [right for right in granted.rights if ("public", "dossier") in right.tables]
    return right.privileges


@pytest.mark.parametrize(("copies", "writes", "at_the_writer", "elsewhere", "guards"), CLASSES)
def test_rights_and_guards_follow_from_the_class(
    copies: str, writes: str, at_the_writer: tuple[str, ...], elsewhere: tuple[str, ...], guards: list[str]
) -> None:
    for home, rights in ((WRITER, at_the_writer), (OTHER, elsewhere)):
        place, table = at(home, copies, writes)
        assert [f"{guard.fires} {guard.name}" for guard in guards_of(table)] == guards
        assert application(place) == rights


def test_what_is_copied_and_has_one_writer_is_written_by_a_role_that_moves() -> None:
    for home, held in ((WRITER, ("atlas_global_writer",)), (OTHER, ())):
        place, _ = at(home, "home", "home")
        assert held_writer_roles(place) == held
        (writer,) = [grant for grant in grants_of(place) if grant.role == "atlas_global_writer"]
        assert {right.privileges: len(right.tables) for right in writer.rights} == {
            ("INSERT", "UPDATE"): 2,
            ("INSERT", "UPDATE", "DELETE"): 3,
        }


@pytest.mark.parametrize(("delete", "rights"), [("hard", CHANGE), ("soft", CHANGE[:3]), ("never", CHANGE[:3])])
def test_what_isnt_deleted_for_good_cant_be(delete: str, rights: tuple[str, ...]) -> None:
    place, table = at(WRITER, "home", "home")
    tables = tuple(replace(each, delete=delete) if each == table else each for each in place.tables)
    assert application(replace(place, tables=tables)) == rights


def test_a_home_that_receives_nothing_gives_the_owner_of_subscriptions_nothing() -> None:
    roles = {home: [grant.role for grant in grants_of(at(home, "home", "home")[0])] for home in (WRITER, OTHER)}
    assert "atlas_subscriber" not in roles[WRITER]
    assert "atlas_subscriber" in roles[OTHER]
