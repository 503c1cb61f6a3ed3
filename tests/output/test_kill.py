"""A run that is killed, really, by SIGKILL, before every single call that can change the disk."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import FrameType

import pytest
from disk import contents, emitted, fill

from compiler.output import kernel, write

OLD = {"production/inventory.json": b"{}\n", "staging/inventory.json": b"{}\n"}
OLD |= {f"staging/sql/eu-west-1/{name}.sql": b"select 1;\n" for name in "abcdef"}
NEW = OLD | {f"staging/sql/eu-west-1/{name}.sql": b"select 22;\n" for name in "ab"}
NEW |= {f"staging/sql/us-east-1/{name}.sql": b"select 3;\n" for name in "xy"}
del NEW["production/inventory.json"], NEW["staging/sql/eu-west-1/f.sql"]

CHANGES = {"mkdir", "open", "write", "close", "chmod", "link", "rename", "unlink", "rmdir"}


class Project:
    """A folder with a `generated/` in it, written by Atlas from OLD, or empty."""

    def __init__(self, place: Path, before: dict[str, bytes]) -> None:
        self.root, self.work = place / "generated", place / ".atlas"
        if before:
            assert write(self.root, self.work, emitted(before))[1] == ()

    def trees(self) -> dict[str, bytes] | None:
        return contents(self.root) if self.root.exists() else None

    def killed_at(self, point: int) -> bool:
        """Compile NEW in a process of its own, which kills itself before its point-th change of the disk; False where
        it had ended before."""
        child = os.fork()
        if not child:
            compile_until(self, point)
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            assert os.WTERMSIG(status) == signal.SIGKILL
            return True
        assert os.WEXITSTATUS(status) == 0
        return False

    def heal(self) -> None:
        assert write(self.root, self.work, emitted(NEW))[1] == ()
        assert sorted(path.name for path in self.work.iterdir()) == [".gitignore", "lock"]


def compile_until(project: Project, point: int) -> None:
    """In a forked child; never returns."""
    points = count(1)

    def watch(frame: FrameType, event: str, called: object) -> None:
        changes = getattr(called, "__module__", None) == "posix" and getattr(called, "__name__", "") in CHANGES
        if event == "c_call" and changes and next(points) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    real = os.write
    # Only a part at a time, so that a kill finds half written files, too.
    os.write = lambda place, rest: real(place, rest[: 1 + len(rest) * 3 // 4])
    try:
        sys.setprofile(watch)
        found = write(project.root, project.work, emitted(NEW))[1]
        sys.setprofile(None)
        os._exit(len(found))
    except BaseException:
        os._exit(99)


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system without an atomic exchange."""
    monkeypatch.setattr(kernel, "exchange", lambda first, second: False)


@pytest.fixture
def old(tmp_path: Path) -> dict[str, bytes]:
    return Project(tmp_path / "old", OLD).trees() or {}


@pytest.fixture
def new(tmp_path: Path) -> dict[str, bytes]:
    return Project(tmp_path / "new", NEW).trees() or {}


@pytest.fixture(autouse=True)
def folders(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()


def killed(place: Path, before: dict[str, bytes], every: int = 1) -> Iterator[Project]:
    """Projects in which a run was killed: one for each point there is, or for some of them."""
    for point in count(1, every):
        (place / str(point)).mkdir()
        project = Project(place / str(point), before)
        if not project.killed_at(point):
            assert point > 50
            return
        yield project


def test_an_update_leaves_the_old_tree_or_the_new_one(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    outcomes = []
    for project in killed(tmp_path, OLD):
        tree = project.trees()
        assert tree in (old, new)
        outcomes.append(tree == new)
        project.heal()
        assert project.trees() == new
    assert outcomes == sorted(outcomes)
    assert {*outcomes} == {False, True}


def test_a_first_compile_leaves_nothing_or_the_whole_tree(tmp_path: Path, new: dict[str, bytes]) -> None:
    outcomes = []
    for project in killed(tmp_path, {}):
        tree = project.trees()
        assert tree in (None, new)
        outcomes.append(tree)
        project.heal()
        assert project.trees() == new
    assert outcomes[0] is None
    assert outcomes[-1] == new


@pytest.mark.usefixtures("two_renames")
def test_without_an_atomic_exchange_the_old_tree_is_put_back(
    tmp_path: Path, old: dict[str, bytes], new: dict[str, bytes]
) -> None:
    outcomes = []
    for project in killed(tmp_path, OLD):
        tree = project.trees()
        outcomes.append(tree)
        assert tree in (None, old, new)
        aside = project.work / "generated.previous"
        assert not aside.exists() or contents(aside) == old
        if tree is None:
            # A refusal shows the tree that was put back: nothing is written over it.
            fill(aside, {"stranger": b""})
            assert [found.code.id for found in write(project.root, project.work, emitted(NEW))[1]] == ["file-stranger"]
            (project.root / "stranger").unlink()
            assert project.trees() == old
        project.heal()
        assert project.trees() == new
    assert outcomes.count(None) == 1
    assert old in outcomes
    assert new in outcomes


@pytest.mark.usefixtures("two_renames")
def test_an_old_tree_that_was_being_deleted_is_never_put_back(tmp_path: Path, new: dict[str, bytes]) -> None:
    for project in killed(tmp_path, OLD):
        shutil.rmtree(project.root, ignore_errors=True)
        project.heal()
        assert project.trees() == new


@pytest.mark.parametrize("exchange", ["atomic", "two renames"])
def test_a_recovery_that_is_killed_is_recovered_from(
    tmp_path: Path, exchange: str, old: dict[str, bytes], new: dict[str, bytes], request: pytest.FixtureRequest
) -> None:
    if exchange == "two renames":
        request.getfixturevalue("two_renames")
    for turn, project in enumerate(killed(tmp_path, OLD, every=3)):
        for again in (turn % 13 + 1, turn % 7 + 1):
            project.killed_at(again)
            assert project.trees() in (old, new, *([None] if exchange == "two renames" else []))
        project.heal()
        assert project.trees() == new
