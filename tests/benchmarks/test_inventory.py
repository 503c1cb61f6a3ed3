"""The generated files are what they are said to be: of their size, varied, and free of mistakes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from benchmarks.__main__ import SIZES
from benchmarks.inventory import changed, inventory
from benchmarks.places import homes
from benchmarks.project import AS_OF
from compiler.diagnostic import exit_code
from compiler.pipeline import Checked, judge, understand


def judged(folder: Path, text: str) -> Checked:
    file = folder / "atlas.yaml"
    file.write_text(text, encoding="utf-8")
    return judge(understand(file, "atlas.yaml"), {}, AS_OF)


@pytest.mark.parametrize("size", ["small", "medium"])
@pytest.mark.parametrize("edit", [str, changed], ids=["as generated", "with one value changed"])
def test_nothing_is_wrong_with_it(size: str, edit: object, tmp_path: Path) -> None:
    assert callable(edit)
    checked = judged(tmp_path, edit(inventory(*SIZES[size], AS_OF)))
    assert [f"{one.path} {one.what}" for one in checked.diagnostics if exit_code([one])] == []
    assert checked.understood.sound


@pytest.mark.parametrize("size", ["small", "medium"])
def test_it_has_the_size_that_was_asked_for(size: str, tmp_path: Path) -> None:
    regions, entities = SIZES[size]
    model = judged(tmp_path, inventory(regions, entities, AS_OF)).understood.models["production"]
    assert (len(model.regions), len(model.entities)) == (regions, entities)


def test_it_is_varied(tmp_path: Path) -> None:
    model = judged(tmp_path, inventory(*SIZES["medium"], AS_OF)).understood.models["production"]
    kinds = {(one.class_, tuple(one.stores), str(one.retention)) for one in model.entities.values()}
    assert len(kinds) >= 20
    assert {one.class_ for one in model.entities.values()} == {"global", "regional", "books", "published"}
    assert len({one.jurisdiction for one in model.regions.values()}) >= 5


def test_one_line_is_changed() -> None:
    before = inventory(*SIZES["small"], AS_OF).splitlines()
    after = changed("\n".join(before)).splitlines()
    assert [one == other for one, other in zip(before, after, strict=True)].count(False) == 1


def test_there_is_a_system_of_every_size_up_to_all_regions() -> None:
    for rows in range(3, 35):
        names = [facts.id for home in homes(rows) for facts in (home.facts, home.recovery) if facts is not None]
        assert len(names) == len(set(names)) == rows
    with pytest.raises(ValueError, match="only 34 regions"):
        homes(35)


def test_sizes_grow() -> None:
    assert all(before < after for before, after in pairwise(SIZES.values()))
