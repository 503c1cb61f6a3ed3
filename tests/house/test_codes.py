"""Every kind of finding has one id of the right form, and a page; every page is of a finding that exists."""

from __future__ import annotations

import importlib
import re
from functools import cache

import pytest
from house.code import PROJECT, modules

from compiler.diagnostic import Code

PAGES = PROJECT / "docs" / "diagnostics"
FORM = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)+")
"""Words with dashes, the aspect first: a code of one word wouldn't say what it is about."""


@cache
def codes() -> tuple[tuple[str, Code], ...]:
    """Every code with the module that makes it. One that is imported from there counts once."""
    found: dict[int, tuple[str, Code]] = {}
    for module in modules():
        if module.room in ("sandbox", "__main__"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, Code):
                found.setdefault(id(value), (module.place, value))
    return tuple(found.values())


def test_there_are_codes() -> None:
    assert codes()


@pytest.mark.parametrize("code", [code for _, code in codes()], ids=lambda code: code.id)
def test_an_id_is_words_with_dashes(code: Code) -> None:
    assert FORM.fullmatch(code.id)


@pytest.mark.parametrize("code", [code for _, code in codes()], ids=lambda code: code.id)
def test_a_title_is_a_fixed_text_without_a_full_stop(code: Code) -> None:
    assert code.title[0].isupper()
    assert not code.title.endswith(".")
    assert "`" not in code.title


def test_no_id_is_given_twice() -> None:
    places: dict[str, set[str]] = {}
    for place, code in codes():
        places.setdefault(code.id, set()).add(place)
    ids = [code.id for _, code in codes()]
    assert {name: sorted(places[name]) for name in ids if ids.count(name) > 1} == {}


def test_every_code_has_its_page_and_every_page_its_code() -> None:
    pages = {path.stem for path in PAGES.glob("*.md") if path.stem != "README"}
    ids = {code.id for _, code in codes()}
    assert (sorted(ids - pages), sorted(pages - ids)) == ([], [])
