"""Templates see what they are given and nothing else, and no value reaches SQL unquoted."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from compiler.emit import template
from compiler.resources import folder

SQL = sorted(folder("templates").rglob("*.sql.j2"))
EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


@dataclass(frozen=True)
class Page:
    name: str


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(template, "folder", lambda name: tmp_path / name)
    (tmp_path / "templates").mkdir()
    template._environment.cache_clear()
    yield tmp_path / "templates"
    template._environment.cache_clear()


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.name)
def test_every_value_in_sql_ends_in_a_filter_that_quotes(path: Path) -> None:
    for expression in EXPRESSION.findall(path.read_text(encoding="utf-8")):
        last = re.split(r"\|", expression)[-1].strip()
        assert re.fullmatch(r"(\w+)(\(\d+\))?", last), expression
        assert "|" in expression, expression
        assert last.split("(")[0] in template.FILTERS, expression


def test_there_are_templates_with_values() -> None:
    assert len(SQL) > 10
    assert any(EXPRESSION.search(path.read_text(encoding="utf-8")) for path in SQL)


def test_a_word_that_isnt_there_is_an_error(templates: Path) -> None:
    (templates / "page.sql.j2").write_text("{{ it.nmae | literal }}")
    with pytest.raises(UndefinedError, match="nmae"):
        template.render("page.sql.j2", Page("x"))


def test_values_are_quoted_and_blocks_leave_no_lines(templates: Path) -> None:
    (templates / "page.sql.j2").write_text("{% if it.name %}\n  SELECT {{ it.name | literal }};\n  {% endif %}\n")
    assert template.render("page.sql.j2", Page("it's")) == b"  SELECT 'it''s';\n"


def test_jinja_is_loaded_by_those_who_render_only() -> None:
    code = "import compiler.emit, sys; sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
