"""Which processes work in a folder, as Linux tells: PostgreSQL's are in the data folder of their server."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

needs_proc = pytest.mark.skipif(not Path("/proc/self/cwd").exists(), reason="This system doesn't have /proc.")


def processes_in(folder: Path) -> list[int]:
    """Ids of the living processes whose working folder is `folder` or below it; also if the folder is gone."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if str(link.readlink()).startswith(str(folder)):
                found.append(int(link.parent.name))
        except OSError:
            continue
    return found


def wait_until_none(folder: Path, seconds: float) -> list[int]:
    """Wait for the last process in `folder` to end; those that are still there after `seconds`."""
    deadline = time.monotonic() + seconds
    while (left := processes_in(folder)) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left
