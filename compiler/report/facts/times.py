"""Times of steps that nobody declares, as a table and one by one."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.report.facts import WIDTH, dates
from compiler.report.table import folded, sheet, table
from compiler.world.times import Time


def times_text(times: Mapping[str, Time]) -> str:
    """A table with a row a step."""
    left = max(map(len, times)) + 2 + len("takes") + 2
    rows = [(name, str(time.takes), folded(time.note, WIDTH - left)) for name, time in times.items()]
    return (
        f"{len(rows)} steps and how long they take, facts as of {dates(time.as_of for time in times.values())}\n\n"
        f"{table(('step', 'takes', 'what it is'), rows)}\n\n"
        "The upper end of what a source says: `atlas survive` adds them up.\n"
        "With source and date: atlas facts times task-start"
    )


def time_text(name: str, time: Time) -> str:
    """Everything about one step, with its source."""
    rows = (
        ("takes", str(time.takes)),
        ("what it is", time.note),
        ("source", time.source),
        ("as of", time.as_of),
        ("confidence", time.confidence.value),
    )
    return f"{name}\n\n{sheet(rows, WIDTH)}"
