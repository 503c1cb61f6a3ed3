import os
from pathlib import Path

import pytest
from disk import fill

from compiler.output.tree import Tree, read, scan


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path / "generated") == Tree()


def test_files_odd_things_and_empty_folders_are_told_apart(tmp_path: Path) -> None:
    fill(tmp_path, {"a/b/c": b"", "d": b""})
    (tmp_path / "e/f").mkdir(parents=True)
    (tmp_path / "g").mkdir()
    (tmp_path / "g/link").symlink_to(tmp_path)
    assert scan(tmp_path) == Tree(frozenset({"a/b/c", "d"}), {"g/link": "a symbolic link"}, {}, ("e/f", "e"))


def test_hundreds_of_folders_in_each_other_are_no_trouble(tmp_path: Path) -> None:
    depth = 400  # longer paths than 4096 bytes can't be named in one piece
    (tmp_path / "/".join("d" * depth)).mkdir(parents=True)
    assert len(scan(tmp_path).hollow) == depth


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_what_became_something_else_since_it_was_found_is_not_read(tmp_path: Path, kind: str) -> None:
    place = tmp_path / "a"
    if kind == "link":
        place.symlink_to("/etc/hostname")
    elif kind == "pipe":
        os.mkfifo(place)
        assert read(tmp_path, "a") == b""  # at once, instead of waiting for a writer
        return
    else:
        place.mkdir()
    with pytest.raises(OSError, match=r"Too many levels of symbolic links|Is a directory"):
        read(tmp_path, "a")
