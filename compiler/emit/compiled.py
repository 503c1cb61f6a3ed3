"""Templates, compiled once: kept where Python keeps its compiled modules, under the same rules."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from contextlib import suppress
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache


class Compiled(BytecodeCache):
    """Compiling the templates of one compile takes 50 ms, and finding them compiled takes 5.

    What is kept holds for exactly these bytes of the template and of `filters`, the module that its constants went
    through, and for this version of Python and of Jinja. Where Python may keep nothing, nothing is kept.
    """

    def __init__(self, filters: Path) -> None:
        self._filters = filters.read_bytes()

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The place: `templates/__pycache__/head.sql.cpython-311.pyc` for `templates/head.sql.j2`."""
        return importlib.util.cache_from_source(filename or name)

    def get_source_checksum(self, source: str) -> str:
        return hashlib.sha256(self._filters + source.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with Path(bucket.key).open("rb") as kept:
                bucket.load_bytecode(kept)
        except Exception:  # missing, or damaged in any way: the template itself is there
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """In one step, for another run may be reading it."""
        if sys.dont_write_bytecode:
            return
        place = Path(bucket.key)
        fresh = place.with_name(f"{place.name}.{os.getpid()}")
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(bucket.bytecode_to_string())
            fresh.replace(place)
