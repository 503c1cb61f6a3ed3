"""A compile after which nothing changed is answered from its record; whatever changed, it is done again."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from disk import emitted
from house.code import PROJECT
from require import require

from compiler import again
from compiler.again import Answer, Look, answer, inputs, keep, look
from compiler.output import write

COMPILE = ["compile"]
SAID = Answer(0, "generated/ is what atlas.yaml compiles to.\n", "atlas.yaml:1: note: ü \ud800\n")
STREAMS: Any = (io.StringIO(), io.StringIO())


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def tick() -> None:
    """Let the clock of the file system go on."""
    time.sleep(0.02)


def git(*words: str) -> None:
    named = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    subprocess.run([str(require("git")), *named, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that was compiled and committed a while ago, by an Atlas of one file of code."""
    root = tmp_path / "project"
    (root / "generated" / "production").mkdir(parents=True)
    (root / ".atlas").mkdir()
    (root / ".gitignore").write_text(".atlas/\n")
    (root / "atlas.yaml").write_text("regions: {}\n")
    (root / "generated" / "MANIFEST.json").write_text("{}\n")
    (root / "generated" / "production" / "inventory.json").write_text("[1]\n")
    for folder in ("atlas", "site-packages"):
        (tmp_path / folder).mkdir()
    (tmp_path / "atlas" / "code.py").write_text("1\n")
    for name in [name for name in os.environ if name.startswith("GIT_") or name == "NO_COLOR"]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(root)
    monkeypatch.setattr(inputs, "folders", lambda: [str(tmp_path / "atlas")])
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages")])
    monkeypatch.setattr(again, "_LATELY", 0)
    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    tick()
    return root


def seen(arguments: list[str] = COMPILE, streams: Any = STREAMS) -> Look:
    found = look(arguments, streams)
    assert found is not None
    return found


def known(arguments: list[str] = COMPILE, streams: Any = STREAMS) -> bool:
    found = look(arguments, streams)
    said = None if found is None else answer(found)
    assert said is None or (said.code, said.out, said.err) == (SAID.code, SAID.out, SAID.err)
    return said is not None


@pytest.fixture
def kept(project: Path) -> Path:
    keep(seen(), SAID)
    assert known()
    tick()
    return project


def test_what_was_said_is_said_again(kept: Path) -> None:
    assert known()
    assert known()


@pytest.mark.parametrize("code", [0, 3])
def test_the_exit_code_is_the_same(code: int, project: Path) -> None:
    keep(seen(), Answer(code, "", "findings"))
    said = answer(seen())
    assert said is not None
    assert (said.code, said.out, said.err) == (code, "", "findings")


@pytest.mark.parametrize("code", [1, 2, 4, 5])
def test_what_may_heal_by_itself_is_never_kept(code: int, project: Path) -> None:
    keep(seen(), Answer(code, "", ""))
    assert answer(seen()) is None


def test_nothing_is_left_beside_the_record(kept: Path) -> None:
    assert [path.name for path in (kept / ".atlas").iterdir()] == ["again"]


def test_the_same_bytes_written_anew_are_the_same_file(kept: Path) -> None:
    (kept / "atlas.yaml").write_text("regions: {}\n")
    assert known()


def test_files_that_git_ignores_or_that_are_elsewhere_change_nothing(kept: Path) -> None:
    (kept / "README.md").write_text("New.")
    (kept / ".atlas" / "plan").write_text("Terraform works here.")
    assert known()


def in_place(path: Path, text: str) -> None:
    """Edit a file so that its size and the time of its last writing stay: only the file system knows."""
    before = path.stat()
    assert len(text) == before.st_size
    with path.open("r+") as file:
        file.write(text)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def moved_and_linked(project: Path) -> None:
    (project / "generated").rename(project / "elsewhere")
    (project / "generated").symlink_to("elsewhere")


def replaced_by_a_link(project: Path) -> None:
    manifest = project / "generated" / "MANIFEST.json"
    manifest.rename(project / "manifest")
    manifest.symlink_to(project / "manifest")


def committed(project: Path) -> None:
    (project / "generated" / "production" / "other.json").write_text("{}")
    git("add", "-A")
    git("commit", "-q", "-m", "two")
    (project / "generated" / "production" / "other.json").unlink()


