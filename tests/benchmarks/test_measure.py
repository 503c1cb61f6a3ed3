"""What is said of a run is true, and the floor does what it is compared for."""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

from benchmarks import floor
from benchmarks.measure import measured
from benchmarks.project import contents

BODIES = {"a/b/one.sql": b"select 1;\n", "a/two.json": b"{}\n", "three.md": b""}


def python(code: str, folder: Path) -> list[object]:
    run = measured([sys.executable, "-c", code], folder)
    return [run.code, run.said, run.seconds, run.busy, run.peak]


def test_a_run_is_measured_with_all_that_it_says(tmp_path: Path) -> None:
    code, said, *_ = python("import os, sys; print(os.getcwd()); print('no', file=sys.stderr); sys.exit(3)", tmp_path)
    assert code == 3
    assert sorted(str(said).split()) == sorted([str(tmp_path.resolve()), "no"])


def test_waiting_takes_time_and_no_processor(tmp_path: Path) -> None:
    *_, seconds, busy, _ = python("import time; time.sleep(0.5)", tmp_path)
    assert isinstance(seconds, float)
    assert isinstance(busy, float)
    assert seconds >= 0.5 > busy


def test_memory_is_that_of_the_run_alone(tmp_path: Path) -> None:
    held_here = bytearray(100_000_000)
    *_, little = python("pass", tmp_path)
    *_, much = python("len(bytearray(100_000_000))", tmp_path)
    assert isinstance(little, int)
    assert isinstance(much, int)
    assert little < 50_000_000 < len(held_here) <= much


def test_more_than_a_pipe_holds_can_be_said(tmp_path: Path) -> None:
    assert len(str(python("print('x' * 1_000_000)", tmp_path)[1])) == 1_000_001


def test_the_floor_writes_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "atlas.yaml").write_text("regions: {}\n")
    (tmp_path / "pack").write_bytes(marshal.dumps(BODIES))
    command = [sys.executable, str(floor.__file__), "atlas.yaml", "pack", "copy"]
    assert measured(command, tmp_path).code == 0
    assert contents(tmp_path / "copy") == BODIES
