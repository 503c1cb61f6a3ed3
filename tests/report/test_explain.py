"""`atlas explain`: every key of the language has a page, and what it offers to paste is right."""

from __future__ import annotations

import json
from typing import Any

import pytest
from systems import SHIPPED, changed

from compiler.language.schema import FILE
from compiler.language.source import load
from compiler.language.validate import validate
from compiler.report.explain import Here, Key, children, everything, find, named, summary, text

SCHEMA: dict[str, Any] = json.loads(FILE.read_bytes())
KEYS = {".".join(key.path): key for key in everything(SCHEMA)}
NOWHERE = Here(None, None)


def page(path: str, here: Here = NOWHERE) -> str:
    key = find(SCHEMA, tuple(path.split(".")))
    assert key is not None
    return text(SCHEMA, key, path, here)


def test_all_of_the_language_is_there() -> None:
    assert len(KEYS) > 200
    assert {"regions.*.recovery", "observability.alarms.cross_region_latency.except", "acknowledge.*.expires"} < set(
        KEYS
    )


@pytest.mark.parametrize("path", KEYS)
def test_every_key_is_found_and_has_a_page_with_its_meaning(path: str) -> None:
    said = page(path).splitlines()
    assert said[0] == path
    assert said[1].startswith("  ")
    assert said[1].strip() not in ("", "None")
    assert "  takes     " in page(path)
    assert "left out  None" not in page(path)


@pytest.mark.parametrize("path", [path for path, key in KEYS.items() if key.required])
def test_a_required_key_has_an_example(path: str) -> None:
    assert KEYS[path].node.get("x-example") or KEYS[path].node.get("anyOf")


EXAMPLES = {
    path: str(key.node["x-example"])
    for path, key in KEYS.items()
    if "x-example" in key.node and "..." not in str(key.node["x-example"])
}


@pytest.mark.parametrize("path", EXAMPLES)
def test_an_example_is_valid_where_it_is_to_be_pasted(path: str) -> None:
    """In the shipped file, at the first name that it has wherever the path leaves one open."""
    source, found = load(f"example: {EXAMPLES[path]}\n".encode(), "example.yaml")
    assert source is not None
    assert found == ()
    place, data = _pasted(changed(SHIPPED, {}), path.split("."), source.data["example"])  # type: ignore[index, call-overload]
    _, problems = validate(data)
    assert [one.what for one in problems if one.path[: len(place)] == place] == []


def _pasted(data: Any, path: list[str], value: Any) -> tuple[tuple[str | int, ...], Any]:
    """The place that a path leads to, and the data with the value there."""
    if not path:
        return (), value
    word: str | int = path[0]
    if word == "*":
        word = 0 if isinstance(data, list) else next(iter(data), "some")
    below = data[word] if isinstance(data, list) else data.get(word, {})
    place, inner = _pasted(below, path[1:], value)
    pasted = [inner, *data[1:]] if isinstance(data, list) else {**data, word: inner}
    return (word, *place), pasted


def test_the_page_of_a_value_says_all_that_there_is_to_say() -> None:
    assert (
        page("compute.api.spot", Here("0%", "atlas.yaml:213:11"))
        == """\
compute.api.spot
  The share of the tasks above `min` that run on spare capacity, which AWS may take back within
  minutes.

  takes     a share, such as `0%`
  range     0% to 100%
  left out  0%
  example   spot: 50%
  override  allowed in environments
  here      0%  (atlas.yaml:213:11)
"""
    )


def test_the_page_of_a_part_lists_its_keys() -> None:
    assert (
        page("failover.rehearsal", Here(None, "atlas.yaml:240:3"))
        == """\
failover.rehearsal
  Practice.

  takes     the keys below
  left out  not allowed: it is required
  example   rehearsal: { every: 90d, last: none }
  here      see atlas.yaml:240:3

  keys
    every  How often it is due.
    last   The day of the last one; `none` says there was none.
"""
    )


def test_the_page_of_named_rows_lists_the_keys_of_a_row() -> None:
    assert page("backup").endswith(
        "daily          How long daily backups are kept. Erased data stays in them this long.\n"
    )
    assert "    recovers_by   How its files survive" in page("storage")
    assert "  takes     names, each with the keys below\n" in page("storage")


TAKES = [
    ("regions.eu-west-1.role", "`serving`, `recovery`"),
    ("regions.eu-west-1.recovery", "a name of `regions`, `none`"),
    ("entities.dossier.stores", "a list: a name of `database.*` or a name of `storage.*` or a name of `cache.*`"),
    ("entities.dossier.references", "names, each with a name of `entities`"),
    ("privacy.transfers", "names, each with names, each with the keys below"),
    ("network.zones", "a whole number from 1 to 6"),
    ("database.main.multi_az", "`true` or `false`"),
    ("acknowledge.0.expires", "a day, such as `2027-05-31`"),
    ("environments.staging.override", "names, each with a value"),
]


@pytest.mark.parametrize(("path", "takes"), TAKES)
def test_what_a_key_takes_is_said_in_words(path: str, takes: str) -> None:
    assert f"  takes     {takes}\n" in page(path)


def test_a_key_of_two_kinds_of_rows_says_both_meanings() -> None:
    assert "It serves customers of its own. / It keeps copies" in page("regions.eu-west-1.role").replace("\n ", "")


def test_a_name_that_people_give_has_the_meaning_of_its_section() -> None:
    assert page("contacts.ops").splitlines()[1] == page("contacts").splitlines()[1]


def test_paths_that_lead_nowhere_are_not_found() -> None:
    assert find(SCHEMA, ("compute", "api", "spott")) is None
    assert find(SCHEMA, ("domain", "com")) is None
    assert find(SCHEMA, ()) == Key((), SCHEMA, True)


def test_a_word_is_found_wherever_it_is_a_key() -> None:
    expected = """\
    environments.*.approval         The GitHub team that lets a change into it.
"""
    assert summary(SCHEMA, named(SCHEMA, "approval")).split() == expected.split()
    assert [".".join(key.path) for key in named(SCHEMA, "writer")] == ["replication.writer", "replication.was.writer"]


def test_keys_are_listed_in_the_order_of_the_language() -> None:
    sections = [key.path[0] for key in children(SCHEMA, Key((), SCHEMA, True))]
    assert sections[:7] == ["atlas", "system", "domain", "contacts", "jurisdictions", "regions", "classes"]
