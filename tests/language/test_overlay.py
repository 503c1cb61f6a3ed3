"""Overrides: what they lay, and what is refused; an error in one is reported once, where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, edited, findings, seen

from compiler.diagnostic import Diagnostic, dotted
from compiler.diagnostic import Path as Dotted
from compiler.language.overlay import Effective, lay
from compiler.language.source import load

LAST = "      cache.main.nodes: 1\n"


def body(*changes: tuple[str, str]) -> dict[str, object]:
    source, _ = load(edited(*changes).encode(), "atlas.yaml")
    assert source is not None
    assert isinstance(source.data, dict)
    return source.data


def at(data: object, path: str) -> object:
    for word in path.split("."):
        data = data[int(word) if isinstance(data, list) else word]  # type: ignore[index]
    return data


def test_production_is_the_body_of_the_file_itself() -> None:
    data = body()
    laid, problems = lay(data, "production")  # type: ignore[arg-type]
    assert laid.data is data
    assert (laid.written, problems) == ({}, ())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("domain", "atlas-crm-staging.com"),
        ("database.main.multi_az", "false"),
        ("compute.api.tasks", {"min": "1", "peak": "1", "max": "2", "standby": "1"}),
        ("compute.api.task.memory", "4GB"),
        ("network.nat", "one"),
    ],
)
def test_an_override_replaces_a_value_or_a_whole_row(path: str, value: object) -> None:
    data = body()
    laid, _ = lay(data, "staging")  # type: ignore[arg-type]
    assert at(laid.data, path) == value
    assert data == body(), "the body of the file was changed"


def test_a_row_is_replaced_and_nothing_is_merged() -> None:
    laid, _ = lay(body(("zones: 2, nat: one", "zones: 2")), "staging")  # type: ignore[arg-type]
    assert at(laid.data, "network") == {"pool": "10.64.0.0/10", "zones": "2"}


def test_a_member_of_a_list_is_reached_by_its_position() -> None:
    laid, problems = lay(body((LAST, f"{LAST}      cdn.rules.0.edge: 1d\n")), "staging")  # type: ignore[arg-type]
    assert problems == ()
    assert at(laid.data, "cdn.rules.0.edge") == "1d"
    assert at(laid.data, "cdn.rules.0.path") == "/assets/*"


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("domain", "environments.staging.override.domain"),
        ("network.zones", "environments.staging.override.network.zones"),
        ("compute.api.tasks.min", "environments.staging.override.compute.api.tasks.min"),
        ("compute.api.task.cpu", "compute.api.task.cpu"),
        ("regions", "regions"),
    ],
)
def test_it_is_known_where_a_value_is_written(path: str, written: str) -> None:
    laid, _ = lay(body(), "staging")  # type: ignore[arg-type]
    assert dotted(laid.where(tuple(path.split(".")))) == written


def test_a_finding_moves_to_where_its_cause_is_written() -> None:
    over: Dotted = ("environments", "staging", "override", "cache.main")
    laid = Effective("staging", {}, {("cache", "main"): over})
    found = Diagnostic(code=None, what="", why="", do="", path=("cache", "main", "nodes"))  # type: ignore[arg-type]
    assert laid.at_home(found).path == (*over, "nodes")


EVERYWHERE = "Delete this line, or change the value in the body of the file for every environment."
FIRST = "Add it to the body of the file first, or correct the path."
REFUSED = [
    ("a key that isn't there", "database.main.multi_as: false", "override-unknown", "Did you mean `multi_az`?"),
    ("a name that isn't there", "database.mian.multi_az: false", "override-unknown", "Did you mean `main`?"),
    ("a section that isn't there", "databases.main.multi_az: false", "override-unknown", "Did you mean `database`?"),
    ("a position that isn't there", "cdn.rules.7.edge: 1d", "override-unknown", FIRST),
    ("below a single value", "domain.name: a.com", "override-unknown", FIRST),
    ("a class", "entities.organization.class: regional", "override-forbidden", EVERYWHERE),
    ("a promise", "objectives.global.zone_lost: none", "override-forbidden", EVERYWHERE),
    ("the TLS minimum", "security.tls.minimum: TLS1.2", "override-forbidden", EVERYWHERE),
    ("the engine", "database.main.engine: postgres18", "override-forbidden", EVERYWHERE),
    ("another environment", "environments.production.after: none", "override-forbidden", EVERYWHERE),
    (
        "nested, as in other tools",
        "compute: { api: { spot: 0% } }",
        "override-too-wide",
        "Write `compute.api.spot: 0%`, and so on: one line for each value or row that differs.",
    ),
    (
        "a part with rows in it",
        "database.main: { multi_az: false }",
        "override-too-wide",
        "Write `database.main.multi_az: false`, and so on: one line for each value or row that differs.",
    ),
    (
        "a whole section",
        "regions: none",
        "override-too-wide",
        "Write one line for each value or row that differs, with its whole path.",
    ),
    ("the same place twice", "network.zones: 1", "override-twice", "Keep one of the two lines."),
]


@pytest.mark.parametrize(("case", "line", "code", "do"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_refused_points_to_the_key_of_the_override(
    case: str, line: str, code: str, do: str, tmp_path: Path
) -> None:
    change = (LAST, f"{LAST}      {line}\n")
    assert seen(tmp_path, change) == [Seen(code, line.split(":")[0], "staging")]
    (found,) = findings(tmp_path, change)
    assert found.do == do


def test_production_has_no_overrides(tmp_path: Path) -> None:
    change = ("    approval: infrastructure ", "    override: { domain: a.com }\n    approval: infrastructure ")
    (found,) = findings(tmp_path, change)
    assert (found.code.id, found.what) == ("override-forbidden", "`domain` is overridden in production.")


WRONG = [
    ("a value", "cache.main.nodes: 1", "cache.main.nodes: many", "number-wrong", "many"),
    ("a value in a row", "zones: 2, nat: one", "zones: 2, nat: two", "word-unknown", "two"),
    ("a key in a row", "zones: 2, nat: one", "zones: 2, nat: one, colour: red", "key-unknown", "colour"),
    ("a row that lacks a key", "zones: 2, nat: one", "zones: 2", "key-missing", "network"),
    ("a list for a value", "cache.main.nodes: 1", "cache.main.nodes: [1]", "shape-wrong", "cache.main.nodes"),
    (
        "a name that refers to nothing",
        "release.state: eu-west-1",
        "release.state: eu-west-9",
        "name-unknown",
        "eu-west-9",
    ),
    ("an empty value", "cache.main.nodes: 1", "cache.main.nodes:", "value-empty", "cache.main.nodes"),
]


@pytest.mark.parametrize(("case", "old", "new", "code", "under"), WRONG, ids=[case[0] for case in WRONG])
def test_what_is_wrong_in_an_override_is_one_finding_of_that_environment(
    case: str, old: str, new: str, code: str, under: str, tmp_path: Path
) -> None:
    environment = None if code == "value-empty" else "staging"
    assert seen(tmp_path, (old, new)) == [Seen(code, under, environment)]


def test_what_is_wrong_in_the_body_is_not_found_once_more_in_staging(tmp_path: Path) -> None:
    assert seen(tmp_path, ("nodes: 2, content", "nodes: many, content")) == [Seen("number-wrong", "many")]


def test_an_override_below_a_misspelt_section_is_laid_all_the_same(tmp_path: Path) -> None:
    assert seen(tmp_path, ("\ndatabase:\n", "\ndatabse:\n")) == [Seen("key-unknown", "databse")]


@pytest.mark.parametrize(
    ("old", "new", "what", "do"),
    [
        (
            "cost.budget.total: { warn: 1300 USD",
            "cost.budget.total: { warn: 1300",
            "`warn: 1300` has no unit.",
            "Write `warn: 1300 USD`.",
        ),
        (
            "cache.main.nodes: 1",
            "cache.main.nodes: [1]",
            "`cache.main.nodes` takes one value, not a list.",
            "Write `cache.main.nodes: 1`.",
        ),
        ("zones: 2, nat: one", "zones: 2, nat: two", "`two` isn't a word that `nat` knows.", None),
        (
            "zones: 2, nat: one",
            "zones: 22, nat: one",
            "`zones: 22` is above anything plausible.",
            "Write a number from 1 to 6, as in `zones: 1`.",
        ),
    ],
)
def test_a_line_to_paste_has_the_key_that_stands_there(
    old: str, new: str, what: str, do: str | None, tmp_path: Path
) -> None:
    (found,) = findings(tmp_path, (old, new))
    assert found.what == what
    assert do in (None, found.do)
