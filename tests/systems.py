"""Whole systems for tests: the shipped file and the companies', as they are or with a few values changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from compiler.diagnostic import dotted, exit_code
from compiler.language.bind import bind
from compiler.language.overlay import lay
from compiler.language.parts import parts_of
from compiler.language.source import load
from compiler.language.validate import validate
from compiler.model.deployment import Deployment
from compiler.resolve import resolve
from compiler.rules.rule import Context, Rule

PROJECT = Path(__file__).parents[1]
SHIPPED = PROJECT / "atlas.yaml"
ONE_REGION = PROJECT / "tests" / "companies" / "one-region.yaml"
THREE_LAWS = PROJECT / "tests" / "companies" / "three-laws.yaml"
ALL = (SHIPPED, ONE_REGION, THREE_LAWS)

CONTEXT = Context(date(2026, 11, 22), {})

GONE = object()
"""As a changed value: the key is left out."""


def model(
    changes: Mapping[str, Any] | None = None, *, of: Path = SHIPPED, environment: str = "production"
) -> Deployment:
    """The model of a system whose values at dotted paths are replaced; what is there may be added to, too.

    Values are as they are loaded: text, or lists and maps of text. AssertionError where that isn't a sound document.
    """
    data = changed(of, changes or {})
    laid, problems = lay(data, environment)
    document, mistakes = validate(laid.data)
    found = [*problems, *mistakes, *bind(parts_of(laid.data, document), environment)]
    assert document is not None, found
    assert exit_code(found) == 0, found
    return resolve(document, environment)


def judged(
    rule: Rule, changes: Mapping[str, Any] | None = None, *, of: Path = SHIPPED, environment: str = "production"
) -> list[str]:
    """What one rule finds in a system, each as its code and path: `recovery-none regions.ap-southeast-1.recovery`."""
    found = rule.check(model(changes, of=of, environment=environment), CONTEXT)
    return [f"{one.code.id} {dotted(one.path)}" for one in found]


def changed(of: Path, changes: Mapping[str, Any]) -> Any:
    """The plain data of a file with other values at dotted paths."""
    data: Any = _data(of)
    for path, value in changes.items():
        data = _replaced(data, tuple(path.split(".")), value)
    return data


@cache
def _data(of: Path) -> Any:
    source, found = load(of.read_bytes(), of.name)
    assert source is not None
    assert found == ()
    return source.data


def _replaced(data: Any, path: tuple[str, ...], value: Any) -> Any:
    """The same data with one other value; what isn't on the way is shared."""
    if not path:
        return value
    first, *rest = path
    below = _replaced(data.get(first, {}), tuple(rest), value)
    return {name: inner for name, inner in {**data, first: below}.items() if inner is not GONE}
