"""Accounts that the system runs in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from compiler.model.source import Computed


@dataclass(frozen=True, slots=True)
class Environment:
    """The account that this is, and what comes before it."""

    name: Annotated[str, Computed("its key")]
    account: str
    after: str | None
    approval: str | None
    data: Literal["real", "synthetic"]
    promises: Literal["enforced", "reported"]
