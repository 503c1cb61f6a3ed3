"""The lock: everything that is asked for is pinned, every pin has hashes, and nothing says where to get it."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from house.code import PROJECT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCK = (PROJECT / "scripts" / "requirements.lock").read_text(encoding="utf-8")
PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", LOCK, re.MULTILINE))
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def _wanted() -> list[Requirement]:
    project = PYPROJECT["project"]
    lists = [
        PYPROJECT["build-system"]["requires"],
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *PYPROJECT["dependency-groups"].values(),
    ]
    return [Requirement(text) for texts in lists for text in texts]


@pytest.mark.parametrize("wanted", _wanted(), ids=str)
def test_what_is_asked_for_is_pinned(wanted: Requirement) -> None:
    pinned = PINS.get(canonicalize_name(wanted.name))
    assert pinned is not None, "Run `make lock`."
    assert wanted.specifier.contains(pinned), f"{pinned} is pinned. Run `make lock`."


def test_every_pin_has_a_hash() -> None:
    entries = re.split(r"\n(?=[a-z0-9])", LOCK)[1:]
    assert len(entries) == len(PINS)
    assert [entry.split()[0] for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_nothing_but_pins_and_hashes_is_in_it() -> None:
    odd = r"^(?!#)(?! +# )(?!    --hash=sha256:[0-9a-f]{64}( \\)?$)(?![a-z0-9-]+==\S+( ; [^:/]+)? \\$).*$"
    assert [line for line in LOCK.splitlines() if re.match(odd, line)] == []


def test_the_lock_of_npm_has_hashes_and_no_address() -> None:
    packages = json.loads((PROJECT / "tests/postgres/package-lock.json").read_text(encoding="utf-8"))["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package or "integrity" not in package] == []


def test_python_versions_agree() -> None:
    oldest = PYPROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"py{oldest.replace('.', '')}" == PYPROJECT["tool"]["ruff"]["target-version"]
    assert f"--python-version {oldest}" in (PROJECT / "Makefile").read_text(encoding="utf-8")