CHANGES: dict[str, Callable[[Path], object]] = {
    "another value in the file": lambda project: in_place(project / "atlas.yaml", "regions: []\n"),
    "no file": lambda project: (project / "atlas.yaml").unlink(),
    "an output edited by hand": lambda project: in_place(project / "generated/production/inventory.json", "[2]\n"),
    "an output edited, and back again": lambda project: [
        in_place(project / "generated/production/inventory.json", text) for text in ("[2]\n", "[1]\n")
    ],
    "the manifest edited": lambda project: in_place(project / "generated/MANIFEST.json", "[]\n"),
    "an output deleted": lambda project: (project / "generated/production/inventory.json").unlink(),
    "an output renamed": lambda project: (project / "generated/MANIFEST.json").rename(project / "generated/M.json"),
    "an output that nobody may read": lambda project: (project / "generated/MANIFEST.json").chmod(0),
    "an output that is a link now": replaced_by_a_link,
    "a stranger's file": lambda project: (project / "generated/production/notes.txt").write_text("Mine."),
    "an empty folder": lambda project: (project / "generated/staging").mkdir(),
    "all of it deleted": lambda project: shutil.rmtree(project / "generated"),
    "all of it behind a link": moved_and_linked,
    "another commit": committed,
    "another branch": lambda project: git("checkout", "-q", "-b", "other"),
    "no repository": lambda project: shutil.rmtree(project / ".git"),
    "another version of Atlas": lambda project: in_place(project.parent / "atlas/code.py", "2\n"),
    "another fact": lambda project: (project.parent / "atlas/region.yaml").write_text("opened: true"),
    "another library": lambda project: (project.parent / "site-packages/yaml-7.dist-info").mkdir(),
    "a run killed while it wrote": lambda project: (project / ".atlas/generated.next").mkdir(),
    "no record": lambda project: (project / ".atlas/again").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_it_is_done_again_after(change: str, kept: Path) -> None:
    CHANGES[change](kept)
    assert not known()


@pytest.mark.parametrize(
    ("name", "value"), [("NO_COLOR", "1"), ("GIT_DIR", "elsewhere"), ("GIT_INDEX_FILE", ".git/index")]
)
def test_it_is_done_again_in_other_surroundings(
    name: str, value: str, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    assert not known()


def test_it_is_done_again_on_another_day(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs.time, "strftime", lambda form: "2026-11-23")
    assert not known()


def test_it_is_done_again_with_another_python(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", "3.99")
    assert not known()


@pytest.mark.parametrize(
    "arguments", [["compile", "--strict"], ["compile", "--as-of", "2027-01-01"], ["compile", "--env", "staging"]]
)
def test_other_arguments_have_another_answer(arguments: list[str], kept: Path) -> None:
    assert not known(arguments)
    assert known()


def test_a_terminal_is_told_in_colours(kept: Path) -> None:
    assert not known(streams=(STREAMS[0], Terminal()))
    assert not known(streams=(Terminal(), STREAMS[1]))


@pytest.mark.parametrize("compiled", [True, False], ids=["with outputs", "without outputs"])
def test_the_record_of_another_checkout_isnt_believed(
    compiled: bool, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not compiled:
        shutil.rmtree(project / "generated")
    keep(seen(), SAID)
    assert known()
    shutil.copytree(project, tmp_path / "copy", copy_function=shutil.copy2)
    monkeypatch.chdir(tmp_path / "copy")
    assert (tmp_path / "copy/.atlas/again").exists()
    assert not known()


def test_a_damaged_record_is_never_believed(kept: Path) -> None:
    record = kept / ".atlas" / "again"
    whole = record.read_bytes()
    for position in range(len(whole)):
        record.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert not known(), position
    for end in range(0, len(whole), 7):
        record.write_bytes(whole[:end])
        assert not known(), end
    record.write_bytes(whole)
    assert known()


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["validate"],
        ["compile", "--check"],
        ["compile", "--base", "main"],
        ["compile", "--base=main"],
        ["compile", "-f", "other.yaml"],
        ["compile", "-fother.yaml"],
        ["compile", "--file", "other.yaml"],
        ["compile", "--help"],
    ],
    ids=" ".join,
)
def test_nothing_else_is_answered_at_a_look(arguments: list[str], kept: Path) -> None:
    assert look(arguments, STREAMS) is None


def test_a_file_behind_a_link_isnt_seen_at_a_look(kept: Path) -> None:
    (kept / "atlas.yaml").rename(kept / "real.yaml")
    (kept / "atlas.yaml").symlink_to("real.yaml")
    assert look(COMPILE, STREAMS) is None


def test_a_closed_stream_isnt_talked_to(kept: Path) -> None:
    nobody: Any = (STREAMS[0], None)
    assert look(COMPILE, nobody) is None


@pytest.mark.parametrize(
    "meanwhile",
    [
        lambda project: (project / "atlas.yaml").write_text("regions: []\n"),
        lambda project: (project.parent / "atlas" / "code.py").write_text("2\n"),
        lambda project: committed(project),
    ],
    ids=["the file was edited", "Atlas was renewed", "something was committed"],
)
def test_nothing_is_kept_where_meanwhile(meanwhile: Callable[[Path], object], project: Path) -> None:
    before = seen()
    meanwhile(project)
    keep(before, SAID)
    assert not (project / ".atlas" / "again").exists()


def test_nothing_is_kept_of_what_changed_a_moment_ago(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "_LATELY", 2_000_000_000)
    monkeypatch.setattr(inputs, "folders", list)
    in_place(project / "generated/production/inventory.json", "[2]\n")
    keep(seen(), SAID)
    assert not known()


def test_what_was_just_written_is_known_at_once(project: Path) -> None:
    shutil.rmtree(project / "generated")
    for bodies in ({"a/one": b"1", "a/two": b"2"}, {"a/one": b"1", "a/two": b"3"}):
        before = seen()
        write(project / "generated", project / ".atlas", emitted(bodies))
        keep(before, SAID)
        assert known()


def test_an_edit_just_after_writing_isnt_overlooked(project: Path) -> None:
    shutil.rmtree(project / "generated")
    before = seen()
    write(project / "generated", project / ".atlas", emitted({"a/one": b"1"}))
    tick()
    (project / "generated/a/one").write_bytes(b"2")
    keep(before, SAID)
    assert not known()


_RUN = """
import atexit, sys
import compiler.__main__
atexit.register(lambda: open({left!r}, "w").write(" ".join(sys.modules)))
compiler.__main__.main()
"""


def atlas(folder: Path, *arguments: str) -> tuple[int, str, str, set[str]]:
    """Exit code and output of a whole process, and the names of what it had loaded."""
    left = folder.parent / "loaded"
    done = subprocess.run(
        [sys.executable, "-c", _RUN.format(left=str(left)), *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr, set(left.read_text().split())


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """The shipped file in a folder of its own, compiled as often as it takes to be known."""
    folder = tmp_path / "shipped"
    folder.mkdir()
    shutil.copy(PROJECT / "atlas.yaml", folder)
    for _ in range(20):
        if "click" not in atlas(folder, "compile", "--as-of", "2026-11-22")[3]:
            return folder
        time.sleep(0.5)  # somebody is changing Atlas while it is tested
    pytest.fail("It is never answered from a record.")


def test_a_whole_run_says_the_same_with_and_without_its_record(shipped: Path) -> None:
    *known, modules = atlas(shipped, "compile", "--as-of", "2026-11-22")
    assert modules & {"click", "pathlib", "re", "typing", "yaml"} == set()
    (shipped / ".atlas" / "again").unlink()
    *anew, modules = atlas(shipped, "compile", "--as-of", "2026-11-22")
    assert "click" in modules
    assert known == anew
    assert known[0] == 0
    assert known[1].startswith("generated/ is what atlas.yaml compiles to: ")
    assert "recovery-none" in str(known[2])


def test_a_whole_run_notices_an_output_that_was_edited_by_hand(shipped: Path) -> None:
    edited = shipped / "generated" / "production" / "inventory.json"
    in_place(edited, edited.read_text()[:-2] + " \n")
    code, _, err, _ = atlas(shipped, "compile", "--as-of", "2026-11-22")
    assert code == 4
    assert "file-edited" in err


def test_a_whole_run_that_finds_errors_finds_them_again(shipped: Path) -> None:
    file = shipped / "atlas.yaml"
    file.write_text(file.read_text().replace("above: 10s", "above: 10"))
    runs = [atlas(shipped, "compile", "--as-of", "2026-11-22")[:3] for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0][0] == 3
    assert "unit-missing" in runs[0][2]
