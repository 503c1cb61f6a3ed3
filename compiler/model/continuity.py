"""Survival as JSON: what stands in `continuity.json`, and what `atlas survive --format json` prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from compiler.diagnostic import dotted
from compiler.model.deployment import Deployment
from compiler.model.rows import in_rows
from compiler.model.survival import Back, DataSet, Lost, Outcome, Term, Verdict, total
from compiler.units import Duration

EDITION = 1
"""Of the shape of this file."""


def continuity(deployment: Deployment, lost: Sequence[tuple[Lost, ...]], outcomes: Sequence[Outcome]) -> bytes:
    """One line for each data set, term and outcome. Times are in seconds.

    `losses` are what may be lost, each a list of things that are lost at the same time. Each of `outcomes` is the same
    for any of the losses in its `lost`; where no outcome names a loss, a data set of a home goes on as before.
    null stands for "not bounded": nobody serves until what is lost returns, or nobody knows how much is gone.
    """
    survival = deployment.survival
    return in_rows(
        {
            "edition": EDITION,
            "environment": deployment.environment.name,
            "homes": tuple(survival.homes),
            "data": {one.name: _set(one) for one in survival.data},
            "terms": {term.name: _term(term) for one in outcomes for term in _terms(one)},
            "losses": [_names(one) for one in lost],
            "outcomes": _alike(outcomes),
        }
    )


def _names(lost: tuple[Lost, ...]) -> list[str]:
    return [str(one) for one in lost]


def _alike(outcomes: Iterable[Outcome]) -> list[dict[str, Any]]:
    """What is the same for several losses is told once: for the zones of a region."""
    told: dict[bytes, dict[str, Any]] = {}
    for one in outcomes:
        row = _outcome(one)
        told.setdefault(orjson.dumps(row), {"lost": [], **row})["lost"].append(_names(one.lost))
    return list(told.values())


def _set(one: DataSet) -> dict[str, Any]:
    return {"class": one.class_, "entities": one.entities, "stores": one.stores}


def _outcome(one: Outcome) -> dict[str, Any]:
    return {
        "data": one.data,
        "home": one.home,
        "state": one.state,
        "reads": _back(one.reads),
        "writes": _back(one.writes),
        "gone": None if one.gone is None else _sum(one.gone),
        "promises": {dotted(verdict.path): _verdict(verdict) for verdict in one.promises},
    }


def _back(back: Back | None) -> dict[str, Any] | None:
    return None if back is None else {"by": back.by, **_sum(back.terms)}


def _sum(terms: tuple[Term, ...]) -> dict[str, Any]:
    return {"seconds": _seconds(total(terms)), "terms": [term.name for term in terms]}


def _terms(one: Outcome) -> tuple[Term, ...]:
    return (*(one.reads.terms if one.reads else ()), *(one.writes.terms if one.writes else ()), *(one.gone or ()))


def _term(term: Term) -> dict[str, Any]:
    return {"what": term.what, "seconds": _seconds(term.takes), "path": dotted(term.path) or None}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    got = None if verdict.got is None else _seconds(verdict.got)
    return {"promised": _seconds(verdict.promised), "got": got, "kept": verdict.kept}


def _seconds(takes: Duration) -> int | float:
    whole, rest = divmod(takes.milliseconds, 1000)
    return takes.milliseconds / 1000 if rest else whole
