"""A slip of a key is one finding, and everything below it is read as it was meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

from compiler.language.keys import as_meant

KEYS = {"place": "Ireland", "jurisdiction": "EU", "recovery": "none", "wave": "1"}


@pytest.mark.parametrize(
    ("case", "row", "meant"),
    [
        ("a letter too many", {"jurisdication": "EU"}, {"jurisdiction": "EU"}),
        ("two slips in one row", {"plase": "a", "waves": "1"}, {"place": "a", "wave": "1"}),
        ("capitals", {"Place": "a"}, {"place": "a"}),
        ("a key that is near to none", {"law": "EU"}, {"law": "EU"}),
        ("a key whose meaning is there already", {"place": "a", "plase": "b"}, {"place": "a", "plase": "b"}),
        ("two slips of one key", {"plase": "a", "plaec": "b"}, {"place": "a", "plaec": "b"}),
        ("the key that tells what the row is", {"rol": "recovery"}, {"role": "recovery"}),
        ("no map at all", "none", "none"),
    ],
)
def test_a_slip_is_read_as_the_one_key_that_it_must_be(case: str, row: object, meant: object) -> None:
    read = as_meant({"regions": {"eu-west-1": row}})  # type: ignore[dict-item]
    assert read.data == {"regions": {"eu-west-1": meant}}


def test_order_is_kept_and_well_spelled_data_is_the_same_object() -> None:
    data = {"regions": {"eu-west-1": KEYS}}
    assert as_meant(data).data is data  # type: ignore[arg-type]
    assert list(as_meant({"b": "", "regons": "", "a": ""}).data) == ["b", "regions", "a"]


def test_what_is_below_two_slips_is_found_where_it_is_written() -> None:
    read = as_meant({"regons": {"eu-west-1": {"plase": "Ireland"}}})
    assert read.written == {
        ("regions",): ("regons",),
        ("regions", "eu-west-1", "place"): ("regons", "eu-west-1", "plase"),
    }
    assert [one.path for one in read.findings] == [("regons",), ("regons", "eu-west-1", "plase")]
    assert read.findings[1].what == "`plase` isn't a key of `regions.eu-west-1`."


@pytest.mark.parametrize(
    ("case", "old", "new", "expected"),
    [
        ("a section, with all that it declares", "\nregions: ", "\nregons: ", [Seen("key-unknown", "regons")]),
        ("the section of environments", "\nenvironments:", "\nenviroments:", [Seen("key-unknown", "enviroments")]),
        ("the key of the overrides", "    override: ", "    overide: ", [Seen("key-unknown", "overide")]),
        ("a key of one row", "jurisdiction: SG", "jurisdication: SG", [Seen("key-unknown", "jurisdication")]),
        ("a key that has a default", "    delete: soft   ", "    delte: soft   ", [Seen("key-unknown", "delte")]),
        (
            "a key in the row of an override",
            "zones: 2, nat: one",
            "zones: 2, natt: one",
            [Seen("key-unknown", "natt", "staging")],
        ),
        (
            "a slip above another mistake",
            "zones: 2, nat: one",
            "zones: 2, natt: two",
            [Seen("key-unknown", "natt", "staging"), Seen("word-unknown", "two", "staging")],
        ),
        ("a key that is no slip", "jurisdiction: SG", "jurisdiction: SG, colour: red", [Seen("key-unknown", "colour")]),
        ("another word for the one that is missing", "jurisdiction: SG", "law: SG", [Seen("key-unknown", "law")]),
    ],
)
def test_one_slip_is_one_finding_at_the_wrong_word(
    case: str, old: str, new: str, expected: list[Seen], tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "do"),
    [
        ("jurisdiction: SG", "jurisdication: SG", "Did you mean `jurisdiction`?"),
        ("jurisdiction: SG", "law: SG", "`jurisdiction` is missing here: write that, if it is what you mean."),
        ("backup: { ", "backup: { colour: red, ", "Known here: `point_in_time` and `daily`."),
    ],
)
def test_it_says_which_key_may_be_meant(old: str, new: str, do: str, tmp_path: Path) -> None:
    (found,) = findings(tmp_path, (old, new))
    assert found.do == do
