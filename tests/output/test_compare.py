import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from disk import contents, emitted, fill

from compiler.diagnostic import Severity, exit_code
from compiler.output import Comparison, compare, write

OLD = {"staging/inventory.json": b"{}\n", "staging/sql/a.sql": b"select 1;\n", "production/inventory.json": b"{}\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A `generated/` that Atlas wrote: OLD and its manifest."""
    root = tmp_path / "generated"
    assert write(root, tmp_path / ".atlas", emitted(OLD))[1] == ()
    return root


def codes(comparison: Comparison) -> list[str]:
    return [found.code.id for found in comparison.diagnostics]


def test_nothing_on_disk_means_that_everything_is_added(tmp_path: Path) -> None:
    comparison = compare(tmp_path / "generated", emitted(OLD))
    assert comparison.added == tuple(sorted(OLD))
    assert comparison.outdated
    assert comparison.diagnostics == ()
    assert list(tmp_path.iterdir()) == []


def test_what_was_written_is_unchanged(root: Path) -> None:
    comparison = compare(root, emitted(OLD))
    assert comparison.unchanged == tuple(sorted(OLD))
    assert not comparison.outdated


def test_each_file_is_in_the_list_of_what_happened_to_it(root: Path) -> None:
    (root / "production/inventory.json").unlink()
    fill(root, {"notes.md": b"mine", "staging/sql/b.sql": b"select 3;\n"})
    wanted = {"production/inventory.json": b"{}\n", "staging/sql/a.sql": b"select 2;\n", "staging/sql/b.sql": b"x"}
    comparison = compare(root, emitted(wanted | {"new": b""}))
    assert comparison.restored == ("production/inventory.json",)
    assert comparison.changed == ("staging/sql/a.sql",)
    assert comparison.added == ("new",)
    assert comparison.removed == ("staging/inventory.json",)
    assert comparison.strangers == ("notes.md", "staging/sql/b.sql")


def test_another_origin_is_a_difference_though_no_file_changes(root: Path) -> None:
    comparison = compare(root, emitted(OLD, origin=("entities", "account")))
    assert comparison.unchanged == tuple(sorted(OLD))
    assert comparison.manifest_differs
    assert comparison.outdated


def test_a_file_edited_by_hand_is_refused_and_leads_to_its_place_in_the_source(root: Path) -> None:
    (root / "staging/sql/a.sql").write_bytes(b"select 9;\n")
    comparison = compare(root, emitted(OLD, origin=("entities", "user", 3)))
    assert comparison.edited == ("staging/sql/a.sql",)
    (found,) = comparison.diagnostics
    assert found.code.id == "file-edited"
    assert found.path == ("entities", "user", 3)
    assert found.what == "`generated/staging/sql/a.sql` was changed by hand after Atlas wrote it."
    assert "`git restore generated/staging/sql/a.sql`" in found.do
    assert "`atlas.yaml`" in found.do
    assert exit_code(comparison.diagnostics) == 4


def test_an_edited_file_that_is_no_longer_wanted_is_not_deleted(root: Path) -> None:
    (root / "staging/sql/a.sql").write_bytes(b"select 9;\n")
    comparison = compare(root, emitted({}))
    assert comparison.edited == ("staging/sql/a.sql",)
    (found,) = comparison.diagnostics
    assert "doesn't ask for this file any more" in found.why
    assert found.path == ()


def test_an_edit_that_says_what_atlas_would_write_is_welcome(root: Path) -> None:
    (root / "staging/sql/a.sql").write_bytes(b"select 2;\n")
    comparison = compare(root, emitted(OLD | {"staging/sql/a.sql": b"select 2;\n"}))
    assert comparison.unchanged == tuple(sorted(OLD))
    assert comparison.diagnostics == ()
    assert comparison.manifest_differs


def test_converted_line_ends_are_recognized(root: Path) -> None:
    (root / "staging/sql/a.sql").write_bytes(b"select 1;\r\n")
    (found,) = compare(root, emitted(OLD)).diagnostics
    assert "CRLF" in found.what
    assert "`generated/** -text`" in found.do


def test_many_edited_files_are_named_up_to_ten_and_counted_from_there(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    many = {f"sql/{number:02}.sql": b"select 1;\n" for number in range(30)}
    write(root, tmp_path / ".atlas", emitted(many))
    fill(root, dict.fromkeys(many, b"other"))
    found = compare(root, emitted(many)).diagnostics
    assert len(found) == 11
    assert found[-1].what == (
        "20 more files in `generated/` were changed by hand: `sql/10.sql`, `sql/11.sql`, `sql/12.sql`, `sql/13.sql`, "
        "`sql/14.sql` and 15 more."
    )


def link(path: Path) -> None:
    path.symlink_to("/etc/hostname")


def link_to_folder(path: Path) -> None:
    path.symlink_to("/etc")


def loop(path: Path) -> None:
    path.symlink_to(path)


def a_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # names of sockets are at most 108 bytes long
    try:
        with socket.socket(socket.AF_UNIX) as plug:
            plug.bind(path.name)
    finally:
        os.chdir(here)


def not_utf8(path: Path) -> None:
    Path(os.fsdecode(os.fsencode(path) + b"\xff\x1b[2J")).write_bytes(b"")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (link, "a symbolic link"),
        (link_to_folder, "a symbolic link"),
        (loop, "a symbolic link"),
        (os.mkfifo, "a named pipe"),
        (a_socket, "a socket"),
        (Path.touch, "isn't from Atlas"),
        (not_utf8, r"odd\udcff\x1b[2J"),
    ],
)
@pytest.mark.parametrize("place", ["odd", "staging/odd", "staging/sql/a.sql"])
def test_whatever_atlas_did_not_write_is_refused_and_never_followed(
    root: Path, make: Callable[[Path], None], words: str, place: str
) -> None:
    (root / place).unlink(missing_ok=True)
    make(root / place)
    comparison = compare(root, emitted(OLD))
    if make is Path.touch and place in OLD:
        assert codes(comparison) == ["file-edited"]
        return
    assert codes(comparison) == ["file-stranger"]
    assert len(comparison.strangers) == 1
    assert words.replace("odd", Path(place).name) in comparison.diagnostics[0].what
    assert comparison.diagnostics[0].what.isprintable()


