"""What must never be in a committed file: a secret, the address of a package index, a path of somebody's machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from house.code import PROJECT
from require import require

NEVER = {
    "the address of a package index": r"pypi\.org|pythonhosted\.org|registry\.(npmjs|yarnpkg)\.|proxy\.golang\.org"
    r"|--(extra-)?index-url|--find-links",
    "a path of one machine": r"(?<![\w.~-])/(root|work|Users|home/\w+)(?=/)",
    "a key of AWS": r"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a token": r"\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{22,}|xox[abp]-[\w-]{10,}|glpat-[\w-]{20})\b",
    "a password in an address": r"\b\w+://[^\s/:@'\"`{}<]+:[^\s/@'\"`{}<$]+@",
}
"""What -> how it looks. The patterns are written so that they don't match themselves."""

ALLOWED = {
    ("tests/house/test_repository.py", "the address of a package index"): "the pattern itself",
}
"""(file, what) -> why it may stay."""


@pytest.fixture(scope="module")
def tracked() -> dict[str, str]:
    """Path and text of every tracked file that is text."""
    if not (PROJECT / ".git").exists():
        pytest.skip("This isn't a clone, so nothing is tracked.")
    listed = subprocess.run([require("git"), "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True)
    paths = [PROJECT / name for name in listed.stdout.split("\0") if name]
    return {path.relative_to(PROJECT).as_posix(): text for path in paths if (text := _text(path)) is not None}


@pytest.mark.parametrize("what", NEVER)
def test_no_tracked_file_has(what: str, tracked: dict[str, str]) -> None:
    pattern = re.compile(NEVER[what])
    found = [
        f"{name}:{text.count(chr(10), 0, match.start()) + 1}: {match[0]}"
        for name, text in tracked.items()
        if (name, what) not in ALLOWED
        for match in pattern.finditer(text)
    ]
    assert not found, "\n".join(found)


def test_the_top_level_is_what_it_was_decided_to_be(tracked: dict[str, str]) -> None:
    top = {name.split("/")[0] for name in tracked}
    visible = {name for name in top if not name.startswith(".")}
    assert visible - {"generated"} == {
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "atlas.yaml",
        "benchmarks",
        "compiler",
        "docs",
        "pyproject.toml",
        "regions",
        "scripts",
        "templates",
        "tests",
    }


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    except UnicodeDecodeError:
        return None
