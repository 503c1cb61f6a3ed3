"""How far back data can be had, which is also how long erased data stays."""

from __future__ import annotations

from compiler.frozen import frozen
from compiler.units import Duration


@frozen
class Backup:
    """How far back a database can be restored to any moment, and how long daily backups are kept."""

    point_in_time: Duration
    daily: Duration
