"""From runs to a table of ratios: each run is compared with the run of the floor just before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from benchmarks.measure import Run

KINDS = {"compile": "first compile", "after_a_change": "one value changed", "unchanged": "nothing changed"}
"""What is measured, and how the table calls it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A run of Atlas, and the run of the floor just before it."""

    floor: Run
    atlas: Run


@dataclass(frozen=True, slots=True)
class Size:
    """What was measured at one size; `read` and `written` are bytes."""

    regions: int
    entities: int
    read: int
    written: int
    files: int
    pairs: Mapping[str, Sequence[Pair]]

    @property
    def title(self) -> str:
        return f"{self.regions} / {self.entities:,}"

    def floor(self, of: Callable[[Run], float]) -> float:
        """The middle of all runs of the floor."""
        return median(of(pair.floor) for pairs in self.pairs.values() for pair in pairs)

    def atlas(self, kind: str, of: Callable[[Run], float]) -> float:
        """The middle of the runs of one kind."""
        return median(of(pair.atlas) for pair in self.pairs[kind])

    def ratios(self, kind: str, of: Callable[[Run], float]) -> list[float]:
        """Atlas to floor, pair by pair, sorted: the machine's speed is another from minute to minute."""
        return sorted(of(pair.atlas) / of(pair.floor) for pair in self.pairs[kind])


def table(sizes: Sequence[Size]) -> str:
    """The whole result as text, one size a column."""
    rows = [
        ("regions / entities", [size.title for size in sizes]),
        ("atlas.yaml", [_bytes(size.read) for size in sizes]),
        ("generated/", [f"{_bytes(size.written)}, {size.files:,} files" for size in sizes]),
        ("the floor: time by the clock", [f"{size.floor(seconds):.2f} s" for size in sizes]),
        ("the floor: time of a processor", [f"{size.floor(busy):.2f} s" for size in sizes]),
        ("the floor: peak memory", [_bytes(size.floor(peak)) for size in sizes]),
        *_ratios("time by the clock, in floors", sizes, seconds),
        *_ratios("time of a processor, in floors", sizes, busy),
        *_ratios("peak memory, in floors", sizes, peak),
        *_growth("growth from the size before", sizes),
    ]
    return "\n".join(_row(name, cells) for name, cells in rows) + "\n"


def seconds(run: Run) -> float:
    """What a run took by the clock, waiting for the disk included."""
    return run.seconds


def busy(run: Run) -> float:
    """What it kept a processor busy; this varies least from run to run."""
    return run.busy


def peak(run: Run) -> float:
    """What a run needed, in bytes."""
    return run.peak


def _ratios(title: str, sizes: Sequence[Size], of: Callable[[Run], float]) -> list[tuple[str, list[str]]]:
    rows = [(title, [""] * len(sizes))]
    for kind, name in KINDS.items():
        found = [size.ratios(kind, of) for size in sizes]
        rows.append((f"  {name}", [f"{median(each):.2f} ({each[0]:.2f} to {each[-1]:.2f})" for each in found]))
    return rows


def _growth(title: str, sizes: Sequence[Size]) -> list[tuple[str, list[str]]]:
    measures: dict[str, Callable[[Size], float]] = {
        "entities": lambda size: size.entities,
        "what is written": lambda size: size.written,
        "processor, the floor": lambda size: size.floor(busy),
        "processor, a first compile": lambda size: size.atlas("compile", busy),
        "memory, a first compile": lambda size: size.atlas("compile", peak),
    }
    rows = [(title, [""] * len(sizes))]
    for name, of in measures.items():
        steps = [f"x {of(later) / of(earlier):.1f}" for earlier, later in pairwise(sizes)]
        rows.append((f"  {name}", ["", *steps]))
    return rows


def _row(name: str, cells: Sequence[str]) -> str:
    return f"{name:<42}{''.join(f'{cell:>24}' for cell in cells)}".rstrip()


def _bytes(count: float) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"
