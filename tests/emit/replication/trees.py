"""Models of whole files, and what the emitter makes of them."""

from __future__ import annotations

import functools
import json
import tempfile
from pathlib import Path
from typing import Any

from require import PROJECT

from compiler.emit.replication import EMITTER
from compiler.model.deployment import Deployment
from compiler.pipeline import understand

CRM = PROJECT / "atlas.yaml"
THREE_LAWS = PROJECT / "tests" / "companies" / "three-laws.yaml"
MAJORS = (15, 16, 17, 18)


@functools.cache
def model_of(file: Path, *changes: tuple[str, str], environment: str = "production") -> Deployment:
    """The model of a file in which texts were replaced by others; each has to be there."""
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder, "atlas.yaml")
        changed.write_text(text, encoding="utf-8")
        understood = understand(changed, "atlas.yaml")
    assert understood.sound, [finding.what for finding in understood.diagnostics]
    return understood.models[environment]


def of_version(file: Path, major: int, *changes: tuple[str, str]) -> Deployment:
    """The model of a file whose databases are of this major version."""
    return model_of(file, *([("engine: postgres17", f"engine: postgres{major}")] if major != 17 else []), *changes)


def texts_of(model: Deployment) -> dict[str, str]:
    """Every file, by its path below `generated/<environment>/sql`."""
    artifacts = EMITTER.emit(model)
    folder = f"{model.environment.name}/sql/"
    assert all(artifact.path.startswith(folder) for artifact in artifacts)
    return {artifact.path.removeprefix(folder): artifact.body.decode() for artifact in artifacts}


def sql_of(model: Deployment) -> dict[str, str]:
    """Every file of SQL."""
    return {path: text for path, text in texts_of(model).items() if path.endswith(".sql")}


def order_of(model: Deployment) -> dict[str, Any]:
    """What `order.json` says."""
    plan: dict[str, Any] = json.loads(texts_of(model)["order.json"])
    return plan


def write(model: Deployment, folder: Path) -> Path:
    """Write the files, and return their folder."""
    for path, text in texts_of(model).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