def test_strangers_share_one_finding_that_lists_some_and_counts_the_rest(root: Path) -> None:
    fill(root, {f"mine/{number}": b"" for number in range(7)})
    (found,) = compare(root, emitted(OLD)).diagnostics
    assert found.what == (
        "7 files in `generated/` aren't from Atlas: `mine/0`, `mine/1`, `mine/2`, `mine/3`, `mine/4` and 2 more."
    )
    assert found.do == "Move them out of `generated/` or delete them, then compile again."
    assert found.code.severity is Severity.REFUSAL


def test_without_a_manifest_every_file_that_differs_is_a_stranger(root: Path) -> None:
    (root / "MANIFEST.json").unlink()
    assert compare(root, emitted(OLD)).diagnostics == ()
    comparison = compare(root, emitted({}))
    assert comparison.strangers == tuple(sorted(OLD))
    assert codes(comparison) == ["file-stranger"]
    assert "There is no `generated/MANIFEST.json`" in comparison.diagnostics[0].why


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{}", "isn't a manifest"),
        (b"<<<<<<< HEAD\n", "merge conflict"),
        (b'{"version": 9, "files": {}}', "isn't of version 1"),
        (b'{"version": 1, "files": {"/etc/passwd": {}}}', "`/etc/passwd`"),
    ],
)
def test_a_damaged_manifest_is_one_finding_and_nothing_is_judged_by_it(root: Path, body: bytes, words: str) -> None:
    (root / "MANIFEST.json").write_bytes(body)
    comparison = compare(root, emitted({}))
    assert codes(comparison) == ["manifest-damaged"]
    assert words in comparison.diagnostics[0].what
    assert exit_code(comparison.diagnostics) == 4
    assert not comparison.removed


