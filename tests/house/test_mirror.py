"""Tests mirror the tree: who changes `compiler/output/swap.py` finds its tests in `tests/output/test_swap.py`.

`test_swap_<something>.py` beside it counts too. For a package inside a room, like `compiler/language/bind/`, one test
of the package does: `tests/language/test_bind.py`. A file that only declares (classes without methods, tables) is
tested through those that use it.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from house.code import PROJECT, Module, modules

TESTS = PROJECT / "tests"

ELSEWHERE = {
    "compiler/__main__.py": ("tests/again/test_again.py", "it asks whether anything changed, or runs"),
    "compiler/cli/": ("tests/cli/test_commands.py", "commands are tested as people type them"),
    "compiler/flows/": ("tests/flows/test_flows.py", "a family is tested mechanism by mechanism"),
    "compiler/emit/replication/": ("tests/emit/replication/test_text.py", "SQL is read as a whole, and run"),
    "compiler/output/paths.py": ("tests/output/test_compare.py", "a path is only good or bad beside others"),
    "compiler/output/refusals.py": ("tests/output/test_compare.py", "a comparison is what refuses"),
    "compiler/output/stage.py": ("tests/output/test_write.py", "a stage is only seen while something is written"),
    "compiler/output/workfolder.py": ("tests/output/test_write.py", "as for the stage"),
}
"""Module, or a folder of them -> (the file that tests it, why there)."""

STORIES = {
    "tests/benchmarks/test_inventory.py": "the files that `make bench` compiles",
    "tests/benchmarks/test_measure.py": "how `make bench` measures",
    "tests/benchmarks/test_table.py": "what `make bench` prints",
    "tests/diagnostics/test_pages.py": "the pages of findings, done as they tell",
    "tests/cli/test_commands.py": "commands as people type them",
    "tests/emit/replication/test_changes_on_servers.py": "the file changes, and its SQL is applied again",
    "tests/emit/replication/test_expected.py": "some of the SQL, word by word",
    "tests/emit/replication/test_main_user.py": "the SQL applied by one who isn't a superuser, as on RDS",
    "tests/emit/replication/test_on_servers.py": "the SQL at work on real servers",
    "tests/emit/replication/test_refusals.py": "what the servers refuse, to whom, and how",
    "tests/emit/replication/test_sabotage.py": "the guards taken away, one after the other",
    "tests/emit/replication/test_three_laws_on_servers.py": "another company's classes at work on real servers",
    "tests/emit/replication/test_text.py": "the SQL as it is read",
    "tests/output/test_kill.py": "a write that is killed at any of its steps",
    "tests/survival/test_brute_force.py": "the other way to find out what survives",
    "tests/companies/test_companies.py": "two other companies in the same language",
    "tests/test_promises.py": "the page of what was promised, against what Atlas computes",
    "tests/rules/test_every_document.py": "all rules over documents made at random",
    "tests/test_invariants.py": "what holds of every accepted file",
    "tests/test_shipped_file.py": "atlas.yaml, as its readers see it",
    "tests/test_determinism.py": "the same bytes on every machine",
    "tests/crm/test_crm.py": "the tables of the first user, which is no module",
    "tests/test_require.py": "the tests' own tool",
}
"""Tests of more than one module -> what they tell. Those in `tests/house` are about all of them."""


def test_every_module_has_its_test() -> None:
    missing = [
        f"{module.place}: no tests/{_mirrors(module)[0]}.py"
        for module in modules()
        if _does_something(module) and not module.place.startswith(tuple(ELSEWHERE)) and not _tests_of(module)
    ]
    assert not missing, "\n".join(missing)


@pytest.mark.parametrize("place", ELSEWHERE)
def test_an_exception_is_needed_and_leads_somewhere(place: str) -> None:
    meant = [module for module in modules() if module.place.startswith(place)]
    assert [module for module in meant if not _tests_of(module)], "Its tests are where they belong."
    assert (PROJECT / ELSEWHERE[place][0]).is_file()


def test_every_test_is_of_a_module_or_tells_a_story() -> None:
    mirrored = {path for module in modules() for path in _tests_of(module)}
    found = {path for path in TESTS.rglob("test_*.py") if "node_modules" not in path.parts}
    places = sorted(path.relative_to(PROJECT).as_posix() for path in found - mirrored)
    lost = [place for place in places if place not in STORIES and not place.startswith("tests/house/")]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("place", STORIES)
def test_a_story_is_still_told(place: str) -> None:
    assert (PROJECT / place).is_file()


def _mirrors(module: Module) -> tuple[str, ...]:
    """Where its tests may be, from `tests/`, without the ending; the best place first."""
    *above, last = module.name.split(".")[1:] or ["compiler"]
    own = "/".join([*above, f"test_{last}"])
    inside = "/".join([*above, last, f"test_{last}"])
    package = "/".join([*above[:-1], f"test_{above[-1]}"]) if len(above) > 1 else own
    return (inside, own, package) if module.is_package else (own, package)


def _tests_of(module: Module) -> list[Path]:
    return [path for stem in _mirrors(module) for path in (*TESTS.glob(f"{stem}.py"), *TESTS.glob(f"{stem}_*.py"))]


def _does_something(module: Module) -> bool:
    """Whether there is anything to call: a function, or a method beside properties and those that Python calls."""
    return any(
        isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and not node.name.startswith("__")
        and not any(ast.unparse(decorator) in ("property", "overload") for decorator in node.decorator_list)
        for node in ast.walk(module.tree)
    )
