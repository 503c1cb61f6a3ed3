"""Accounts that the system runs in."""

from __future__ import annotations

from typing import Annotated, Literal

from compiler.frozen import frozen
from compiler.model.source import Computed


@frozen
class Environment:
    """The account that this is, and what comes before it."""

    name: Annotated[str, Computed("its key")]
    account: str
    after: str | None
    approval: str | None
    data: Literal["real", "synthetic"]
    promises: Literal["enforced", "reported"]
