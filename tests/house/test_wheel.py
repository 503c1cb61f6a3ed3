"""The wheel works away from the checkout: it carries its facts, templates, pages and schema inside one package."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from house.code import PROJECT

DATA = {
    "regions/*.yaml": "compiler/_data/regions",
    "templates/**/*.j2": "compiler/_data/templates",
    "docs/diagnostics/*.md": "compiler/_data/diagnostics",
    "compiler/language/*.json": "compiler/language",
    "compiler/world/*.yaml": "compiler/world",
    "compiler/world/*.json": "compiler/world",
}
"""Files of the checkout -> the folder of the wheel that has them."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the tools that are installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    _run(sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", folder, PROJECT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python in which the wheel is installed, and which knows the libraries, but not the checkout, of this one."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=False, symlinks=True)
    found = folder / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", found, "install", "--no-deps", "--no-index", "--quiet", wheel)
    purelib = sysconfig.get_path("purelib", vars={"base": str(folder)})
    Path(purelib, "libraries.pth").write_text(sysconfig.get_path("purelib"))
    return found


def test_everything_is_in_one_package(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert sorted(top.partition("-")[0] for top in tops) == ["atlas_compiler", "compiler"]


@pytest.mark.parametrize("pattern", DATA)
def test_the_data_travels_with_it(pattern: str, wheel: Path) -> None:
    inside = zipfile.ZipFile(wheel).namelist()
    root = pattern.partition("*")[0]
    here = {path.relative_to(PROJECT / root).as_posix(): path.read_bytes() for path in PROJECT.glob(pattern)}
    assert here
    for name, body in here.items():
        assert f"{DATA[pattern]}/{name}" in inside
        assert zipfile.ZipFile(wheel).read(f"{DATA[pattern]}/{name}") == body


def test_the_package_is_that_of_the_wheel(python: Path, tmp_path: Path) -> None:
    said = _run(python, "-c", "import compiler; print(compiler.__file__)", cwd=tmp_path)
    assert said.startswith(str(python.parents[1]))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--version"], "atlas 0."),
        (["--help"], "atlas validate"),
        (["facts", "regions", "eu-west-1"], "Ireland"),
        (["facts", "latency", "eu-west-1", "us-east-1"], "69.6 ms"),
        (["explain", "key-unknown"], "key-unknown"),
        (["explain", "compute.api.spot"], "spot"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_needs_no_file_answers_in_an_empty_folder(
    python: Path, arguments: list[str], says: str, tmp_path: Path
) -> None:
    assert says in _run(python.with_name("atlas"), *arguments, cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_it_compiles_the_shipped_file(python: Path, tmp_path: Path) -> None:
    (tmp_path / "atlas.yaml").write_bytes((PROJECT / "atlas.yaml").read_bytes())
    _run(python, "-m", "compiler", "compile", cwd=tmp_path)
    assert (tmp_path / "generated" / "MANIFEST.json").is_file()
    _run(python, "-m", "compiler", "compile", "--check", cwd=tmp_path)


def _run(*command: str | Path, cwd: Path | None = None) -> str:
    ran = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True)
    assert ran.returncode == 0, f"{' '.join(map(str, command))}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout
