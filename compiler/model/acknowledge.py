"""Known gaps that somebody answers for."""

from __future__ import annotations

from datetime import date

from compiler.frozen import frozen


@frozen
class Acknowledgement:
    """A finding that somebody answers for, until a day."""

    code: str
    path: str
    accepts: str | None
    reason: str
    owner: str
    expires: date
