"""Shape and words. What is wrong with single values stands in `test_scalars.py`, slips of keys in `test_keys.py`."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import TEXT, Seen, checked, edited, findings, seen

from compiler.language.source import load
from compiler.language.validate import validate


def test_the_shipped_file_is_valid() -> None:
    source, found = load(TEXT.encode(), "atlas.yaml")
    assert source is not None
    document, mistakes = validate(source.data)
    assert document is not None
    assert (found, mistakes) == ((), ())
    assert list(document.regions)[:2] == ["eu-west-1", "us-east-1"]


SHAPES = [
    (
        "one value for a list",
        "columns: [label, sort]",
        "columns: label",
        "label",
        "takes a list, not one value",
        "Write `columns: [label]`.",
    ),
    (
        "`none` for a list",
        "columns: [label, sort]",
        "columns: none",
        "none",
        "takes a list, not one value",
        "Write `columns: []`.",
    ),
    (
        "keys for a list",
        "columns: [label, sort]",
        "columns: { label: text }",
        "columns",
        "takes a list, not keys",
        "`atlas explain entities.referential.columns` shows its shape.",
    ),
    (
        "a list for one value",
        "nat: per_zone",
        "nat: [per_zone]",
        "nat",
        "takes one value, not a list",
        "Write `nat: per_zone`.",
    ),
    (
        "keys for one value",
        "nat: per_zone",
        "nat: { per: zone }",
        "nat",
        "takes one value, not keys",
        "`atlas explain network.nat` shows its shape.",
    ),
    (
        "one value for keys",
        "backup: { point_in_time: 14d, daily: 35d }",
        "backup: 14d",
        "14d",
        "takes keys below it, not one value",
        "`atlas explain backup` shows its shape.",
    ),
    (
        "a list for keys",
        "backup: { point_in_time: 14d, daily: 35d }",
        "backup: [14d, 35d]",
        "backup",
        "takes keys below it, not a list",
        "`atlas explain backup` shows its shape.",
    ),
    (
        "`none` for names",
        "personal: {}\n    key: [kind, code]",
        "personal: none\n    key: [kind, code]",
        "none",
        "takes names below it, not one value",
        "Write `personal: {}`, which says that there are none.",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "under", "what", "do"), SHAPES, ids=[case[0] for case in SHAPES])
def test_another_shape(case: str, old: str, new: str, under: str, what: str, do: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (old, new)) == [Seen("shape-wrong", under)]
    (found,) = findings(tmp_path, (old, new))
    assert what in found.what
    assert found.do == do


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("hello\n", "This file takes keys below it, not one value."),
        ("[a]\n", "This file takes keys below it, not a list."),
    ],
)
def test_a_file_that_is_no_map(text: str, what: str, tmp_path: Path) -> None:
    (found,) = checked(tmp_path, text).diagnostics
    assert (found.code.id, found.what) == ("shape-wrong", what)
    assert found.do == "Begin with `atlas: 1`, one key a line."


WORDS = [
    ("a word that is near to one", "nat: per_zone", "nat: per-zone", "per-zone", "Did you mean `per_zone`?"),
    ("a word that is near to none", "nat: per_zone", "nat: many", "many", "Write one of them, as in `nat: per_zone`."),
    ("capitals", "steer: latency", "steer: Latency", "Latency", "Did you mean `latency`?"),
    (
        "what a row is",
        "jurisdiction: EU, role: recovery",
        "jurisdiction: EU, role: recovry",
        "recovry",
        "Did you mean `recovery`?",
    ),
    ("a word in a list", "regimes: [gdpr]", "regimes: [gdpr, gpdr]", "gpdr", "Did you mean `gdpr`?"),
    ("a word of a column", "notes: content", "notes: contents", "contents", "Did you mean `content`?"),
]


@pytest.mark.parametrize(("case", "old", "new", "under", "do"), WORDS, ids=[case[0] for case in WORDS])
def test_an_unknown_word(case: str, old: str, new: str, under: str, do: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (old, new)) == [Seen("word-unknown", under)]
    (found,) = findings(tmp_path, (old, new))
    assert found.do == do


def test_the_known_words_are_said(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("nat: per_zone", "nat: many"))
    assert found.what == "`many` isn't a word that `nat` knows."
    assert found.why == "It knows `per_zone`, `one` and `none`."


FRANKFURT = "jurisdiction: EU, role: recovery }"
MISSING = [
    (
        "a key of a row",
        "recovery: none,         ",
        "",
        "ap-southeast-1",
        "`regions.ap-southeast-1` has no `recovery`.",
        "Add it, as in `recovery: eu-central-1`.",
    ),
    (
        "what the row is",
        FRANKFURT,
        "jurisdiction: EU }",
        "eu-central-1",
        "`regions.eu-central-1` has no `recovery` or `wave`.",
        (
            "Add them, as in `recovery: eu-central-1` and `wave: 2`. "
            "A region that only keeps copies of others has `role: recovery` instead."
        ),
    ),
    (
        "all keys of a part",
        "backup: { point_in_time: 14d, daily: 35d }",
        "backup: {}",
        "backup",
        "`backup` has no `point_in_time` or `daily`.",
        "Add them, as in `point_in_time: 14d` and `daily: 35d`.",
    ),
    (
        "a section",
        "backup: { point_in_time: 14d, daily: 35d }",
        "",
        "atlas: 1",
        "This file has no `backup`.",
        "Add it, as in `backup: { point_in_time: 14d, daily: 35d }`.",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "under", "what", "do"), MISSING, ids=[one[0] for one in MISSING])
def test_missing_keys_of_one_part_are_one_finding(
    case: str, old: str, new: str, under: str, what: str, do: str, tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == [Seen("key-missing", under)]
    (found,) = findings(tmp_path, (old, new))
    assert (found.what, found.do) == (what, do)


def test_a_missing_key_says_what_it_is_for(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("recovery: none,         ", ""))
    assert found.why.startswith("The region, in the same jurisdiction, that takes over when this one is lost.")


def test_a_file_with_nothing_but_its_edition(tmp_path: Path) -> None:
    (found,) = checked(tmp_path, "atlas: 1\n").diagnostics
    assert found.code.id == "key-missing"
    assert found.what.startswith("This file has no `system`, `domain`, `contacts`, `regions`, ")
    assert found.do == "`atlas explain system` shows what belongs in it."


def test_names_that_a_missing_section_declares_are_no_further_finding(tmp_path: Path) -> None:
    text = edited()
    start = text.index("\nregions:")
    without = text[:start] + text[text.index("\n# ── 2") :]
    assert [one.code.id for one in checked(tmp_path, without).diagnostics] == ["key-missing"]
