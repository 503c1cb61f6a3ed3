"""What the files of a repository say of HEAD changes whenever git's own answer does, or isn't said at all."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from require import require

from compiler.again.head import head_of


def git(folder: Path, *words: str) -> str:
    named = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    done = subprocess.run([str(require("git")), *named, *words], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(folder: Path, name: str) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", name)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Two commits, two branches, and a folder inside."""
    folder = tmp_path / "repository"
    (folder / "inside").mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "one")
    git(folder, "branch", "earlier")
    commit(folder, "two")
    return folder


MOVES: dict[str, Callable[[Path], object]] = {
    "a commit": lambda folder: commit(folder, "three"),
    "an amended commit": lambda folder: git(folder, "commit", "-q", "--amend", "--allow-empty", "-m", "other"),
    "another branch": lambda folder: git(folder, "checkout", "-q", "earlier"),
    "no branch": lambda folder: git(folder, "checkout", "-q", "HEAD~1"),
    "a reset": lambda folder: git(folder, "reset", "-q", "--hard", "HEAD~1"),
    "a branch that was packed, then moved": lambda folder: [git(folder, "pack-refs", "--all"), commit(folder, "three")],
    "a branch that was moved, then packed": lambda folder: [commit(folder, "three"), git(folder, "pack-refs", "--all")],
}


@pytest.mark.parametrize("packed", [False, True], ids=["loose", "packed"])
@pytest.mark.parametrize("move", MOVES)
def test_it_changes_with(move: str, packed: bool, repository: Path) -> None:
    if packed:
        git(repository, "pack-refs", "--all")
    before, commit_before = head_of(str(repository)), git(repository, "rev-parse", "HEAD")
    MOVES[move](repository)
    assert git(repository, "rev-parse", "HEAD") != commit_before
    assert before is not None
    assert head_of(str(repository)) != before


def test_it_stays_while_nothing_is_committed(repository: Path) -> None:
    before = head_of(str(repository))
    (repository / "inside" / "new").write_text("new")
    git(repository, "add", "inside")
    git(repository, "branch", "another")
    git(repository, "tag", "v1")
    assert before is not None
    assert head_of(str(repository)) == head_of(str(repository / "inside")) == before


def test_a_branch_without_a_commit_gets_its_first(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    before = head_of(str(tmp_path))
    assert before is not None
    commit(tmp_path, "one")
    assert head_of(str(tmp_path)) != before


def test_another_working_tree_has_a_head_of_its_own(repository: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    git(repository, "worktree", "add", "-q", "-b", "side", str(other))
    here, there = head_of(str(repository)), head_of(str(other))
    assert there is not None
    commit(other, "three")
    assert head_of(str(repository)) == here
    assert head_of(str(other)) != there


def test_a_submodule_has_a_head_of_its_own(repository: Path, tmp_path: Path) -> None:
    above = tmp_path / "above"
    above.mkdir()
    git(above, "init", "-q")
    git(above, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository), "part")
    before = head_of(str(above / "part"))
    assert before is not None
    assert before != head_of(str(above))
    commit(above / "part", "three")
    assert head_of(str(above / "part")) != before


def test_no_repository_is_an_answer_too(tmp_path: Path) -> None:
    assert head_of(str(tmp_path)) == []


def refer_on(folder: Path) -> None:
    git(folder, "symbolic-ref", "refs/heads/alias", "refs/heads/earlier")
    git(folder, "symbolic-ref", "HEAD", "refs/heads/alias")


def replace_packed(folder: Path) -> None:
    git(folder, "replace", "HEAD", "HEAD~1")
    git(folder, "pack-refs", "--all")


UNTOLD: dict[str, Callable[[Path], object]] = {
    "a branch that refers on to another": refer_on,
    "a commit that is replaced by another": lambda folder: git(folder, "replace", "HEAD", "HEAD~1"),
    "a commit that is replaced, packed": replace_packed,
    "something that is no branch": lambda folder: git(folder, "symbolic-ref", "HEAD", "refs/elsewhere/x"),
    "references in tables": lambda folder: (folder / ".git" / "reftable").mkdir(),
    "no HEAD": lambda folder: (folder / ".git" / "HEAD").unlink(),
    "a folder that only looks like a repository": lambda folder: (folder / "inside" / ".git").mkdir(),
    "a file that leads nowhere": lambda folder: (folder / "inside" / ".git").write_text("gitdir: ../nowhere\n"),
    "a file of somebody else": lambda folder: (folder / "inside" / ".git").write_text("hello\n"),
}


@pytest.mark.parametrize("case", UNTOLD)
def test_it_isnt_told_of(case: str, repository: Path) -> None:
    UNTOLD[case](repository)
    assert head_of(str(repository / "inside")) is None
