"""How far back data can be had, which is also how long erased data stays."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.units import Duration


@dataclass(frozen=True, slots=True)
class Backup:
    """How far back a database can be restored to any moment, and how long daily backups are kept."""

    point_in_time: Duration
    daily: Duration
