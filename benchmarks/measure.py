"""One run of a program, measured from outside: its time, and the most memory that any of its processes held.

    python measure.py COMMAND [ARGUMENT ...]

The measuring is a small process of its own: a child's peak includes what its parent held when it was started.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` by the clock, `busy` seconds of a processor, `peak` bytes of the largest process, the exit code, and
    all that was printed."""

    seconds: float
    busy: float
    peak: int
    code: int
    said: str


def measured(command: list[str], folder: Path) -> Run:
    """Run a command in a folder, on a disk that has nothing left to do. An exit code isn't judged.

    Python may keep what it compiled, as it does for everybody who doesn't forbid it."""
    os.sync()
    environ = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    whole = [sys.executable, __file__, *command]
    told = subprocess.run(whole, cwd=folder, env=environ, capture_output=True, check=True).stdout
    return Run(**json.loads(told))


def _measure(command: list[str]) -> dict[str, object]:
    reading, writing = os.pipe()
    start = time.perf_counter()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=writing, stderr=writing)
    os.close(writing)
    with open(reading, "rb") as output:  # to its end: a full pipe would stop the child
        said = output.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    return {
        "seconds": seconds,
        "busy": usage.ru_utime + usage.ru_stime,
        "peak": usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
        "code": os.waitstatus_to_exitcode(status),
        "said": said.decode(errors="replace"),
    }


if __name__ == "__main__":
    json.dump(_measure(sys.argv[1:]), sys.stdout)
