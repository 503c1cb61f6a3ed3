"""Known gaps: which findings somebody answers for, and which acknowledgements no longer hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from compiler.diagnostic import Code, Diagnostic, Path, Severity, dotted
from compiler.frozen import frozen
from compiler.model.acknowledge import Acknowledgement
from compiler.model.deployment import Deployment
from compiler.suggest import did_you_mean, listed
from compiler.units import Duration, Money, Share, Size, UnitError

CODE_UNKNOWN = Code("acknowledge-code", "Acknowledgement of a code that can't be acknowledged")
TWICE = Code("acknowledge-twice", "Two acknowledgements of one gap")
UNUSED = Code("acknowledge-unused", "Acknowledgement without a finding")
OTHER_VALUE = Code("acknowledge-value", "A finding is worse than its acknowledgement accepts")
EXPIRED = Code("acknowledge-expired", "Acknowledgement that has run out")
EXPIRING = Code("acknowledge-expiring", "Acknowledgement that soon runs out", Severity.WARNING)
TOO_LONG = Code("acknowledge-too-long", "Acknowledgement for more than 400 days")

_LONGEST_DAYS = 400
_SOON_DAYS = 30
_NUMBERS = re.compile(r"(TLS|)(\d+(?:\.\d+)*)")
"""A count, or a version."""


@frozen
class Settled:
    """What is left to say, and the findings that somebody answers for."""

    findings: tuple[Diagnostic, ...]
    acknowledged: tuple[Diagnostic, ...]


def settle(
    findings: Iterable[Diagnostic],
    waived: Iterable[Acknowledgement],
    known: Mapping[str, bool],
    as_of: date,
    *,
    whole: bool = True,
) -> Settled:
    """Findings against acknowledgements, over all environments together; where not all that can be found was (not
    `whole`), nobody knows whether an acknowledgement is unused.

    `known` says of each code whether it may be acknowledged. Notes aren't acknowledged: they ask for nothing. Where
    something is wrong with the acknowledgement of a finding, that is what is left to say, not the finding as well.
    """
    found = tuple(findings)
    left = {id(one): one for one in found}
    acknowledged: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    before: set[tuple[str, str]] = set()
    for index, entry in enumerate(waived):
        at: Path = ("acknowledge", index)
        about = _about(entry, found, known)
        enforced = [one for one in about if id(one) in left]
        beyond = [one for one in enforced if not accepted(one, entry.accepts)]
        again = (entry.code, entry.path) in before
        problem = _twice(at, entry) if again else _judge(at, entry, about, beyond, known, as_of)
        before.add((entry.code, entry.path))
        for one in enforced:
            del left[id(one)]
        if problem is None or problem.code in (OTHER_VALUE, EXPIRING):
            acknowledged += [one for one in enforced if one not in beyond]
        if problem is not None and (whole or problem.code is not UNUSED):
            problems.append(problem)
    return Settled((*left.values(), *problems), tuple(acknowledged))


def at_loss(deployments: Iterable[Deployment], as_of: date) -> bool:
    """Whether promises are suspended anywhere because a loss is declared: what would be found of them isn't, so nobody
    knows whether its acknowledgement is unused."""
    return any(home.suspended_until(as_of) for deployment in deployments for home in deployment.homes)


def accepted(one: Diagnostic, worst: str | None) -> bool:
    """Whether a finding isn't worse than the worst value that is accepted. Values that can't be compared have to be
    the same; `none` is a value without any bound, worse than all others."""
    if one.value == worst or "none" in (one.value, worst):
        return one.value == worst or (worst == "none" and one.value is not None)
    is_, may_be = (None if text is None else _measure(text) for text in (one.value, worst))
    if is_ is None or may_be is None or is_[0] != may_be[0]:
        return False
    return bool(is_[1] >= may_be[1] if one.code.less_is_worse else is_[1] <= may_be[1])


def _measure(text: str) -> tuple[object, Any] | None:
    """What kind of amount a value is, and the amount, which can be compared with others of its kind."""
    for kind in (Duration, Size, Share, Money):
        try:
            return kind, kind.parse(text)
        except UnitError:
            continue
    numbers = _NUMBERS.fullmatch(text)
    return (numbers[1], tuple(map(int, numbers[2].split(".")))) if numbers else None


def _about(entry: Acknowledgement, found: Sequence[Diagnostic], known: Mapping[str, bool]) -> list[Diagnostic]:
    """The findings that the entry is about: those of its place, of its code if that is one. A note isn't: where a
    promise is only reported, there is nothing to answer for, and the entry would outlive the gap that it was for."""
    asking = (one for one in found if one.code.severity is not Severity.NOTE and one.code.acknowledgeable)
    here = [one for one in asking if entry.path == dotted(one.path)]
    return [one for one in here if one.code.id == entry.code] if known.get(entry.code, False) else here


def _judge(
    at: Path,
    entry: Acknowledgement,
    about: Sequence[Diagnostic],
    beyond: Sequence[Diagnostic],
    known: Mapping[str, bool],
    as_of: date,
) -> Diagnostic | None:
    """What is to say of an acknowledgement: that something is wrong with it, or soon will be."""
    if not known.get(entry.code, False):
        return _no_code(at, entry, about, known)
    if not about:
        return Diagnostic(
            UNUSED,
            f"There is no finding {entry.code} at `{entry.path}`.",
            "An acknowledgement dies with its finding: left standing, it would hide the next one.",
            "Delete this entry.",
            at,
        )
    return _other_value(at, entry, beyond) if beyond else _dated(at, entry, (entry.expires - as_of).days, as_of)


def _dated(at: Path, entry: Acknowledgement, days: int, as_of: date) -> Diagnostic | None:
    """What is to say of its last day, which is so many days ahead."""
    at = (*at, "expires")
    said = f"{entry.owner} accepted it: {entry.reason}"
    if days < 0:
        what = f"{entry.code} at `{entry.path}` was accepted until {entry.expires}."
        return Diagnostic(EXPIRED, what, said, "Close the gap, or let the owner set a new date.", at)
    if days <= _SOON_DAYS:
        what = f"{entry.code} at `{entry.path}` is accepted until {entry.expires}, {days} days ahead."
        do = "Close the gap, or let the owner set a new date: from the day after, nothing compiles."
        return Diagnostic(EXPIRING, what, said, do, at)
    if days > _LONGEST_DAYS:
        return Diagnostic(
            TOO_LONG,
            f"{entry.code} would be accepted until {entry.expires}, {days} days ahead.",
            f"Somebody looks at every known gap again within {_LONGEST_DAYS} days.",
            f"Set a day up to {as_of + timedelta(days=_LONGEST_DAYS)}.",
            at,
        )
    return None


def _twice(at: Path, entry: Acknowledgement) -> Diagnostic:
    return Diagnostic(
        TWICE,
        f"{entry.code} at `{entry.path}` is acknowledged above.",
        "Two entries for one gap can differ in what is accepted, by whom and until when.",
        "Keep one of the two; the worst value that any environment has is the one to accept.",
        at,
    )


def _no_code(at: Path, entry: Acknowledgement, about: Sequence[Diagnostic], known: Mapping[str, bool]) -> Diagnostic:
    may = sorted(code for code, acknowledgeable in known.items() if acknowledgeable)
    there = f"At `{entry.path}` there is {about[0].code.id}: write that." if about else ""
    return Diagnostic(
        CODE_UNKNOWN,
        f"`{entry.code}` isn't a finding that can be acknowledged.",
        "Only what physics, price or a provider breaks can be; everything else has an honest way out in the file.",
        there or did_you_mean(entry.code, may) or f"These can be: {listed(may, most=20)}.",
        (*at, "code"),
    )


def _other_value(at: Path, entry: Acknowledgement, beyond: Sequence[Diagnostic]) -> Diagnostic:
    one = next((row for row in beyond if all(accepted(other, row.value) for other in beyond)), beyond[0])
    accepts = f"accepts {entry.accepts}" if entry.accepts else "names no value"
    has = f"has {one.value}" if one.value else "has no value"
    right = f"Write `accepts: {one.value}`, if {entry.owner} accepts that." if one.value else "Delete `accepts`."
    return Diagnostic(
        OTHER_VALUE,
        f"{entry.code} at `{entry.path}` {has}, and this entry {accepts}.",
        "Whoever signs a gap signs how wide it is: a wider one is another gap.",
        right,
        (*at, "accepts") if entry.accepts else at,
    )
