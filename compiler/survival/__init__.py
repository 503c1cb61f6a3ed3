"""What is left when something is lost, computed from the model: places and states, no history.

`losses` says what can be lost, and what of the system remains; `served` who reads and writes then, and after how long;
`gone` what is lost for good; `promises` what was promised about it. The rules by which it counts: `docs/survival.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from compiler.model.deployment import Deployment
from compiler.model.survival import Lost, Outcome, Survival
from compiler.survival.gone import gone_of
from compiler.survival.losses import Remains, losses_of, remains
from compiler.survival.promises import verdicts
from compiler.survival.served import Case, reads_of, writes_of
from compiler.survival.system import Data, Home, System, system_of


def survival_of(deployment: Deployment) -> Survival:
    """The matrix of single failures of one environment."""
    system = system_of(deployment)
    lost = losses_of(system)
    outcomes = tuple(outcome for one in lost for outcome in _outcomes(system, (one,)))
    return Survival(tuple(data.set for data in system.data), tuple(system.homes), lost, outcomes)


def outcomes_of(deployment: Deployment, lost: tuple[Lost, ...]) -> tuple[Outcome, ...]:
    """What becomes of each data set of each home when all of these are lost at the same time, as far as somebody
    notices."""
    return tuple(_outcomes(system_of(deployment), lost))


def _outcomes(system: System, lost: tuple[Lost, ...]) -> Iterator[Outcome]:
    left = remains(system, lost)
    touched = left.touched
    for data in system.data:
        for home in system.homes.values():
            if not left.names or not touched.isdisjoint(_needed(system, data, home)):
                outcome = _outcome(Case(system, left, data, home), lost)
                if not (outcome.untouched or _as_before(outcome, system, data, home)):
                    yield outcome


def _as_before(outcome: Outcome, system: System, data: Data, home: Home) -> bool:
    """Whether it is the same with nothing lost: where nobody may write, nobody misses it."""
    before = _outcome(Case(system, remains(system, ()), data, home), outcome.lost)
    return (outcome.reads, outcome.writes, outcome.gone) == (before.reads, before.writes, before.gone)


def _needed(system: System, data: Data, home: Home) -> tuple[str, ...]:
    """The regions without which something changes for a home."""
    writer = system.writer_for(data, home) if data.residency.writes == "single" else None
    return (home.seat,) if writer is None else (home.seat, writer.seat)


def _outcome(case: Case, lost: tuple[Lost, ...]) -> Outcome:
    reads = reads_of(case)
    writes = writes_of(case, reads)
    gone = gone_of(case)
    promises = verdicts(case.system.deployment, case.data.set.class_, lost, reads, writes, gone)
    return Outcome(lost, case.data.set.name, case.home.id, reads, writes, gone, promises)


__all__ = ["Remains", "outcomes_of", "survival_of"]
