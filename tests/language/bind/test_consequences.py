"""What follows from another finding isn't said."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, seen

from compiler.diagnostic import Diagnostic
from compiler.language.bind.acknowledge import PATH_UNKNOWN
from compiler.language.bind.consequences import independent
from compiler.language.bind.names import NAME_UNKNOWN
from compiler.language.bind.regions import RECOVERY_UNUSED
from compiler.language.overlay import OVERRIDE_UNKNOWN
from compiler.language.validate import KEY_MISSING

FILE = {
    "replication": {"writer": "eu-west-1"},
    "stores": ["database.main", "cache.main"],
    "path": "regions.eu-west-1.recovery",
}


def found(code: object, *path: str | int, on_key: bool = False) -> Diagnostic:
    return Diagnostic(code, "", "", "", path, on_key=on_key)  # type: ignore[arg-type]


WRITER = found(NAME_UNKNOWN, "replication", "writer")
PATH = found(PATH_UNKNOWN, "path")
OVERRIDE = found(OVERRIDE_UNKNOWN, "environments", "staging", "override", "regions.eu-west-1.state", on_key=True)
OTHER = found(OVERRIDE_UNKNOWN, "environments", "staging", "override", "contacts.ops", on_key=True)
STORE = found(NAME_UNKNOWN, "stores", 1)
UNUSED = found(RECOVERY_UNUSED, "regions", "eu-central-1", on_key=True)


def test_a_path_with_an_unknown_name_in_it_is_that_name_again() -> None:
    assert independent([WRITER, PATH, OVERRIDE, OTHER], FILE) == (WRITER, OTHER)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ([("regions", "eu-west-1")], [STORE]),
        ([("regions", "mars")], [WRITER, STORE]),
        ([("cache", "main")], [WRITER, STORE, UNUSED]),
        ([], [WRITER, STORE, UNUSED]),
    ],
)
def test_what_still_mentions_a_deleted_name(gone: list[tuple[str, str]], left: list[Diagnostic]) -> None:
    expected = [one for one in left if one is not STORE or ("cache", "main") not in gone]
    assert independent([WRITER, STORE, UNUSED], FILE, gone) == tuple(expected)  # type: ignore[arg-type]


def test_a_finding_about_the_whole_file_stays() -> None:
    whole = found(KEY_MISSING, on_key=True)
    assert independent([whole], FILE) == (whole,)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("case", "old", "new", "expected"),
    [
        ("a contact with a dash", "\n  oncall: pagerduty", "\n  on-call: pagerduty", [Seen("text-wrong", "on-call")]),
        (
            "a cache with a capital",
            "\n  main: { engine: redis7",
            "\n  Main: { engine: redis7",
            [Seen("text-wrong", "Main")],
        ),
        (
            "another name for a cache",
            "\n  main: { engine: redis7",
            "\n  side: { engine: redis7",
            [Seen("name-unknown", "cache.main")],
        ),
    ],
)
def test_a_name_of_a_wrong_form_is_not_found_again_where_it_is_mentioned(
    case: str, old: str, new: str, expected: list[Seen], tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == expected
