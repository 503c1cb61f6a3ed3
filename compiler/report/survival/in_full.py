"""One loss, or several at once, in full: each data set of each home, by whom it is served and after what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.diagnostic import Path, dotted
from compiler.model.deployment import Deployment
from compiler.model.survival import Back, DataSet, Lost, Outcome, Term, Verdict, total
from compiler.report.survival.meanwhile import meanwhile
from compiler.report.survival.words import after, lost_for_good, sum_of, supposed
from compiler.report.table import folded, table

_WIDTH = 80


def in_full(deployment: Deployment, lost: Sequence[Lost], outcomes: Sequence[Outcome], *, explain: bool) -> str:
    """What becomes of every data set, those that fare alike together; to `explain` it, every sum and every promise."""
    told = "\n\n".join([*_fate(deployment, lost, outcomes, explain=explain), *_notes(deployment, lost, outcomes)])
    return f"{told}\n"


def each_in_full(deployment: Deployment) -> str:
    """Every single loss in full, with every sum; the zones of a region once, if they fare alike."""
    region_of = {zone.id: row.id for row in deployment.regions.values() for zone in row.network.zones}
    told: dict[str, None] = {}
    for lost in deployment.survival.lost:
        outcomes = [one for one in deployment.survival.outcomes if one.lost == (lost,)]
        text = in_full(deployment, (lost,), outcomes, explain=True)
        if lost.failure == "zone":
            text = text.replace(supposed((lost,)), f"If a zone of {region_of[lost.thing]} is lost")
        told[text] = None
    return "\n\n".join(told)


def _fate(deployment: Deployment, lost: Sequence[Lost], outcomes: Sequence[Outcome], *, explain: bool) -> Iterator[str]:
    if not outcomes:
        yield folded(f"{supposed(lost)}, nobody notices.", _WIDTH)
        return
    yield folded(f"{supposed(lost)}:", _WIDTH)
    alike: dict[str, list[DataSet]] = {}
    for data in deployment.survival.data:
        alike.setdefault(_fares([one for one in outcomes if one.data == data.name], explain=explain), []).append(data)
    for fares, members in alike.items():
        yield f"{_titles(members)}\n{fares}"


def _notes(deployment: Deployment, lost: Sequence[Lost], outcomes: Sequence[Outcome]) -> Iterator[str]:
    if any(back is None for one in outcomes for back in (one.reads, one.writes)):
        yield "unavailable: until what is lost returns."
    for sentence in meanwhile(deployment, lost):
        yield folded(sentence, _WIDTH)


def _titles(members: Sequence[DataSet]) -> str:
    return "\n".join(folded(f"{data.name}: {', '.join(data.entities)}", _WIDTH, "  ") for data in members)


def _fares(outcomes: Sequence[Outcome], *, explain: bool) -> str:
    if not outcomes:
        return "  goes on as before"
    rows = [(f"  {one.home}", _served(one.reads), _served(one.writes), lost_for_good(one)) for one in outcomes]
    lines = [table(("  home", "reads", "writes", "lost for good"), rows)]
    if explain:
        lines += [f"  {folded(line, _WIDTH - 2, '      ')}" for line in _explained(outcomes)]
    return "\n".join(lines)


def _served(back: Back | None) -> str:
    return "unavailable" if back is None else f"{after(back)},\n{', '.join(back.by)}"


def _explained(outcomes: Sequence[Outcome]) -> Iterator[str]:
    backs = [back.terms for one in outcomes for back in (one.reads, one.writes) if back is not None]
    for sums in (backs, [one.gone or () for one in outcomes]):
        different: dict[tuple[Term, ...], None] = dict.fromkeys(sorted(sums, key=total))
        yield from (sum_of(terms) for terms in different if terms)
    judged: dict[Path, list[Verdict]] = {}
    for verdict in (verdict for one in outcomes for verdict in one.promises):
        judged.setdefault(verdict.path, []).append(verdict)
    yield from (_judged(max(verdicts, key=_weight)) for verdicts in judged.values())


def _weight(verdict: Verdict) -> tuple[bool, int]:
    return verdict.got is None, verdict.got.milliseconds if verdict.got else 0


def _judged(worst: Verdict) -> str:
    got = f"it is {worst.got.spoken}" if worst.got else "it isn't bounded"
    return f"{dotted(worst.path)} {worst.promised.spoken}: {'kept' if worst.kept else 'not kept'}, {got}"
