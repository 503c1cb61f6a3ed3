"""The arithmetic of the table."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from benchmarks.measure import Run
from benchmarks.table import KINDS, Pair, Size, busy, peak, seconds, table


def run(took: float, held: int = 10_000_000) -> Run:
    return Run(took, took / 2, held, 0, "")


def size(pairs: Sequence[Pair], regions: int = 3, entities: int = 9, written: int = 1_000_000) -> Size:
    return Size(regions, entities, 6_000, written, 50, dict.fromkeys(KINDS, pairs))


SLOWER_AND_SLOWER = size([Pair(run(1), run(2)), Pair(run(2), run(6)), Pair(run(4), run(8))])
"""A machine that loses speed: pair by pair the ratios are 2, 3 and 2."""


def test_a_ratio_is_taken_pair_by_pair() -> None:
    assert SLOWER_AND_SLOWER.ratios("compile", seconds) == [2, 2, 3]
    assert SLOWER_AND_SLOWER.ratios("unchanged", busy) == [2, 2, 3]


def test_the_floor_is_the_middle_of_all_its_runs() -> None:
    assert SLOWER_AND_SLOWER.floor(seconds) == 2
    assert SLOWER_AND_SLOWER.atlas("after_a_change", seconds) == 6


def test_memory_is_compared_like_time() -> None:
    assert size([Pair(run(1, 20), run(1, 30))]).ratios("compile", peak) == [1.5]


@pytest.mark.parametrize(
    "row",
    [
        "regions / entities 3 / 9 12 / 200",
        "atlas.yaml 6 kB 6 kB",
        "generated/ 1.0 MB, 50 files 5.0 MB, 50 files",
        "the floor: time by the clock 2.00 s 4.00 s",
        "the floor: time of a processor 1.00 s 2.00 s",
        "the floor: peak memory 10.0 MB 10.0 MB",
        "first compile 2.00 (2.00 to 3.00) 3.00 (3.00 to 3.00)",
        "what is written x 5.0",
        "entities x 22.2",
        "processor, the floor x 2.0",
        "processor, a first compile x 2.0",
    ],
)
def test_the_table_says(row: str) -> None:
    bigger = size([Pair(run(4), run(12))], 12, 200, 5_000_000)
    assert row in [" ".join(line.split()) for line in table([SLOWER_AND_SLOWER, bigger]).splitlines()]


def test_one_size_alone_has_no_growth() -> None:
    assert " x " not in table([SLOWER_AND_SLOWER])
