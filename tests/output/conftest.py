import os
from collections.abc import Iterator
from pathlib import Path

import pytest

NOBODY = 65534


@pytest.fixture
def outsider(tmp_path: Path) -> Iterator[None]:
    """The test runs in `tmp_path`, which it owns, without root's right to read and write everything."""
    here = Path.cwd()
    os.chdir(tmp_path)
    root = os.geteuid() == 0
    if root:
        for folder, _, files in os.walk(tmp_path):
            for path in (folder, *(f"{folder}/{name}" for name in files)):
                os.chown(path, NOBODY, -1)
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)
        os.chdir(here)
