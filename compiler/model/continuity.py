"""Survival as plain data, for programs: what stands in `continuity.json`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from compiler.diagnostic import dotted
from compiler.model.deployment import Deployment
from compiler.model.survival import Back, DataSet, Lost, Outcome, Term, Verdict, total

EDITION = 1


def continuity(deployment: Deployment, lost: Sequence[tuple[Lost, ...]], outcomes: Sequence[Outcome]) -> bytes:
    """JSON: the data sets, the homes, the terms of all sums, and for each loss what becomes of those that notice. Times
    are in seconds.

    `lost` lists losses of which any one has these outcomes; two that happen at once are joined by " and ". null stands
    for "not bounded": nobody serves until what is lost returns, or nobody knows how much is gone.
    """
    found: dict[tuple[Lost, ...], list[Outcome]] = {one: [] for one in lost}
    for outcome in outcomes:
        found[outcome.lost].append(outcome)
    survival = deployment.survival
    data = {
        "edition": EDITION,
        "environment": deployment.environment.name,
        "homes": list(survival.homes),
        "data": {one.name: _set(one) for one in survival.data},
        "terms": {term.name: _term(term) for one in outcomes for term in _terms(one)},
        "losses": _alike(found),
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def _alike(found: Mapping[tuple[Lost, ...], Sequence[Outcome]]) -> list[dict[str, Any]]:
    """Losses with the same outcomes are told of once: the zones of a region."""
    losses: dict[bytes, dict[str, Any]] = {}
    for lost, outcomes in found.items():
        told = [_outcome(one) for one in outcomes]
        entry = losses.setdefault(orjson.dumps(told), {"lost": [], "outcomes": told})
        entry["lost"].append(" and ".join(map(str, lost)))
    return list(losses.values())


def _set(one: DataSet) -> dict[str, Any]:
    return {"class": one.class_, "entities": list(one.entities), "stores": list(one.stores)}


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
    return None if back is None else {"by": list(back.by), **_sum(back.terms)}


def _sum(terms: tuple[Term, ...]) -> dict[str, Any]:
    return {"seconds": _seconds(total(terms).milliseconds), "terms": [term.name for term in terms]}


def _terms(one: Outcome) -> tuple[Term, ...]:
    return (*(one.reads.terms if one.reads else ()), *(one.writes.terms if one.writes else ()), *(one.gone or ()))


def _term(term: Term) -> dict[str, Any]:
    return {"what": term.what, "seconds": _seconds(term.takes.milliseconds), "path": dotted(term.path) or None}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {"promised": str(verdict.promised), "got": str(verdict.got) if verdict.got else None, "kept": verdict.kept}


def _seconds(milliseconds: int) -> int | float:
    return milliseconds // 1000 if milliseconds % 1000 == 0 else milliseconds / 1000
