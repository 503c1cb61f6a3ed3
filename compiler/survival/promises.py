"""What comes of a promise: `objectives` against an outcome."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.model.deployment import Deployment
from compiler.model.objectives import Objective
from compiler.model.survival import Back, Lost, Term, Verdict, total
from compiler.units import Duration


def verdicts(
    deployment: Deployment,
    class_: str,
    lost: tuple[Lost, ...],
    reads: Back | None,
    writes: Back | None,
    gone: tuple[Term, ...] | None,
) -> tuple[Verdict, ...]:
    """The promises of a class about one lost zone or region, each with what comes of it. About other losses, and about
    two at once, nothing is promised."""
    key = f"{lost[0].failure}_lost" if len(lost) == 1 else ""
    objective = _promised(deployment, class_, key)
    if objective is None:
        return ()
    at = ("objectives", class_, key)
    return tuple(Verdict((*at, name), promised, got) for name, promised, got in _got(objective, reads, writes, gone))


def _promised(deployment: Deployment, class_: str, key: str) -> Objective | None:
    objectives = deployment.objectives.get(class_)
    if objectives is None:
        return None
    return {"zone_lost": objectives.zone_lost, "region_lost": objectives.region_lost}.get(key)


def _got(
    objective: Objective, reads: Back | None, writes: Back | None, gone: tuple[Term, ...] | None
) -> Iterator[tuple[str, Duration, Duration | None]]:
    yield "rto", objective.rto, None if reads is None or writes is None else max(reads.after, writes.after)
    if objective.read_rto != objective.rto:
        yield "read_rto", objective.read_rto, None if reads is None else reads.after
    yield "rpo", objective.rpo, None if gone is None else total(gone)
