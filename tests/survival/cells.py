"""Outcomes as tests read them: one cell of the matrix in one line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from systems import SHIPPED, model

from compiler.model.deployment import Deployment
from compiler.model.survival import Lost, Outcome, total
from compiler.survival import outcomes_of
from compiler.survival.losses import losses_of
from compiler.survival.system import system_of

GLOBAL = "global in database.main"
ROWS = "regional in cache.main, database.main"
FILES = "regional in database.main, storage.documents"


class Cell(NamedTuple):
    """Who reads and who writes after how many seconds, `nobody 0` where nobody does; how many seconds of writes are
    gone, None where nothing bounds it."""

    reads: str
    writes: str
    gone: int | None


def cell(
    lost: str, data: str, home: str, changes: Mapping[str, Any] | None = None, *, of: Path = SHIPPED
) -> Cell | None:
    """What these losses (`region:eu-west-1 zone:euw1-az1`) do to a data set of a home; None where nobody notices."""
    deployment = model(changes, of=of)
    every = outcomes_of(deployment, things(deployment, lost))
    return next((shown(one) for one in every if (one.data, one.home) == (data, home)), None)


def things(deployment: Deployment, words: str) -> tuple[Lost, ...]:
    """The losses with these names."""
    known = {str(one): one for one in losses_of(system_of(deployment))}
    return tuple(known[word] for word in words.split())


def shown(one: Outcome) -> Cell:
    said = [
        f"{' '.join(back.by)} {back.after.milliseconds // 1000}" if back else "nobody"
        for back in (one.reads, one.writes)
    ]
    return Cell(said[0], said[1], None if one.gone is None else total(one.gone).milliseconds // 1000)
