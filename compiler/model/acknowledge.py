"""Known gaps that somebody answers for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """A finding that somebody answers for, until a day."""

    code: str
    path: str
    accepts: str | None
    reason: str
    owner: str
    expires: date
