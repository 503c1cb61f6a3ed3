"""No change of a file leaves its state as it was."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from compiler.again.states import state_of, states_of


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "folder"
    (place / "a" / "skipped").mkdir(parents=True)
    (place / "a" / "one").write_text("1")
    (place / "two").write_text("2")
    (place / "a" / "skipped" / "three").write_text("3")
    time.sleep(0.02)
    return place


def texts(folder: Path) -> list[str]:
    return states_of([str(folder)], skipped="skipped").texts


def rewritten(folder: Path) -> None:
    before = (folder / "two").stat()
    (folder / "two").write_text("3")
    os.utime(folder / "two", ns=(before.st_atime_ns, before.st_mtime_ns))


def swapped(folder: Path) -> None:
    (folder / "two").rename(folder / "x")
    (folder / "a" / "one").rename(folder / "two")
    (folder / "x").rename(folder / "a" / "one")


CHANGES: dict[str, Callable[[Path], object]] = {
    "other bytes of the same length and date": rewritten,
    "two files that changed places": swapped,
    "a file more": lambda folder: (folder / "a" / "more").write_text(""),
    "a file less": lambda folder: (folder / "two").unlink(),
    "an empty folder more": lambda folder: (folder / "b").mkdir(),
    "other rights of a file": lambda folder: (folder / "two").chmod(0o600),
    "other rights of a folder": lambda folder: (folder / "a").chmod(0o700),
    "a second name": lambda folder: os.link(folder / "two", folder.parent / "two"),
    "a link that leads out": lambda folder: (folder / "out").symlink_to("/"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_there_is_another_state_after(change: str, folder: Path) -> None:
    before = texts(folder)
    CHANGES[change](folder)
    assert texts(folder) != before


def test_without_a_change_it_stays(folder: Path) -> None:
    before = texts(folder)
    (folder / "two").read_text()
    (folder / "a" / "skipped" / "four").write_text("4")
    assert texts(folder) == before == sorted(before)


def test_a_folder_that_isnt_there_has_no_state(tmp_path: Path) -> None:
    nothing = states_of([str(tmp_path / "none")])
    assert (nothing.texts, nothing.changed, nothing.written) == ([], 0, 0)


def test_the_last_change_and_the_last_writing_are_known(folder: Path) -> None:
    before = states_of([str(folder)])
    (folder / "two").chmod(0o600)
    after = states_of([str(folder)])
    assert after.written == before.written
    assert after.changed > before.changed


def test_a_folder_alone_changes_with_what_it_lists(folder: Path) -> None:
    before = state_of(str(folder))
    (folder / "more").mkdir()
    assert state_of(str(folder)) != before


def test_what_cannot_be_seen_is_an_error(folder: Path) -> None:
    with pytest.raises(NotADirectoryError):
        states_of([str(folder / "two")])
