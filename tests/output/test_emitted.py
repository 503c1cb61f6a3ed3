import pytest

from compiler.emit.artifact import Artifact
from compiler.output import Emitted, EmitterClash, assemble


def of(emitter: str, path: str) -> Emitted:
    return Emitted(emitter, Artifact(path, b"", ()))


def test_artifacts_come_out_sorted_by_path_whoever_made_them() -> None:
    parts = [of("sql", "b/z"), of("inventory", "b/a"), of("sql", "a/m"), of("sql", "a-b")]
    assert [each.path for each in assemble(parts)] == ["a-b", "a/m", "b/a", "b/z"]
    assert assemble(reversed(parts)) == assemble(parts)


@pytest.mark.parametrize(
    ("situation", "first", "second"),
    [
        ("the same path", "staging/a.sql", "staging/a.sql"),
        ("paths that differ in letter case only", "staging/a.sql", "staging/A.sql"),
        ("folders that differ in letter case only", "staging/sql/a", "staging/SQL/b"),
        ("letters that only fold alike", "staging/straße", "staging/STRASSE"),
        ("a path that is a folder of the other", "staging/a", "staging/a/b"),
        ("a path that is a distant folder of the other", "staging", "staging/a/b"),
        ("a folder in another letter case", "staging/A", "staging/a/b"),
    ],
)
@pytest.mark.parametrize("names", [("replication", "runbook"), ("replication", "replication")])
def test_two_artifacts_in_each_others_way_are_a_bug_that_names_both(
    situation: str, first: str, second: str, names: tuple[str, str]
) -> None:
    for order in (0, 1):
        parts = [of(names[0], first), of(names[1], second)]
        with pytest.raises(EmitterClash) as raised:
            assemble(reversed(parts) if order else parts)
        message = str(raised.value)
        assert all(f"`{word}`" in message for word in (*names, first, second)), situation


@pytest.mark.parametrize(
    "path",
    [
        *("", "/etc/passwd", "a//b", "a/", "./a", "a/../b", "..", "a\\b", "C:/a"),
        *("a\nb", "a\x00b", "a\udcff", "a\u202eb"),
        *("MANIFEST.json", "manifest.JSON", "MANIFEST.json/a"),
    ],
)
def test_a_path_that_is_no_place_in_generated_is_a_bug(path: str) -> None:
    with pytest.raises(EmitterClash, match="`cdn`"):
        assemble([of("cdn", path)])


@pytest.mark.parametrize("paths", [("a/MANIFEST.json", "b"), ("a/b", "a/c", "a.b", "a-b/c"), ("é", "e/é"), ("...",)])
def test_paths_that_are_merely_alike_are_fine(paths: tuple[str, ...]) -> None:
    assert len(assemble(of("cdn", path) for path in paths)) == len(paths)
