"""Known gaps: which findings somebody answers for, and which acknowledgements no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from compiler.diagnostic import Code, Diagnostic, Path, Severity, dotted
from compiler.model.acknowledge import Acknowledgement
from compiler.suggest import did_you_mean, listed

CODE_UNKNOWN = Code("acknowledge-code", "Acknowledgement of a code that can't be acknowledged")
UNUSED = Code("acknowledge-unused", "Acknowledgement without a finding")
EXPIRED = Code("acknowledge-expired", "Acknowledgement that has run out")
OTHER_VALUE = Code("acknowledge-value", "Acknowledgement of another value than the finding has")
TOO_LONG = Code("acknowledge-too-long", "Acknowledgement for more than 400 days")

_LONGEST_DAYS = 400


@dataclass(frozen=True, slots=True)
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
    """Findings against acknowledgements, over all environments together; where they aren't all there (not `whole`),
    nobody knows whether an acknowledgement is unused.

    `known` says of each code whether it may be acknowledged. Notes aren't acknowledged: they ask for nothing, but a
    note keeps the acknowledgement of the same gap elsewhere from being unused. Where something is wrong with the
    acknowledgement of a finding, that is what is left to say, not the finding as well.
    """
    found = tuple(findings)
    left = {id(one): one for one in found}
    acknowledged: list[Diagnostic] = []
    problems: list[Diagnostic] = []
    for index, entry in enumerate(waived):
        about = _about(entry, found, known)
        problem = _judge(("acknowledge", index), entry, about, known, as_of)
        enforced = [one for one in about if one.code.severity is not Severity.NOTE and id(one) in left]
        for one in enforced:
            del left[id(one)]
        if problem is None:
            acknowledged += enforced
        elif whole or problem.code is not UNUSED:
            problems.append(problem)
    return Settled((*left.values(), *problems), tuple(acknowledged))


def _about(entry: Acknowledgement, found: Sequence[Diagnostic], known: Mapping[str, bool]) -> list[Diagnostic]:
    """The findings that the entry is about: those with the value that it accepts, or else those of its place, as far
    as one can tell where its code is no code."""
    is_code = known.get(entry.code, False)
    here = [one for one in found if entry.path == dotted(one.path) and one.code.acknowledgeable]
    here = [one for one in here if not is_code or one.code.id == entry.code]
    return [one for one in here if is_code and one.value == entry.accepts] or here


def _judge(
    at: Path, entry: Acknowledgement, about: Sequence[Diagnostic], known: Mapping[str, bool], as_of: date
) -> Diagnostic | None:
    """What is wrong with an acknowledgement."""
    days = (entry.expires - as_of).days
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
    if about[0].value != entry.accepts:
        return _other_value(at, entry, about[0])
    if days < 0:
        return Diagnostic(
            EXPIRED,
            f"{entry.code} at `{entry.path}` was accepted until {entry.expires}.",
            f"{entry.owner} accepted it: {entry.reason}",
            "Close the gap, or let the owner set a new date.",
            (*at, "expires"),
        )
    if days > _LONGEST_DAYS:
        return Diagnostic(
            TOO_LONG,
            f"{entry.code} would be accepted until {entry.expires}, {days} days ahead.",
            f"Somebody looks at every known gap again within {_LONGEST_DAYS} days.",
            f"Set a day up to {as_of + timedelta(days=_LONGEST_DAYS)}.",
            (*at, "expires"),
        )
    return None


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


def _other_value(at: Path, entry: Acknowledgement, one: Diagnostic) -> Diagnostic:
    accepted = f"accepts {entry.accepts}" if entry.accepts else "names no value"
    has = f"has {one.value}" if one.value else "has no value"
    right = f"Write `accepts: {one.value}`, if {entry.owner} accepts that." if one.value else "Delete `accepts`."
    return Diagnostic(
        OTHER_VALUE,
        f"{entry.code} at `{entry.path}` {has}, and this entry {accepted}.",
        "Whoever signs a gap signs how wide it is: another value is another gap.",
        right,
        (*at, "accepts") if entry.accepts else at,
    )
