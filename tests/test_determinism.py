"""One file gives the same bytes: on every machine, in every folder, in whatever order its keys stand."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from systems import ALL, SHIPPED, THREE_LAWS, changed

from compiler.pipeline import emit, understand

Output = list[list[str]]
"""Of every emitted file: its path, its content, its emitter, and where in `atlas.yaml` it comes from."""

COMPILED = """
import json, sys
from pathlib import Path
from compiler.pipeline import emit, understand
understood = understand(Path(sys.argv[1]), sys.argv[1])
assert understood.sound, understood.diagnostics
json.dump(
    [[one.path, one.artifact.body.hex(), one.emitter, repr(one.artifact.origin)] for one in emit(understood.models)],
    sys.stdout,
)
"""


def output(text: str, folder: Path) -> Output:
    folder.mkdir(exist_ok=True)
    file = folder / "atlas.yaml"
    file.write_text(text, encoding="utf-8")
    understood = understand(file, str(file))
    assert understood.sound, understood.diagnostics
    return [
        [one.path, one.artifact.body.hex(), one.emitter, repr(one.artifact.origin)] for one in emit(understood.models)
    ]


def locales() -> list[str]:
    """The two least alike that this machine has; one that it doesn't have counts as C."""
    command = shutil.which("locale")
    listed = subprocess.run([command, "-a"], capture_output=True, text=True, check=True).stdout if command else ""
    others = [name for name in listed.split() if name not in ("C", "POSIX")]
    return [*sorted(others, key=lambda name: name.startswith(("C", "en"))), "tr_TR.UTF-8", "C.UTF-8"][:2]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The shipped file, compiled by other processes: in other folders, by other clocks, languages and hash seeds."""
    one, other = locales()
    worlds = [
        {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "LANG": "C"},
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Kolkata", "LC_ALL": one, "LANG": one},
        {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": other, "LANG": other},
    ]
    running = []
    for number, world in enumerate(worlds):
        folder = tmp_path_factory.mktemp(f"world {number} ")
        file = shutil.copy(SHIPPED, folder / "atlas.yaml")
        here = {"cwd": folder, "env": {**os.environ, **world}, "stdout": subprocess.PIPE}
        named = "atlas.yaml" if number else str(file)
        running.append(subprocess.Popen([sys.executable, "-c", COMPILED, named], **here))  # type: ignore[call-overload]
    yield running
    for process in running:
        process.kill()
        process.wait()


def test_other_seeds_clocks_languages_and_folders_change_nothing(
    elsewhere: list[subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    expected = output(SHIPPED.read_text(encoding="utf-8"), tmp_path)
    for process in elsewhere:
        answer, _ = process.communicate(timeout=120)
        assert json.loads(answer) == expected


def shuffled(data: Any, chance: random.Random) -> Any:
    """The same data with the keys of every map in another order; lists keep theirs."""
    if isinstance(data, dict):
        return {key: shuffled(data[key], chance) for key in chance.sample(list(data), len(data))}
    return [shuffled(item, chance) for item in data] if isinstance(data, list) else data


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_keys_means_nothing(file: Path, seed: int, tmp_path: Path) -> None:
    data = shuffled(changed(file, {}), random.Random(seed))
    text = yaml.safe_dump(data, sort_keys=False, width=10_000, allow_unicode=True)
    assert not file.read_text(encoding="utf-8").startswith(text[:40])
    assert output(text, tmp_path / "shuffled") == output(file.read_text(encoding="utf-8"), tmp_path / "as it is")


@pytest.mark.parametrize("file", [SHIPPED, THREE_LAWS], ids=lambda file: file.stem)
def test_comments_and_blank_lines_say_nothing(file: Path, tmp_path: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected = output(text, tmp_path)
    assert output(re.sub(r"(?m)^\s*#.*\n|\s+#.*$", "", text), tmp_path) == expected
    assert output(re.sub(r"(?m)^(?=\S)", "# another remark\n\n", text), tmp_path) == expected


def test_a_value_says_something(tmp_path: Path) -> None:
    """These comparisons can fail: another class of one table is other bytes."""
    text = SHIPPED.read_text(encoding="utf-8")
    assert output(text.replace("class: global", "class: regional", 1), tmp_path) != output(text, tmp_path)
