"""Against real repositories, made by real `git`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from disk import fill

from compiler.committed import Committed, read_committed
from compiler.diagnostic import Diagnostic, exit_code

BOTH = ("production", "staging")
INVENTORIES = {"production": b'{"production": 1}\n', "staging": b"\xff\r\n\x00not text"}


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine or of this user, and no repository around the test."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    (tmp_path / "settings").write_text("[user]\n\tname = A Person\n\temail = person@example.com\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "settings"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.resolve().parent))


def git(place: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=place, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def commit(place: Path, inventories: dict[str, bytes]) -> str:
    """Make these the only inventories of `generated/`, and commit; the commit's full name."""
    shutil.rmtree(place / "generated", ignore_errors=True)
    fill(place / "generated", {f"{name}/inventory.json": body for name, body in inventories.items()})
    fill(place / "generated", {f"{name}/sql/inventory.json": b"not this one" for name in inventories})
    git(place, "add", "--all", ".")
    git(place, "commit", "--allow-empty", "--quiet", "--message", "Compile")
    return git(place, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    place = tmp_path / "repository"
    place.mkdir()
    git(place, "init", "--quiet", "--initial-branch=main")
    return place


@pytest.fixture
def project(repository: Path) -> Path:
    """A project with one commit, in which both environments have an inventory."""
    commit(repository, INVENTORIES)
    return repository


def only(found: tuple[Diagnostic, ...]) -> tuple[str, str]:
    (single,) = found
    return single.code.id, single.what


def test_the_bytes_are_those_of_head_and_not_of_the_working_tree(project: Path) -> None:
    shutil.rmtree(project / "generated")
    fill(project / "generated", {"staging/inventory.json": b"edited", "new/inventory.json": b"new"})
    git(project, "add", "--all")
    head = git(project, "rev-parse", "HEAD")
    assert read_committed(project, None, BOTH) == (Committed("HEAD", head, INVENTORIES), ())


def test_an_environment_that_is_gone_from_the_file_is_still_read(project: Path) -> None:
    committed, found = read_committed(project, None, ("staging",))
    assert committed.inventories == INVENTORIES
    assert found == ()


@pytest.mark.parametrize("base", ["v1", "main~1", "{sha}", "{short}", "refs/tags/v1", "HEAD^", "HEAD^^{{/Compile}}"])
def test_another_revision_is_read_by_any_name_that_git_knows(project: Path, base: str) -> None:
    first = git(project, "rev-parse", "HEAD")
    git(project, "tag", "--annotate", "v1", "--message", "one")
    git(project, "commit", "--quiet", "--allow-empty", "--message", "between")
    git(project, "tag", "between")
    git(project, "reset", "--quiet", "--hard", "v1")
    commit(project, {"staging": b"later"})
    name = base.format(sha=first, short=first[:8])
    committed, found = read_committed(project, name, BOTH)
    assert committed.reference == name
    assert committed == Committed(name, first, INVENTORIES)
    assert found == ()


@pytest.mark.parametrize(
    "base",
    [
        *("nope", "", "-x", "--help", "--upload-pack=touch x", "$(touch x)", "a b", " HEAD", "HEAD\n", "HEAD\x00"),
        *("^HEAD", "HEAD..HEAD", "HEAD~9", "HEAD@{9}", "HEAD:generated", "HEAD^{tree}"),
        *("0" * 40, "deadbeef" * 5, "é\udcff", "x" * 5000),
    ],
)
def test_a_base_that_does_not_exist_fails(project: Path, base: str) -> None:
    committed, (found,) = read_committed(project, base, BOTH)
    assert found.code.id == "base-unknown"
    assert exit_code([found]) == 1
    assert found.what.startswith("`--base` asks for the revision `")
    assert found.what.isprintable()
    assert committed == Committed(base or "HEAD")
    assert not (project / "x").exists()


def test_a_base_without_a_repository_fails(tmp_path: Path) -> None:
    assert only(read_committed(tmp_path, "main", BOTH)[1]) == (
        "base-unknown",
        "`--base` asks for the revision `main`, but the project isn't in a git repository.",
    )


def test_without_a_repository_it_is_a_first_compile(tmp_path: Path) -> None:
    committed, found = read_committed(tmp_path, None, BOTH)
    assert committed == Committed("HEAD")
    assert only(found) == (
        "history-none",
        "Nothing is committed to compare with: the project isn't in a git repository.",
    )
    assert exit_code(found) == 0


def test_without_a_repository_git_is_not_even_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert only(read_committed(tmp_path, None, BOTH)[1])[0] == "history-none"


@pytest.mark.parametrize("other_branch", [False, True])
def test_without_a_commit_on_this_branch_it_is_a_first_compile(repository: Path, other_branch: bool) -> None:
    if other_branch:
        commit(repository, INVENTORIES)
        git(repository, "switch", "--quiet", "--orphan", "fresh")
    assert only(read_committed(repository, None, BOTH)[1]) == (
        "history-none",
        "Nothing is committed to compare with: the repository has no commit yet.",
    )


@pytest.mark.parametrize("base", [None, "main"])
def test_without_an_inventory_at_the_revision_it_is_a_first_compile(repository: Path, base: str | None) -> None:
    revision = commit(repository, {})
    committed, found = read_committed(repository, base, BOTH)
    assert committed == Committed(base or "HEAD", revision, {})
    assert only(found) == ("history-none", f"`{base or 'HEAD'}` has no inventory in `generated/`.")


def test_a_new_environment_is_named(project: Path) -> None:
    _, (found,) = read_committed(project, None, (*BOTH, "load-test"))
    assert found.what == "`HEAD` has no inventory of the environment `load-test`."
    assert found.environment == "load-test"
    assert exit_code([found]) == 0


@pytest.mark.parametrize("folder", ["systems/crm", ":(top)*", "with space", "ümlaut", "-x", "systems\nodd"])
def test_a_project_in_a_folder_of_the_repository_reads_its_own(repository: Path, folder: str) -> None:
    commit(repository, {"other": b"of another project"})
    (repository / folder).mkdir(parents=True)
    commit(repository / folder, INVENTORIES)
    assert read_committed(repository / folder, None, BOTH)[0].inventories == INVENTORIES


def test_a_project_reached_through_a_link_is_found(repository: Path, tmp_path: Path) -> None:
    (repository / "crm").mkdir()
    commit(repository / "crm", INVENTORIES)
    (tmp_path / "link").symlink_to(repository / "crm")
    assert read_committed(tmp_path / "link", None, BOTH)[0].inventories == INVENTORIES


def test_a_project_named_from_the_current_folder_is_found(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert read_committed(Path(), None, BOTH)[0].inventories == INVENTORIES


def test_a_worktree_has_a_head_of_its_own(project: Path, tmp_path: Path) -> None:
    git(project, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    commit(project, {"staging": b"later"})
    assert read_committed(tmp_path / "tree", None, BOTH)[0].inventories == INVENTORIES


@pytest.mark.parametrize("worktree", [False, True])
def test_it_works_in_a_hook_of_git(project: Path, tmp_path: Path, worktree: bool) -> None:
    (project / "sub").mkdir()
    commit(project / "sub", {"staging": b"of the folder"})
    place = project
    if worktree:
        place = tmp_path / "tree"
        git(project, "worktree", "add", "--quiet", str(place))
    hook = project / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text('#!/bin/sh\nenv | grep ^GIT_ > "$OUT"; exec "$PYTHON" "$PROGRAM" > "$ANSWER"\n')
    hook.chmod(0o755)
    program = tmp_path / "program.py"
    program.write_text(
        "from pathlib import Path\nfrom compiler.committed import read_committed\n"
        "print([sorted(read_committed(Path(p), None, ())[0].inventories) for p in ('.', 'sub')])\n"
    )
    settings = {"PYTHON": sys.executable, "PROGRAM": str(program), "PYTHONPATH": str(Path(__file__).parents[1])}
    settings |= {"OUT": str(tmp_path / "out"), "ANSWER": str(tmp_path / "answer")}
    (place / "more").touch()
    git(place, "add", "more")
    subprocess.run(
        ["git", "commit", "--quiet", "--message", "hooked"], cwd=place, env=os.environ | settings, check=True
    )
    assert "GIT_INDEX_FILE=" in (tmp_path / "out").read_text()
    assert (tmp_path / "answer").read_text() == "[['production', 'staging'], ['staging']]\n"


@pytest.mark.parametrize(
    "settings",
    [
        {"GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index"},
        {"GIT_DIR": "/nowhere", "GIT_WORK_TREE": "/nowhere"},
        {"GIT_COMMON_DIR": "/nowhere", "GIT_OBJECT_DIRECTORY": "/nowhere", "GIT_NAMESPACE": "x", "GIT_PREFIX": "x/"},
        {"GIT_PAGER": "false", "PAGER": "false", "LC_ALL": "de_DE.UTF-8", "GIT_TRACE": "1"},
    ],
)
def test_what_git_sets_in_the_environment_changes_nothing(
    project: Path, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert read_committed(project, None, BOTH)[0].inventories == INVENTORIES


def test_settings_that_arrive_by_the_environment_stay_in_force(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert only(read_committed(project, None, BOTH)[1])[0] == "history-unreadable"
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "safe.directory")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "*")
    assert read_committed(project, None, BOTH)[0].inventories == INVENTORIES


# --- unknown is not absent


def unknown(project: Path, base: str | None = None) -> str:
    committed, (found,) = read_committed(project, base, BOTH)
    assert found.code.id == "history-unreadable"
    assert exit_code([found]) == 5
    assert committed == Committed(base or "HEAD")
    assert found.what.isprintable()
    return found.what


@pytest.mark.parametrize("base", [None, "main"])
def test_a_repository_of_another_user_is_unknown_and_gits_advice_is_shown(
    project: Path, base: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert "git config --global --add safe.directory" in unknown(project, base)


@pytest.mark.parametrize("base", [None, "main"])
def test_without_git_a_repository_is_unknown(project: Path, base: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "`git` isn't installed" in unknown(project, base)


def test_a_git_that_does_not_run_is_unknown(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "bin", {"git": b"not a program"})
    (tmp_path / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert "`git` didn't run" in unknown(project)


@pytest.mark.parametrize("name", [".git/HEAD", ".git/objects"])
def test_a_repository_that_git_does_not_recognize_is_unknown(project: Path, name: str) -> None:
    (project / name).rename(project / "away")
    assert "not a git repository" in unknown(project)


def test_a_worktree_whose_repository_moved_is_unknown(project: Path, tmp_path: Path) -> None:
    git(project, "worktree", "add", "--quiet", str(tmp_path / "tree"))
    project.rename(tmp_path / "moved")
    assert "not a git repository" in unknown(tmp_path / "tree")


@pytest.mark.parametrize("body", [b"", b"\x00" * 41, b"1" * 40 + b"\n"])
def test_a_branch_damaged_by_a_crash_is_unknown_and_not_a_first_compile(project: Path, body: bytes) -> None:
    (project / ".git/refs/heads/main").write_bytes(body)
    unknown(project)


@pytest.mark.parametrize(
    "what", ["HEAD^{commit}", "HEAD^{tree}", "HEAD:generated", "HEAD:generated/staging/inventory.json"]
)
@pytest.mark.parametrize("damage", ["missing", "garbage"])
def test_an_object_that_is_missing_or_damaged_is_unknown(project: Path, what: str, damage: str) -> None:
    name = git(project, "rev-parse", what)
    path = project / ".git/objects" / name[:2] / name[2:]
    path.chmod(0o644)
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes(b"garbage")
    unknown(project)


def test_a_submodule_in_the_place_of_generated_is_unknown(project: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    git(outer, "init", "--quiet")
    git(outer, "clone", "--quiet", str(project), "generated")
    git(outer, "-c", "advice.addEmbeddedRepo=false", "add", "generated")
    git(outer, "commit", "--quiet", "--message", "Compile")
    assert "isn't a folder there" in unknown(outer)


def test_a_repository_named_by_the_environment_alone_is_unknown(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bare").mkdir()
    monkeypatch.setenv("GIT_DIR", str(project / ".git"))
    assert "`GIT_DIR`" in unknown(tmp_path / "bare")


def test_a_shallow_clone_reads_head_and_knows_that_it_lacks_the_rest(project: Path, tmp_path: Path) -> None:
    first = git(project, "rev-parse", "HEAD")
    commit(project, {"staging": b"later"})
    git(tmp_path, "clone", "--quiet", "--depth=1", project.as_uri(), "shallow")
    assert read_committed(tmp_path / "shallow", None, ())[0].inventories == {"staging": b"later"}
    (found,) = read_committed(tmp_path / "shallow", first, ())[1]
    assert found.code.id == "base-unknown"
    assert "git fetch --unshallow" in found.do
