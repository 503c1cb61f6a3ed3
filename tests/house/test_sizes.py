"""Files and functions stay short enough to be read at once. A file that grows past the limit is split by thought."""

from __future__ import annotations

import ast
import statistics

from house.code import modules

LONGEST_FILE = 400
FILE_MEDIAN = 100
FILE_P90 = 250
FUNCTION_P90 = 35


def test_no_file_is_longer_than_can_be_read() -> None:
    assert [f"{module.place}: {module.lines}" for module in modules() if module.lines > LONGEST_FILE] == []


def test_files_are_short() -> None:
    sizes = sorted((module.lines, module.place) for module in modules() if module.text)
    longest = sizes[-10:]
    assert statistics.median(size for size, _ in sizes) <= FILE_MEDIAN, longest
    assert _p90([size for size, _ in sizes]) <= FILE_P90, longest


def test_functions_are_short() -> None:
    sizes = sorted(
        ((node.end_lineno or node.lineno) - node.lineno + 1, f"{module.place}:{node.lineno} {node.name}")
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert _p90([size for size, _ in sizes]) <= FUNCTION_P90, sizes[-10:]


def _p90(sizes: list[int]) -> int:
    return sizes[int(len(sizes) * 0.9)]
