from pathlib import Path

import pytest

from compiler.resources import folder


def test_the_checkout_has_the_region_facts() -> None:
    assert (folder("regions") / "eu-west-1.yaml").is_file()


@pytest.mark.parametrize(
    ("name", "place"), [("regions", "regions"), ("templates", "templates"), ("diagnostics", "docs/diagnostics")]
)
def test_a_checkout_keeps_its_folders_at_the_top_level(tmp_path: Path, name: str, place: str) -> None:
    (tmp_path / place).mkdir(parents=True)
    assert folder(name, tmp_path / "compiler") == tmp_path / place


def test_an_installed_package_has_its_own_copy_which_wins(tmp_path: Path) -> None:
    installed = tmp_path / "compiler" / "_data" / "regions"
    installed.mkdir(parents=True)
    (tmp_path / "regions").mkdir()
    assert folder("regions", tmp_path / "compiler") == installed


def test_a_folder_that_is_nowhere_is_named_with_the_places_looked_at(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        folder("diagnostics", tmp_path / "compiler")
    assert "`diagnostics`" in str(raised.value)
    assert str(tmp_path / "docs" / "diagnostics") in str(raised.value)
