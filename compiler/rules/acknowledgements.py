"""Known gaps: which findings somebody answers for, and which acknowledgements no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from compiler.diagnostic import Code, Diagnostic, Severity, dotted
from compiler.model.acknowledge import Acknowledgement
from compiler.suggest import did_you_mean, listed

CODE_UNKNOWN = Code("acknowledge-code", "Acknowledgement of a code that can't be acknowledged")
UNUSED = Code("acknowledge-unused", "Acknowledgement without a finding")
EXPIRED = Code("acknowledge-expired", "Acknowledgement that has run out")
TOO_LONG = Code("acknowledge-too-long", "Acknowledgement for more than 400 days")

_LONGEST_DAYS = 400


@dataclass(frozen=True, slots=True)
class Settled:
    """What is left to say, and the findings that somebody answers for."""

    findings: tuple[Diagnostic, ...]
    acknowledged: tuple[Diagnostic, ...]


def settle(
    findings: Iterable[Diagnostic], waived: Iterable[Acknowledgement], known: Mapping[str, bool], as_of: date
) -> Settled:
    """Findings against acknowledgements, over all environments together.

    `known` says of each code whether it may be acknowledged. Notes aren't acknowledged: they ask for nothing, but a
    note keeps the acknowledgement of the same gap elsewhere from being unused.
    """
    found = tuple(findings)
    entries = tuple(enumerate(waived))
    accepted = {id(one) for one in found for _, entry in entries if _covers(entry, one, as_of)}
    left = [one for one in found if id(one) not in accepted or one.code.severity is Severity.NOTE]
    acknowledged = tuple(one for one in found if id(one) in accepted and one.code.severity is not Severity.NOTE)
    judged = [problem for index, entry in entries for problem in _judge(index, entry, found, known, as_of)]
    return Settled((*left, *judged), acknowledged)


def _matches(entry: Acknowledgement, one: Diagnostic) -> bool:
    same_value = one.value is None or one.value == entry.accepts
    return entry.code == one.code.id and entry.path == dotted(one.path) and same_value


def _covers(entry: Acknowledgement, one: Diagnostic, as_of: date) -> bool:
    return _matches(entry, one) and one.code.acknowledgeable and as_of <= entry.expires


def _judge(
    index: int, entry: Acknowledgement, found: tuple[Diagnostic, ...], known: Mapping[str, bool], as_of: date
) -> Iterator[Diagnostic]:
    at = ("acknowledge", index)
    if not known.get(entry.code, False):
        may = sorted(code for code, acknowledgeable in known.items() if acknowledgeable)
        yield Diagnostic(
            CODE_UNKNOWN,
            f"`{entry.code}` isn't a finding that can be acknowledged.",
            "Only what physics, price or a provider breaks can be; everything else has an honest way out in the file.",
            did_you_mean(entry.code, may) or f"These can be: {listed(may, most=20)}.",
            (*at, "code"),
        )
    elif not any(_matches(entry, one) for one in found):
        yield Diagnostic(
            UNUSED,
            f"There is no finding {entry.code} at `{entry.path}`"
            + (f" with {entry.accepts}." if entry.accepts else "."),
            "An acknowledgement dies with its finding: left standing, it would hide the next one.",
            "Delete this entry.",
            at,
        )
    elif entry.expires < as_of:
        yield Diagnostic(
            EXPIRED,
            f"{entry.code} at `{entry.path}` was accepted until {entry.expires}.",
            f"{entry.owner} accepted it: {entry.reason}",
            "Close the gap, or let the owner set a new date.",
            (*at, "expires"),
        )
    elif (entry.expires - as_of).days > _LONGEST_DAYS:
        yield Diagnostic(
            TOO_LONG,
            f"{entry.code} would be accepted until {entry.expires}, {(entry.expires - as_of).days} days ahead.",
            f"Somebody looks at every known gap again within {_LONGEST_DAYS} days.",
            "Set an earlier day.",
            (*at, "expires"),
        )
