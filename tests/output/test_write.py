import errno
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from disk import contents, emitted, fill
from hypothesis import given, settings
from hypothesis import strategies as some

from compiler.diagnostic import exit_code
from compiler.output import compare, kernel, write
from compiler.output.workfolder import held

OLD = {"staging/inventory.json": b"{}\n", "staging/sql/a.sql": b"select 1;\n", "production/inventory.json": b"{}\n"}
NEW = {"staging/inventory.json": b"{}\n", "staging/sql/a.sql": b"select 2;\n", "staging/b": b"a\r\nb\x00\xff"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "generated"


@pytest.fixture
def work(tmp_path: Path) -> Path:
    return tmp_path / ".atlas"


def identities(root: Path) -> dict[str, tuple[int, int]]:
    found = {str(path): path.stat() for path in (root, *root.rglob("*"))}
    return {path: (status.st_ino, status.st_mtime_ns) for path, status in found.items()}


def without_manifest(root: Path) -> dict[str, bytes]:
    return {path: body for path, body in contents(root).items() if path != "MANIFEST.json"}


def test_the_disk_holds_the_exact_bytes_and_the_manifest(root: Path, work: Path) -> None:
    comparison, found = write(root, work, emitted(NEW))
    assert found == ()
    assert contents(root) == NEW | {"MANIFEST.json": comparison.manifest}
    assert sorted(path.name for path in work.iterdir()) == [".gitignore", "lock"]
    assert (work / ".gitignore").read_text() == "*\n"


def test_a_second_write_touches_nothing(root: Path, work: Path) -> None:
    write(root, work, emitted(NEW))
    before = identities(root)
    comparison, _ = write(root, work, emitted(NEW))
    assert not comparison.outdated
    assert identities(root) == before


def test_nothing_to_do_needs_no_work_folder_and_no_right_to_write(root: Path, work: Path, tmp_path: Path) -> None:
    write(root, work, emitted(NEW))
    assert write(root, tmp_path / "other", emitted(NEW))[1] == ()
    assert not (tmp_path / "other").exists()


def test_files_that_stay_the_same_stay_the_same_file(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    before = identities(root)
    write(root, work, emitted(NEW))
    after = identities(root)
    same, changed = str(root / "staging/inventory.json"), str(root / "staging/sql/a.sql")
    assert after[same] == before[same]
    assert after[changed] != before[changed]
    assert (root / "staging/inventory.json").stat().st_nlink == 1


def test_removed_files_and_their_folders_go(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    write(root, work, emitted({"staging/b": b""}))
    assert sorted(path.relative_to(root).as_posix() for path in root.rglob("*")) == [
        "MANIFEST.json",
        "staging",
        "staging/b",
    ]


def test_a_folder_may_become_a_file_and_a_file_a_folder(root: Path, work: Path) -> None:
    for bodies in ({"a/b": b"1"}, {"a": b"2"}, {"a/b/c": b"3"}):
        assert write(root, work, emitted(bodies))[1] == ()
        assert without_manifest(root) == bodies


def test_empty_folders_are_cleared_away_without_a_swap(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    (root / "left/over").mkdir(parents=True)
    before = identities(root / "staging")
    write(root, work, emitted(OLD))
    assert not (root / "left").exists()
    assert identities(root / "staging") == before


def test_one_environment_alone_keeps_the_files_of_the_others(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    write(root, work, emitted({"staging/new": b""}), only="staging")
    assert without_manifest(root) == {"staging/new": b"", "production/inventory.json": b"{}\n"}
    everything = {"staging/new": b"", "production/inventory.json": b"{}\n"}
    assert not compare(root, emitted(everything)).outdated


@pytest.mark.parametrize("mask", [0o000, 0o077, 0o777])
def test_modes_are_the_same_whatever_the_umask(root: Path, work: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        assert write(root, work, emitted(OLD))[1] == ()
    finally:
        os.umask(before)
    assert {oct(path.stat().st_mode & 0o7777) for path in root.rglob("*") if path.is_file()} == {"0o644"}
    assert {oct(path.stat().st_mode & 0o7777) for path in (root, *root.rglob("*")) if path.is_dir()} == {"0o755"}


@pytest.mark.parametrize("damage", ["edited", "stranger", "manifest"])
def test_a_refusal_leaves_the_disk_as_it_is(root: Path, work: Path, damage: str) -> None:
    write(root, work, emitted(OLD))
    fill(root, {{"edited": "staging/sql/a.sql", "stranger": "mine", "manifest": "MANIFEST.json"}[damage]: b"mine"})
    before = contents(root), identities(root)
    _, found = write(root, work, emitted(NEW))
    assert exit_code(found) == 4
    assert (contents(root), identities(root)) == before


# --- where the system can't do what was asked


def refuse(number: int) -> Callable[..., int]:
    def call(*_: object, **__: object) -> int:
        raise OSError(number, os.strerror(number))

    return call


def test_a_full_disk_leaves_the_old_tree_and_says_so(root: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, work, emitted(OLD))
    before = contents(root)
    with monkeypatch.context() as patched:
        patched.setattr("compiler.output.stage.os.write", refuse(errno.ENOSPC))
        comparison, (found,) = write(root, work, emitted(NEW))
    assert comparison.diagnostics == (found,)
    assert found.code.id == "write-failed"
    assert found.what == "`generated/` couldn't be written: No space left on device."
    assert found.do == "Make room on the disk, then compile again."
    assert exit_code([found]) == 1
    assert contents(root) == before
    assert not (work / "generated.next").exists()
    assert write(root, work, emitted(NEW))[1] == ()


def test_a_limit_on_file_sizes_leaves_the_old_tree(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    before = contents(root)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
    try:
        _, (found,) = write(root, work, emitted({"big": b"x" * 10_000}))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "File too large" in found.what
    assert contents(root) == before


def test_a_project_folder_without_the_right_to_write_is_a_clear_failure(tmp_path: Path, outsider: None) -> None:
    root, work = Path("generated"), Path(".atlas")
    write(root, work, emitted(OLD))
    before = contents(root)
    work.chmod(0o500)
    _, (found,) = write(root, work, emitted(NEW))
    work.chmod(0o700)
    assert found.what == "`generated/` couldn't be written: Permission denied (`.atlas/generated.next`)."
    assert contents(root) == before


@pytest.mark.parametrize("kind", ["file", "link", "broken link"])
def test_a_work_folder_that_is_no_folder_is_a_clear_failure(root: Path, work: Path, tmp_path: Path, kind: str) -> None:
    if kind == "file":
        work.write_bytes(b"")
    else:
        work.symlink_to(tmp_path if kind == "link" else "nowhere")
    _, (found,) = write(root, work, emitted(NEW))
    assert found.what == "`generated/` couldn't be written: Not a directory (`.atlas`)."
    assert found.do == "Move away what stands where Atlas needs a folder, then compile again."
    assert not root.exists()


def test_without_hard_links_files_are_copied(root: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = OLD | {"staging/more": b"1"}
    write(root, work, emitted(everything))
    with monkeypatch.context() as patched:
        patched.setattr("compiler.output.stage.os.link", refuse(errno.EPERM))
        write(root, work, emitted({"staging/new": b""}), only="staging")
    assert without_manifest(root) == {"staging/new": b"", "production/inventory.json": b"{}\n"}


def test_short_writes_lose_no_bytes(root: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    with monkeypatch.context() as patched:
        patched.setattr("compiler.output.stage.os.write", lambda place, rest: real(place, rest[:3]))
        write(root, work, emitted(NEW))
    assert without_manifest(root) == NEW


# --- the swap where there is no atomic exchange


def no_exchange(first: Path, second: Path) -> bool:
    return False


def test_without_an_atomic_exchange_two_renames_do(root: Path, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "exchange", no_exchange)
    for bodies in (OLD, NEW, OLD):
        assert write(root, work, emitted(bodies))[1] == ()
        assert without_manifest(root) == bodies
    assert sorted(path.name for path in work.iterdir()) == [".gitignore", "lock"]


def test_an_exchange_that_the_system_refuses_leaves_the_old_tree(
    root: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, work, emitted(OLD))
    before = contents(root)
    monkeypatch.setattr(kernel, "exchange", refuse(errno.EXDEV))
    _, (found,) = write(root, work, emitted(NEW))
    assert "on one file system" in found.do
    assert found.why == "Nothing was lost: what was there before is still there, complete."
    assert contents(root) == before


def test_a_second_rename_that_fails_takes_the_first_one_back(
    root: Path, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, work, emitted(OLD))
    before = contents(root)
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name == "generated.next":
            raise OSError(errno.EACCES, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(kernel, "exchange", no_exchange)
    monkeypatch.setattr(Path, "rename", rename)
    _, (found,) = write(root, work, emitted(NEW))
    assert found.code.id == "write-failed"
    assert contents(root) == before


def test_an_old_tree_that_was_set_aside_is_put_back_before_anything_is_judged(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    (root / "staging/sql/a.sql").write_bytes(b"edited")
    root.rename(work / "generated.previous")
    _, (found,) = write(root, work, emitted(NEW))
    assert found.code.id == "file-edited"
    assert (root / "staging/sql/a.sql").read_bytes() == b"edited"


@pytest.mark.parametrize("name", ["generated.next", "generated.previous", "generated.discarded"])
@pytest.mark.parametrize("kind", ["folder", "file", "link"])
def test_what_a_killed_run_left_is_cleaned_up_though_nothing_changed(
    root: Path, work: Path, tmp_path: Path, name: str, kind: str
) -> None:
    write(root, work, emitted(OLD))
    fill(tmp_path / "precious", {"a": b""})
    if kind == "folder":
        fill(work / name, {"a/b": b""})
        (work / name / "way out").symlink_to(tmp_path / "precious")
    elif kind == "file":
        (work / name).touch()
    else:
        (work / name).symlink_to(tmp_path / "precious")
    before = identities(root)
    assert write(root, work, emitted(OLD))[1] == ()
    assert sorted(path.name for path in work.iterdir()) == [".gitignore", "lock"]
    assert identities(root) == before
    assert contents(tmp_path / "precious") == {"a": b""}


# --- two runs at once


def test_a_second_run_at_the_same_time_fails_at_once_and_changes_nothing(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    before = contents(root)
    with held(work):
        comparison, (found,) = write(root, work, emitted(NEW))
    assert found.code.id == "write-busy"
    assert comparison.diagnostics == (found,)
    assert exit_code([found]) == 1
    assert contents(root) == before
    assert write(root, work, emitted(NEW))[1] == ()


def test_a_run_that_has_nothing_to_write_does_not_care_about_others(root: Path, work: Path) -> None:
    write(root, work, emitted(OLD))
    with held(work):
        assert write(root, work, emitted(OLD))[1] == ()


def test_many_runs_at_the_same_time_leave_the_tree_of_one(root: Path, work: Path, tmp_path: Path) -> None:
    program = tmp_path / "run.py"
    program.write_text(
        "import sys\nfrom pathlib import Path\nfrom disk import emitted\nfrom compiler.output import write\n"
        "for turn in range(10):\n"
        "    bodies = {f'{name}': f'{sys.argv[1]}'.encode() for name in range(5)}\n"
        f"    found = write(Path({str(root)!r}), Path({str(work)!r}), emitted(bodies))[1]\n"
        "    assert [each.code.id for each in found] in ([], ['write-busy']), found\n"
    )
    search = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    runs = [subprocess.Popen([sys.executable, program, str(n)], env=os.environ | search) for n in range(4)]
    assert [run.wait() for run in runs] == [0] * 4
    assert len(set(without_manifest(root).values())) == 1
    bodies = without_manifest(root)
    assert not compare(root, emitted(bodies)).outdated


# --- any history


NAMES = some.sampled_from(["a", "b", "a/x", "staging/a", "staging/b/c", "prod/a", "prod/b"])
BODIES = some.dictionaries(NAMES, some.binary(max_size=2), max_size=5).filter(
    lambda bodies: not any(f"{one}/" in other for one in bodies for other in bodies)
)
STRAYS = some.dictionaries(NAMES, some.none() | some.binary(max_size=2), max_size=3)


@settings(max_examples=150, deadline=None)
@given(old=BODIES, new=BODIES, strays=STRAYS, forgotten=some.booleans(), only=some.sampled_from([None, "staging"]))
def test_any_tree_is_judged_completely_and_made_right_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    old: dict[str, bytes],
    new: dict[str, bytes],
    strays: dict[str, bytes | None],
    forgotten: bool,
    only: str | None,
) -> None:
    if only:
        new = {path: body for path, body in new.items() if path.startswith("staging/")}
    place = tmp_path_factory.mktemp("any")
    root, work = place / "generated", place / ".atlas"
    write(root, work, emitted(old))
    disturb(root, strays)
    if forgotten:
        (root / "MANIFEST.json").unlink()
    before = without_manifest(root)

    comparison = compare(root, emitted(new), only=only)
    fates = [comparison.unchanged, comparison.kept, comparison.added, comparison.changed, comparison.restored]
    fates += [comparison.removed, comparison.edited, comparison.strangers]
    judged = [path for fate in fates for path in fate]
    assert len(judged) == len(set(judged))
    assert set(judged) == set(before) | set(new)
    assert bool(comparison.diagnostics) == bool(comparison.edited or comparison.strangers)

    _, found = write(root, work, emitted(new), only=only)
    assert found == comparison.diagnostics
    if found:
        assert without_manifest(root) == before
        return
    kept = {path: before[path] for path in comparison.kept}
    assert without_manifest(root) == new | kept
    assert (root / "MANIFEST.json").read_bytes() == comparison.manifest
    again = compare(root, emitted(new), only=only)
    assert not again.outdated
    assert again.diagnostics == ()
    assert again.unchanged == tuple(sorted(new))


def disturb(root: Path, strays: dict[str, bytes | None]) -> None:
    """Delete, change and add files by hand, where the tree allows it."""
    for name, body in strays.items():
        path = root / name
        if body is None and path.is_file():
            path.unlink()
        elif body is not None and not path.is_dir() and not any(folder.is_file() for folder in path.parents):
            fill(root, {name: body})


@pytest.mark.skipif(sys.platform != "linux", reason="Whether a rename is a change is up to the system.")
def test_every_file_is_older_than_the_swap(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    for number in range(5):
        write(root, tmp_path / ".atlas", emitted({"a/same": b"1", "a/other": b"%d" % number}))
        newest = max(path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file())
        assert newest < root.stat().st_ctime_ns
