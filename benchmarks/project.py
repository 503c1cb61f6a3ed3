"""A project on disk to be compiled again and again: a generated file, committed together with what it compiles to."""

from __future__ import annotations

import marshal
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.inventory import changed, inventory
from benchmarks.measure import Run, measured

AS_OF = date(2026, 11, 22)
"""The day of every run, so that a year later the same is measured."""
_ATLAS = [sys.executable, "-m", "compiler", "compile", "--as-of", str(AS_OF)]
_FLOOR = [sys.executable, str(Path(__file__).with_name("floor.py"))]
_GIT = ["git", "-c", "user.name=bench", "-c", "user.email=bench@bench.example", "-c", "commit.gpgsign=false"]


@dataclass(frozen=True, slots=True)
class Project:
    """`folder` has `atlas.yaml` and `generated/`; beside it are the floor's bytes, and where it writes them."""

    folder: Path
    before: str
    after: str

    @property
    def file(self) -> Path:
        return self.folder / "atlas.yaml"

    @property
    def generated(self) -> Path:
        return self.folder / "generated"

    @property
    def pack(self) -> Path:
        return self.folder.with_suffix(".pack")

    @property
    def copy(self) -> Path:
        return self.folder.with_suffix(".copy")

    def floor(self) -> Run:
        """Write the same bytes without a thought."""
        shutil.rmtree(self.copy, ignore_errors=True)
        return _good(measured([*_FLOOR, str(self.file), str(self.pack), str(self.copy)], self.folder))

    def compile(self) -> Run:
        """Compile where nothing was generated yet."""
        shutil.rmtree(self.generated, ignore_errors=True)
        shutil.rmtree(self.folder / ".atlas", ignore_errors=True)
        return self.unchanged()

    def after_a_change(self) -> Run:
        """Compile after one value was changed, there and back by turns."""
        self.file.write_text(self.before if self.file.read_text() == self.after else self.after)
        return self.unchanged()

    def unchanged(self) -> Run:
        """Compile what is there."""
        return _good(measured(_ATLAS, self.folder))


def project(place: Path, regions: int, entities: int) -> Project:
    """Make it in the empty folder `place`, with everything committed. SystemExit with what was printed, where it
    doesn't compile."""
    text = inventory(regions, entities, AS_OF)
    made = Project(place / f"{regions}-{entities}", text, changed(text))
    made.folder.mkdir(parents=True)
    made.file.write_text(text)
    made.compile()
    for arguments in (["init", "-q"], ["add", "atlas.yaml", "generated"], ["commit", "-q", "-m", "Compile"]):
        subprocess.run([*_GIT, *arguments], cwd=made.folder, check=True)
    made.pack.write_bytes(marshal.dumps(contents(made.generated)))
    made.floor()
    if contents(made.copy) != contents(made.generated):
        raise SystemExit("The floor doesn't write what Atlas wrote.")
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below, with its bytes."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def _good(run: Run) -> Run:
    if run.code:
        raise SystemExit(f"A run ended with the exit code {run.code}:\n{run.said}")
    return run
