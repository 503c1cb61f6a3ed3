from report.lines import bad_lines

from compiler.report.facts.times import time_text, times_text
from compiler.world.times import TIMES

START = """\
task-start

fact        value
takes       3m
what it is  From a decision to scale to a task that answers: placing it, pulling
            its image, its first health checks."""


def test_one_step_is_shown_with_its_source() -> None:
    text = time_text("task-start", TIMES["task-start"])
    assert text.startswith(START)
    assert "\nas of       2026-11\nconfidence  medium" in text


def test_steps_are_a_table_with_a_row_each() -> None:
    text = times_text(TIMES)
    assert text.startswith("6 steps and how long they take, facts as of 2023-06-15 to 2026-11\n\nstep ")
    assert "\nmulti-az-failover         2m     A Multi-AZ instance fails over typically within\n" in text


def test_everything_fits_80_columns() -> None:
    assert bad_lines("\n".join((times_text(TIMES), *(time_text(*each) for each in TIMES.items()))), 80) == []
