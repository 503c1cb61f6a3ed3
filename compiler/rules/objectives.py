"""RTO and RPO of each class and failure, term by term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from compiler.diagnostic import Code, Diagnostic, Path, Severity, dotted
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.regions import Region
from compiler.model.survival import Outcome, Term, Verdict
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives, listed
from compiler.units import Duration

OBJECTIVE_UNMET = Code("objective-unmet", "A promise that the declared system can't keep", acknowledgeable=True)
OBJECTIVE_SUSPENDED = Code("objective-suspended", "Promises suspended by a declared loss", Severity.NOTE)
OBJECTIVE_ORDER = Code("objective-order", "Reads promised later than reads and writes")
OBJECTIVE_UNUSED = Code("objective-unused", "Objectives of a class that no entity has")

_WAYS = {
    "zone_lost": "Write `multi_az: true`, with two zones or more",
    "region_lost": "Give it a way to recover (`regions.*.recovery`, `recovers_by`)",
}
_MINUTE = Duration.parse("1m").milliseconds


@frozen
class _Broken:
    """A promise that an outcome doesn't keep."""

    outcome: Outcome
    verdict: Verdict

    @property
    def weight(self) -> tuple[bool, int]:
        """What isn't bounded weighs most."""
        got = self.verdict.got
        return got is None, got.milliseconds if got else 0


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every objective against the worst that a single failure does to a home."""
    broken = [
        _Broken(outcome, verdict)
        for outcome in deployment.survival.outcomes
        for verdict in outcome.promises
        if not verdict.kept and not _known_gap(outcome, deployment) and not _follows(outcome, verdict, deployment)
    ]
    losses = ((home.id, _at_loss(home, deployment, context.as_of)) for home in deployment.homes)
    at_loss = {name: loss for name, loss in losses if loss is not None}
    for name, (where, until) in at_loss.items():
        theirs = [one for one in broken if _concerns(one, name, deployment)]
        yield from _suspension(name, where, until, theirs, deployment)
    standing = [one for one in broken if not any(_concerns(one, home, deployment) for home in at_loss)]
    for path in dict.fromkeys(one.verdict.path for one in standing):
        yield _unmet([one for one in standing if one.verdict.path == path], deployment)
    yield from _written(deployment)


def _at_loss(home: Region, deployment: Deployment, as_of: date) -> tuple[str, date] | None:
    """The region whose declared loss suspends the promises of a home, itself or the one that stands by for it, and
    until when; None where none does."""
    if until := home.suspended_until(as_of):
        return home.id, until
    other = deployment.regions.get(home.recovery) if home.recovery else None
    if other is not None and other.state in ("lost", "joining") and other.until is not None and other.until >= as_of:
        return other.id, other.until
    return None


def _known_gap(outcome: Outcome, deployment: Deployment) -> bool:
    """Whether it follows from a home without a recovery region, which is a finding of its own (`recovery-none`)."""
    row = deployment.regions[outcome.home]
    class_ = next(data.class_ for data in deployment.survival.data if data.name == outcome.data)
    kept_there_only = deployment.classes[class_].copies == "home"
    other = deployment.regions.get(row.recovery) if row.recovery else None
    alone = other is None or not (other.may_take_over or other.until)
    return outcome.writes is None and outcome.lost[0].thing == row.seat and kept_there_only and alone


def _follows(outcome: Outcome, verdict: Verdict, deployment: Deployment) -> bool:
    """Whether it is said already that nothing takes over at all, or that a cache has what nothing copies
    (`cache-state-lost`)."""
    if verdict.path[-1] == "rto" or verdict.got is not None:
        return False
    stores = next(data.stores for data in deployment.survival.data if data.name == outcome.data)
    state = {f"cache.{name}" for name, cache in deployment.cache.items() if cache.content == "state"}
    return outcome.writes is None or not state.isdisjoint(stores)


def _concerns(one: _Broken, home: str, deployment: Deployment) -> bool:
    return one.outcome.home == home or one.outcome.lost[0].thing == deployment.regions[home].seat


def _suspension(
    home: str, where: str, until: date, broken: Sequence[_Broken], deployment: Deployment
) -> Iterator[Diagnostic]:
    paths = sorted({dotted(one.verdict.path) for one in broken})
    served = deployment.regions[home].seat is not None
    if paths or not served:
        fate = f"{listed(paths, most=4)} can't be kept" if served else f"nobody serves what is at home in {home}"
        yield Diagnostic(
            OBJECTIVE_SUSPENDED,
            f"Until {until}, while {where} isn't itself again, {fate}.",
            "Whoever declared the loss set this day; after it, what can't be kept is a finding again.",
            "Rebuild the region, and take it back through joining to active.",
            ("regions", where, "until"),
        )


def _unmet(broken: Sequence[_Broken], deployment: Deployment) -> Diagnostic:
    worst = max(broken, key=lambda one: one.weight)
    homes = sorted({one.outcome.home for one in broken} - {worst.outcome.home})
    also = f" It isn't kept for {listed(homes, most=3)} either." if homes else ""
    got = worst.verdict.got
    return Diagnostic(
        OBJECTIVE_UNMET,
        f"{_what(worst, _subject(broken, deployment))}; {worst.verdict.promised} is promised.",
        _why(worst) + also,
        _do(worst),
        worst.verdict.path,
        value=str(got) if got else "none",
    )


def _subject(broken: Sequence[_Broken], deployment: Deployment) -> str:
    """The class, and those of its entities that fare so, if not all of them do."""
    names = {one.outcome.data for one in broken}
    of_class = [one for one in deployment.survival.data if one.class_ == str(broken[0].verdict.path[1])]
    entities = sorted(entity for one in of_class if one.name in names for entity in one.entities)
    all_do = all(one.name in names for one in of_class)
    return f"`{of_class[0].class_}`" + ("" if all_do else f" ({listed(entities, most=3)})")


def _what(one: _Broken, subject: str) -> str:
    lost = one.outcome.lost[0]
    thing = f"{'zone ' if lost.failure == 'zone' else ''}{lost.thing}"
    got = one.verdict.got.spoken if one.verdict.got else None
    home = f" for {one.outcome.home}" if one.outcome.home != lost.thing and lost.failure == "region" else ""
    match one.verdict.path[-1]:
        case "rpo" if got:
            return f"{subject} can lose the writes of {got} after {thing} is lost"
        case "rpo":
            return f"Nothing bounds what {subject} loses after {thing} is lost"
        case quantity if got:
            return (
                f"{subject} is {'read' if quantity == 'read_rto' else 'back'} again{home} {got} after {thing} is lost"
            )
        case _:
            return f"{subject} isn't back{home} before {thing} returns, once it is lost"


def _terms(one: _Broken) -> tuple[Term, ...]:
    reads, writes = one.outcome.reads, one.outcome.writes
    if one.verdict.path[-1] == "rpo":
        return one.outcome.gone or ()
    if one.verdict.path[-1] == "read_rto":
        return reads.terms if reads else ()
    return max(((back.terms, back.after) for back in (reads, writes) if back), key=lambda pair: pair[1])[0]


def _why(one: _Broken) -> str:
    if one.verdict.got is None:
        return "No copy of it takes over, and a promise that nothing keeps is found out on the day of the loss."
    said = "; ".join(f"{term.takes.spoken} {term.what}" for term in _terms(one))
    return f"The sum: {said}."


def _do(one: _Broken) -> str:
    key = str(one.verdict.path[-1])
    got = one.verdict.got
    if got is None:
        failure = str(one.verdict.path[-2])
        return f"{_WAYS[failure]}, or promise nothing: `{failure}: none`."
    ways = list(dict.fromkeys(dotted(term.path) for term in _terms(one) if term.path))
    shorter = f", or shorten {alternatives(ways, 'or')}" if ways else ""
    return f"Promise what can be kept, `{key}: {_round(got)}`{shorter}."


def _round(got: Duration) -> Duration:
    """Up to whole minutes, where it is minutes."""
    if got.milliseconds <= 2 * _MINUTE:
        return got
    return Duration(-(-got.milliseconds // _MINUTE) * _MINUTE)


def _written(deployment: Deployment) -> Iterator[Diagnostic]:
    used = {entity.class_ for entity in deployment.entities.values()}
    for name, row in deployment.objectives.items():
        if name not in used:
            yield Diagnostic(
                OBJECTIVE_UNUSED,
                f"No entity is of class `{name}`.",
                "A promise about nothing is signed as if it were one.",
                "Delete the row, or give an entity this class.",
                ("objectives", name),
                on_key=True,
            )
        for failure, objective in (("zone_lost", row.zone_lost), ("region_lost", row.region_lost)):
            if objective is not None and objective.read_rto > objective.rto:
                at: Path = ("objectives", name, failure, "read_rto")
                yield Diagnostic(
                    OBJECTIVE_ORDER,
                    f"Reads are promised within {objective.read_rto}, reads and writes within {objective.rto}.",
                    "`rto` is the time after which both are back, so reads can't be later.",
                    f"Write `read_rto: {objective.rto}`, or leave it out.",
                    at,
                )


RULE = Rule((OBJECTIVE_UNMET, OBJECTIVE_SUSPENDED, OBJECTIVE_ORDER, OBJECTIVE_UNUSED), check)
