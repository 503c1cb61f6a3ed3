"""Only the command line, the reports and the demo talk to people; everything else returns what it has to say."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from house.code import modules

TALKING_ROOMS = ("cli", "report", "__main__")
TALKING_MODULES = ("compiler.sandbox.demo",)


def test_nothing_else_prints() -> None:
    found = [
        f"{module.place}:{line}"
        for module in modules()
        if module.room not in TALKING_ROOMS and module.name not in TALKING_MODULES
        for line in _talking(module.tree)
    ]
    assert found == []


def _talking(node: ast.AST) -> Iterator[int]:
    """Lines that print or name a standard stream. A module that is run as a program may, in its last block."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'":
        return
    if isinstance(node, ast.Name) and node.id == "print":
        yield node.lineno
    if isinstance(node, ast.Attribute) and ast.unparse(node) in ("sys.stdout", "sys.stderr", "click.echo"):
        yield node.lineno
    for child in ast.iter_child_nodes(node):
        yield from _talking(child)
