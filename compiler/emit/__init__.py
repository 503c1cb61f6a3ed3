"""Emitters: pure functions from the model to files. Adding one is adding a file, and its line below."""

from __future__ import annotations

from compiler.emit import continuity, inventory, replication, residency
from compiler.emit.artifact import Emitter

EMITTERS: tuple[Emitter, ...] = (continuity.EMITTER, inventory.EMITTER, replication.EMITTER, residency.EMITTER)
"""Sorted by name."""
