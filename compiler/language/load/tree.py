"""The plain data that a file holds."""

from __future__ import annotations

Tree = dict[str, "Tree"] | list["Tree"] | str
"""Every scalar is text until its key types it."""
