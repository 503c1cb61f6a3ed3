"""Who answers for the data, and on what paper it may leave a jurisdiction."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.frozen import frozen


@frozen
class Transfer:
    """What makes a transfer to one jurisdiction legal."""

    safeguard: str
    document: str


@frozen
class Processor:
    """A company that handles data for the controller."""

    task: str
    agreement: str


@frozen
class Privacy:
    """Who answers, and on what paper. `transfers`: the jurisdiction that data leaves, the one where it is kept."""

    controller: str
    regimes: tuple[str, ...]
    transfers: Mapping[str, Mapping[str, Transfer]]
    processors: Mapping[str, Processor]


@frozen
class Jurisdiction:
    """A set of countries under one law, declared beside those of the facts."""

    countries: tuple[str, ...]
