"""All of Atlas is looked at: what isn't could change unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from house.code import PACKAGE

from compiler.again import inputs
from compiler.again.inputs import folders
from compiler.resources import folder


@pytest.mark.parametrize("place", [PACKAGE, folder("regions"), folder("templates")], ids=lambda path: path.name)
def test_code_facts_and_templates_are_looked_at(place: Path) -> None:
    assert any(place.resolve().is_relative_to(Path(seen).resolve()) for seen in folders())


def test_an_installed_package_has_all_of_it_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "compiler"
    (package / "_data" / "regions").mkdir(parents=True)
    monkeypatch.setattr(inputs, "_PACKAGE", str(package))
    assert folders() == [str(package)]
    assert folder("regions", package).is_relative_to(package)
