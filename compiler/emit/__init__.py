"""Emitters: pure functions from the model to files. Adding one is adding a file, and its line below."""

from __future__ import annotations

from compiler.emit import inventory, replication
from compiler.emit.artifact import Emitter

EMITTERS: tuple[Emitter, ...] = (inventory.EMITTER, replication.EMITTER)
"""Sorted by name."""