def test_a_manifest_that_is_a_link_is_damaged(root: Path) -> None:
    body = (root / "MANIFEST.json").rename(root.parent / "elsewhere")
    (root / "MANIFEST.json").symlink_to(body)
    (found,) = compare(root, emitted(OLD)).diagnostics
    assert found.what == "`generated/MANIFEST.json` is a symbolic link."


@pytest.mark.parametrize(("make", "words"), [(link_to_folder, "a symbolic link"), (Path.touch, "a file")])
def test_generated_itself_has_to_be_a_folder(tmp_path: Path, make: Callable[[Path], None], words: str) -> None:
    make(tmp_path / "generated")
    (found,) = compare(tmp_path / "generated", emitted(OLD)).diagnostics
    assert found.what == f"`generated` is {words}, not a folder."
    assert found.code.id == "file-stranger"


def test_empty_folders_are_neither_strangers_nor_a_reason_to_write(root: Path) -> None:
    (root / "staging/left/over").mkdir(parents=True)
    comparison = compare(root, emitted(OLD))
    assert comparison.hollow == ("staging/left/over", "staging/left")
    assert not comparison.outdated
    assert comparison.diagnostics == ()


def test_an_empty_folder_where_a_file_belongs_is_no_stranger(root: Path) -> None:
    (root / "staging/inventory.json").unlink()
    (root / "staging/inventory.json").mkdir()
    comparison = compare(root, emitted(OLD))
    assert comparison.restored == ("staging/inventory.json",)
    assert comparison.diagnostics == ()


def test_one_environment_alone_leaves_the_others_as_they_are(root: Path) -> None:
    (root / "production/inventory.json").write_bytes(b"edited by hand, but not looked at now")
    comparison = compare(root, emitted({"staging/new": b""}), only="staging")
    assert comparison.kept == ("production/inventory.json",)
    assert comparison.added == ("staging/new",)
    assert comparison.removed == ("staging/inventory.json", "staging/sql/a.sql")
    assert comparison.diagnostics == ()
    assert b'"production/inventory.json"' in comparison.manifest


def test_one_environment_alone_does_not_own_another_whose_name_begins_alike(tmp_path: Path) -> None:
    root = tmp_path / "generated"
    write(root, tmp_path / ".atlas", emitted({"staging/a": b"", "staging-eu/a": b""}))
    comparison = compare(root, emitted({}), only="staging")
    assert comparison.removed == ("staging/a",)
    assert comparison.kept == ("staging-eu/a",)


def test_a_stranger_is_noticed_in_every_environment(root: Path) -> None:
    fill(root, {"production/mine": b""})
    assert codes(compare(root, emitted(OLD), only="staging")) == ["file-stranger"]


def test_a_renamed_letter_case_loses_nothing(root: Path) -> None:
    comparison = compare(root, emitted({"staging/SQL/A.sql": b"select 1;\n"}))
    assert comparison.added == ("staging/SQL/A.sql",)
    assert "staging/sql/a.sql" in comparison.removed


@pytest.mark.parametrize("place", ["staging/sql/a.sql", "staging/sql", "MANIFEST.json", "."])
def test_what_cannot_be_read_is_unknown_and_unknown_is_not_unchanged(root: Path, place: str, outsider: None) -> None:
    Path(root.name, place).chmod(0)
    try:
        comparison = compare(Path(root.name), emitted(OLD))
    finally:
        Path(root.name, place).chmod(0o700)
    assert codes(comparison) == ["output-unreadable"]
    assert exit_code(comparison.diagnostics) == 5
    assert "Permission denied" in comparison.diagnostics[0].what
    assert comparison.unreadable == ("" if place == "." else place,)


def test_comparing_changes_nothing(root: Path) -> None:
    before = contents(root)
    compare(root, emitted({"other": b""}))
    assert contents(root) == before
    assert compare(root, emitted({"other": b""})) == compare(root, emitted({"other": b""}))
