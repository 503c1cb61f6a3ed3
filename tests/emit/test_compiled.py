"""A template that is kept compiled says what the template says, and nothing is kept where nothing may be."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from emit.test_template import Page, templates
from jinja2 import Environment

from compiler.emit import template
from compiler.emit.compiled import Compiled

__all__ = ["templates"]


@pytest.fixture(autouse=True)
def keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)


@pytest.fixture
def page(templates: Path) -> Path:
    place = templates / "page.sql.j2"
    place.write_text("SELECT {{ it.name | literal }}, {{ 'fixed' | literal }};")
    return place


def rendered() -> bytes:
    """As a new process would render it."""
    template._environment.cache_clear()
    return template.render("page.sql.j2", Page("x"))


def kept(page: Path) -> list[Path]:
    return sorted(page.parent.rglob("*.pyc*"))


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every template that is compiled."""
    seen: list[str] = []
    compile_ = Environment.compile

    def watched(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> object:
        seen.append(str(name))
        return compile_(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", watched)
    return seen


def test_a_template_is_compiled_once(page: Path, compiling: list[str]) -> None:
    assert rendered() == rendered() == b"SELECT 'x', 'fixed';"
    assert compiling == ["page.sql.j2"]
    assert [path.parent.name for path in kept(page)] == ["__pycache__"]


def test_a_changed_template_is_compiled_again(page: Path) -> None:
    rendered()
    page.write_text("SELECT 2;")
    assert rendered() == b"SELECT 2;"


def test_a_constant_that_another_filter_made_is_made_again(
    page: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    rendered()
    other = tmp_path / "quoting.py"
    other.write_text("# another one")
    monkeypatch.setattr(template.quoting, "__file__", str(other))
    monkeypatch.setitem(template.FILTERS, "literal", lambda value: f"<{value}>")
    assert rendered() == b"SELECT <x>, <fixed>;"


@pytest.mark.parametrize("damage", [b"", b"nonsense", None], ids=["emptied", "overwritten", "cut short"])
def test_what_is_damaged_is_made_anew(page: Path, damage: bytes | None, compiling: list[str]) -> None:
    rendered()
    place = kept(page)[0]
    place.write_bytes(place.read_bytes()[:-20] if damage is None else damage)
    assert rendered() == b"SELECT 'x', 'fixed';"
    assert rendered() == b"SELECT 'x', 'fixed';"
    assert len(compiling) == 2


def test_nothing_is_kept_where_python_keeps_nothing(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert rendered() == b"SELECT 'x', 'fixed';"
    assert kept(page) == []


def test_a_folder_that_cannot_be_written_is_no_obstacle(page: Path) -> None:
    (page.parent / "__pycache__").write_text("in the way")
    assert rendered() == b"SELECT 'x', 'fixed';"


def test_what_is_kept_is_of_this_python() -> None:
    place = Compiled(Path(template.quoting.__file__)).get_cache_key("page.sql.j2", "/templates/page.sql.j2")
    assert place == f"/templates/__pycache__/page.sql.{sys.implementation.cache_tag}.pyc"
