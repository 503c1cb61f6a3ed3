"""Three sizes of a system, measured and printed. It judges nothing, for machines differ."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import Run
from benchmarks.project import Project, contents, project
from benchmarks.table import Pair, Size, table

SIZES = {"small": (3, 9), "medium": (12, 200), "large": (34, 1000)}
"""Rows of `regions`, and entities."""
STEPS: dict[str, Callable[[Project], Run]] = {
    "compile": Project.compile,
    "after_a_change": Project.after_a_change,
    "unchanged": Project.unchanged,
}
"""What is measured, one after the other in each round."""
_SCRATCH = Path(__file__).parent / ".scratch"


def main() -> None:
    """Measure what was asked for, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="runs of each kind; the middle one counts")
    parser.add_argument("--size", choices=SIZES, action="append", help="one size, or several; all of them unless said")
    asked = parser.parse_args()
    shutil.rmtree(_SCRATCH, ignore_errors=True)
    sizes = []
    for name in asked.size or SIZES:
        regions, entities = SIZES[name]
        print(f"{regions} regions, {entities:,} entities: {asked.rounds} rounds ...", file=sys.stderr, flush=True)
        sizes.append(_size(project(_SCRATCH, regions, entities), asked.rounds, regions, entities))
    shutil.rmtree(_SCRATCH, ignore_errors=True)
    print(table(sizes), end="")


def _size(made: Project, rounds: int, regions: int, entities: int) -> Size:
    pairs: dict[str, list[Pair]] = {kind: [] for kind in STEPS}
    for _ in range(rounds):
        for kind, step in STEPS.items():
            pairs[kind].append(Pair(made.floor(), step(made)))
    written = contents(made.generated)
    return Size(regions, entities, made.file.stat().st_size, sum(map(len, written.values())), len(written), pairs)


if __name__ == "__main__":
    main()
