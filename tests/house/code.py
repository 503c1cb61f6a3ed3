"""The code under `compiler/`, read without running it: what the tests of the house judge."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "compiler"


@dataclass(frozen=True)
class Module:
    """One file. `name` is what one imports, `place` is its path from the top of the checkout."""

    name: str
    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    @property
    def room(self) -> str:
        """The stage that it belongs to: `language`, or `pipeline` where that is one file."""
        return self.name.split(".")[1] if "." in self.name else ""

    @property
    def is_package(self) -> bool:
        return self.place.endswith("__init__.py")


@dataclass(frozen=True)
class Import:
    """One imported module. `at_once` is False where only a type checker or a function imports it."""

    name: str
    line: int
    at_once: bool


@cache
def modules() -> tuple[Module, ...]:
    """Every module, sorted by its place."""
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


@cache
def names() -> frozenset[str]:
    return frozenset(module.name for module in modules())


def _module(path: Path) -> Module:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    return Module(name, path.relative_to(PROJECT).as_posix(), path.read_text(encoding="utf-8"))


@cache
def imports(module: Module) -> tuple[Import, ...]:
    """What it imports: of `from compiler.emit import artifact` the module `compiler.emit.artifact`."""
    return tuple(_imports(module, module.tree.body, at_once=True))


def _imports(module: Module, body: list[ast.stmt], *, at_once: bool) -> Iterator[Import]:
    for statement in body:
        if isinstance(statement, ast.Import):
            yield from (Import(alias.name, statement.lineno, at_once) for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield from (Import(name, statement.lineno, at_once) for name in sorted(_sources(module, statement)))
        else:
            later = isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef) or _is_for_types(statement)
            for inner in _bodies(statement):
                yield from _imports(module, inner, at_once=at_once and not later)


def _sources(module: Module, statement: ast.ImportFrom) -> set[str]:
    package = module.name.split(".") if module.is_package else module.name.split(".")[:-1]
    above = package[: len(package) - statement.level + 1] if statement.level else []
    source = ".".join([*above, *filter(None, [statement.module])])
    candidates = {f"{source}.{alias.name}" for alias in statement.names}
    below = candidates & names()
    return below | ({source} if candidates - below else set())


def _bodies(statement: ast.AST) -> Iterator[list[ast.stmt]]:
    for part in ("body", "orelse", "finalbody"):
        yield getattr(statement, part, [])
    for part in ("handlers", "cases"):
        yield from (inner.body for inner in getattr(statement, part, []))


def _is_for_types(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and ast.unparse(statement.test).endswith("TYPE_CHECKING")
