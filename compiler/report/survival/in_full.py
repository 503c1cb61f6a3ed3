"""One loss, or several at once, in full: each data set of each home, by whom it is served and after what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.diagnostic import dotted
from compiler.model.survival import Back, DataSet, Lost, Outcome, Survival, Term
from compiler.report.survival.words import after, called, lost_for_good, sum_of
from compiler.report.table import folded, table

_WIDTH = 80
_CONTROL_PLANES = "us-east-1"
_NO_CHANGES = """
Meanwhile nothing can be changed whose control plane is in us-east-1: DNS
records, IAM roles, certificates of the CDN, billing. Nothing on the way back
asks for them.
"""


def in_full(survival: Survival, lost: Sequence[Lost], outcomes: Sequence[Outcome], *, explain: bool) -> str:
    """What becomes of every data set, those that fare alike together; to `explain` it, every sum and every promise."""
    head = f"If {' and '.join(map(called, lost))} {'is' if len(lost) == 1 else 'are'} lost"
    if not outcomes:
        return f"{head}, nobody notices.\n{_changes(lost)}"
    alike: dict[str, list[DataSet]] = {}
    for data in survival.data:
        alike.setdefault(_fares([one for one in outcomes if one.data == data.name], explain=explain), []).append(data)
    groups = (f"{_titles(members)}\n{fares}" for fares, members in alike.items())
    return "\n\n".join([f"{head}:", *groups]) + f"\n{_changes(lost)}"


def _changes(lost: Sequence[Lost]) -> str:
    return _NO_CHANGES if any(one.thing == _CONTROL_PLANES for one in lost) else ""


def _titles(members: Sequence[DataSet]) -> str:
    return "\n".join(folded(f"{data.name}: {', '.join(data.entities)}", _WIDTH, "  ") for data in members)


def _fares(outcomes: Sequence[Outcome], *, explain: bool) -> str:
    if not outcomes:
        return "  goes on as before"
    rows = [(f"  {one.home}", _served(one.reads), _served(one.writes), lost_for_good(one.gone)) for one in outcomes]
    lines = [table(("  home", "reads", "writes", "lost for good"), rows)]
    if explain:
        lines += [f"  {folded(line, _WIDTH - 2, '      ')}" for line in _explained(outcomes)]
    return "\n".join(lines)


def _served(back: Back | None) -> str:
    if back is None:
        return "never"
    return f"{after(back)},\n{', '.join(back.by)}"


def _explained(outcomes: Sequence[Outcome]) -> Iterator[str]:
    sums: dict[tuple[Term, ...], None] = {}
    for one in outcomes:
        for terms in (one.reads.terms if one.reads else (), one.writes.terms if one.writes else (), one.gone or ()):
            sums[terms] = None
    yield from (sum_of(terms) for terms in sums if terms)
    worst = {verdict.path: verdict for one in outcomes for verdict in one.promises if verdict.kept}
    worst |= {verdict.path: verdict for one in outcomes for verdict in one.promises if not verdict.kept}
    for path, verdict in worst.items():
        got = "" if verdict.kept else f": it is {verdict.got.spoken if verdict.got else 'not bounded'}"
        yield f"{dotted(path)} {verdict.promised.spoken}: {'kept' if verdict.kept else 'not kept'}{got}"
