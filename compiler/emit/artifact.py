"""What an emitter returns: files as values, not yet written anywhere."""

from __future__ import annotations

from collections.abc import Callable

from compiler.diagnostic import Path
from compiler.frozen import frozen
from compiler.model.deployment import Deployment


@frozen
class Artifact:
    """One file to be. `path` is relative to `generated/`, with forward slashes; `origin` is the path in
    `atlas.yaml` that it comes from (what to edit to change this file)."""

    path: str
    body: bytes
    origin: Path


@frozen
class Emitter:
    """A named pure function from one environment's model to files: same model, same bytes, on every machine."""

    name: str
    emit: Callable[[Deployment], tuple[Artifact, ...]]
