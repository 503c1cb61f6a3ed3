"""Whatever the bytes are, loading answers; and whatever data is written as YAML, it comes back with its places."""

import string
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.diagnostic import Path, Span
from compiler.language.load.ambiguity import readings
from compiler.language.source import Source, load

FINE = st.characters(codec="utf-8", categories=("L", "N", "P", "S")) | st.just(" ")
NAMES = st.text(alphabet=string.ascii_lowercase + "-_é中😀", min_size=1, max_size=8).filter(
    lambda name: name[0] != "-" and readings(name) is None
)
TEXTS = st.text(alphabet=FINE, max_size=30).filter(lambda text: readings(text) is None)
WORDS = st.sampled_from(["NO", "~", "0123", "12:30:00", "1_000", "=", "<<", "a: b", "a, b", "# c", "*x", "&x", "none"])
TREES = st.recursive(
    TEXTS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | WORDS, inner, max_size=4),
    max_leaves=12,
).filter(lambda tree: depth(tree) < 16)
FRAGMENTS = st.sampled_from(
    [
        *"{}[],:-?&*!|>'\"%@`#~\n\t\r \\0é😀",
        "a",
        "- ",
        ": ",
        ", ",
        "\n  ",
        "---\n",
        "...\n",
        "<<",
        "&a",
        "*a",
        "!!x",
        "NO",
    ]
)


def depth(tree: Any) -> int:
    inside = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


def check(content: bytes) -> None:
    source, found = load(content, "atlas.yaml")
    assert source is not None or found
    assert len(found) <= 1001
    for item in found:
        assert item.what.endswith((".", "?"))
        assert item.why.endswith(".")
        assert item.do.endswith((".", "?"))
        assert "\n" not in item.what + item.why + item.do
    if source is not None:
        for mark in source.marks.values():
            inside(mark.value, source)


def inside(span: Span, source: Source) -> None:
    assert 1 <= span.line <= span.end_line <= len(source.lines)
    assert 1 <= span.column <= len(source.lines[span.line - 1]) + 1
    assert 1 <= span.end_column <= len(source.lines[span.end_line - 1]) + 1


@given(st.binary(max_size=300))
@example(b"\x00")
@example(b"\xef\xbb\xbf")
def test_any_bytes_are_answered(content: bytes) -> None:
    check(content)


@given(st.text(max_size=200) | st.lists(FRAGMENTS, max_size=60).map("".join))
@example("?")
@example("? ? a")
@example("{{")
@example("[a: ]")
@example('"\\')
@example("&a *a")
def test_any_text_is_answered(text: str) -> None:
    check(text.encode("utf-8", errors="surrogatepass"))


def scalars(tree: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    if isinstance(tree, dict):
        return [(path, tree), *(pair for key in tree for pair in scalars(tree[key], (*path, key)))]
    if isinstance(tree, list):
        return [(path, tree), *(pair for at, item in enumerate(tree) for pair in scalars(item, (*path, at)))]
    return [(path, tree)]


def cut(span: Span, source: Source) -> str:
    lines = list(source.lines[span.line - 1 : span.end_line])
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("flow", [True, False, None], ids=["in rows", "in blocks", "mixed"])
@pytest.mark.parametrize("style", ["'", '"', None], ids=["single quotes", "double quotes", "as needed"])
@given(tree=TREES)
def test_data_comes_back_as_text_and_every_path_has_the_place_of_its_scalar(
    flow: bool | None, style: str | None, tree: Any
) -> None:
    tree = {"top": tree}
    written = yaml.safe_dump(tree, default_flow_style=flow, default_style=style, allow_unicode=True, width=100_000)
    source, found = load(written.encode(), "atlas.yaml")
    assert source is not None, found
    assert found == ()
    assert source.data == tree
    for path, value in scalars(tree):
        mark = source.marks[path]
        assert (mark.key is None) == (not path or isinstance(path[-1], int))
        if mark.key is not None:
            assert yaml.load(cut(mark.key, source), Loader=yaml.BaseLoader) == path[-1]
        if isinstance(value, str):
            shown = cut(mark.value, source)
            assert mark.plain == (shown[:1] not in ("'", '"', "|", ">"))
            assert yaml.load(shown, Loader=yaml.BaseLoader) == value
