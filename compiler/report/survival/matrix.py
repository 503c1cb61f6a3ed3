"""The matrix: a row a loss, a column for data that fares alike, in each cell the worst that it does to any home."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.frozen import frozen
from compiler.language.overlay import BASE
from compiler.model.deployment import Deployment
from compiler.model.objectives import Objective
from compiler.model.survival import DataSet, Lost, Outcome, total
from compiler.report.survival.words import after, called
from compiler.report.table import folded, table

_WIDTH = 80
_COLUMN = 16
_UNTOUCHED = "goes on"
_LEGEND = """\
Each cell: the worst of all homes. read-only, unavailable: until it returns.
loses: writes of this long, for good. !: a promise isn't kept. a~b: the link."""


@frozen
class _Row:
    """A loss, or all zones of a region, if they fare alike; a cell for each data set."""

    label: str
    cells: tuple[str, ...]


def matrix(deployment: Deployment) -> str:
    """The matrix of an environment, what is promised below it, and what nobody would notice."""
    survival = deployment.survival
    every = list(_rows(deployment))
    rows = [row for row in every if set(row.cells) != {_UNTOUCHED}]
    unseen = folded(f"Nobody notices: {', '.join(row.label for row in every if row not in rows)}.", _WIDTH)
    rows += _promises(deployment)
    head = f"{deployment.environment.name}: what is left when one thing is lost"
    tables = _tables(rows, _columns(survival.data, rows))
    return "\n\n".join((head, *tables, unseen, f"{_LEGEND}\n{_example(deployment)}")) + "\n"


def _example(deployment: Deployment) -> str:
    """A call that shows more of this environment: of the first home that somebody would miss."""
    missed = {one.lost[0].thing for one in deployment.survival.outcomes}
    home = next((home for home in deployment.survival.homes if home in missed), "control-planes")
    environment = "" if deployment.environment.name == BASE else f" --env {deployment.environment.name}"
    return f"In full: atlas survive{environment} --lose {home} --explain"


def _tables(rows: Sequence[_Row], columns: Sequence[tuple[int, str]]) -> Iterator[str]:
    """As many columns side by side as have room."""
    start = 0
    while start < len(columns):
        fits = [end for end in range(start + 2, len(columns) + 1) if _wide(_table(rows, columns[start:end])) <= _WIDTH]
        end = max(fits, default=start + 1)
        yield _table(rows, columns[start:end])
        start = end


def _table(rows: Sequence[_Row], columns: Sequence[tuple[int, str]]) -> str:
    cells = [(row.label, *(row.cells[index] for index, _ in columns)) for row in rows]
    return table(("lost", *(title for _, title in columns)), cells)


def _wide(text: str) -> int:
    return max(map(len, text.split("\n")))


def _columns(data: Sequence[DataSet], rows: Sequence[_Row]) -> list[tuple[int, str]]:
    """The position of a data set, and the title of all that fare as it does."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, one in enumerate(data):
        alike.setdefault((one.class_, *(row.cells[index] for row in rows)), []).append(index)
    split = [key[0] for key in alike]
    return [
        (members[0], _title([data[index] for index in members], whole=split.count(key[0]) == 1))
        for key, members in alike.items()
    ]


def _title(members: Sequence[DataSet], *, whole: bool) -> str:
    class_ = members[0].class_
    if whole:
        return class_
    entities = ", ".join(sorted(name for one in members for name in one.entities))
    lines = folded(f"{class_}: {entities}", _COLUMN).split("\n")
    return "\n".join(lines if len(lines) <= 3 else [*lines[:2], f"and {len(entities.split(', '))} in all"])


def _rows(deployment: Deployment) -> Iterator[_Row]:
    survival = deployment.survival
    by_loss: dict[Lost, list[Outcome]] = {lost: [] for lost in survival.lost}
    for outcome in survival.outcomes:
        by_loss[outcome.lost[0]].append(outcome)
    region_of = {zone.id: row.id for row in deployment.regions.values() for zone in row.network.zones}
    said: set[tuple[str, tuple[str, ...]]] = set()
    for lost, outcomes in by_loss.items():
        cells = tuple(_cell([one for one in outcomes if one.data == data.name]) for data in survival.data)
        label = f"a zone of {region_of[lost.thing]}" if lost.failure == "zone" else called(lost)
        if (label, cells) not in said:
            said.add((label, cells))
            yield _Row(label, cells)


def _cell(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return _UNTOUCHED
    lines = [*_state(outcomes), *_loss(outcomes)]
    broken = any(not verdict.kept for one in outcomes for verdict in one.promises)
    return "\n".join([f"! {lines[0]}" if broken else lines[0], *lines[1:]])


def _state(outcomes: Sequence[Outcome]) -> Iterator[str]:
    worst = min(outcomes, key=lambda one: ("unavailable", "read-only", "served").index(one.state))
    if worst.state != "served":
        alike = [one for one in outcomes if one.state == worst.state]
        yield worst.state
        yield from [f"in {worst.home}"] if len(alike) == 1 and worst.lost[0].thing != worst.home else []
        return
    reads = max((one.reads for one in outcomes if one.reads), key=lambda back: back.after)
    writes = max((one.writes for one in outcomes if one.writes), key=lambda back: back.after)
    if reads.after == writes.after:
        yield f"back {after(reads)}"
    else:
        yield from [f"reads {after(reads)}"] if reads.terms else []
        yield f"writes {after(writes)}"


def _loss(outcomes: Sequence[Outcome]) -> Iterator[str]:
    worst = max(outcomes, key=_weight)
    if worst.state == "served" and worst.gone != ():
        yield "loss not bounded" if worst.gone is None else f"loses {total(worst.gone).spoken}"


def _weight(one: Outcome) -> tuple[bool, int]:
    return one.gone is None, total(one.gone or ()).milliseconds


def _promises(deployment: Deployment) -> Iterator[_Row]:
    survival = deployment.survival
    of = [deployment.objectives.get(one.class_) for one in survival.data]
    yield _Row("", ("",) * len(of))
    yield _Row("promised for a zone", tuple(_promise(one.zone_lost if one else None) for one in of))
    yield _Row("promised for a region", tuple(_promise(one.region_lost if one else None) for one in of))


def _promise(objective: Objective | None) -> str:
    if objective is None:
        return "nothing"
    reads = [f"reads {objective.read_rto.spoken}"] if objective.read_rto != objective.rto else []
    back = "writes" if reads else "back"
    loss = objective.rpo.spoken if objective.rpo.milliseconds else "nothing"
    return "\n".join([*reads, f"{back} {objective.rto.spoken}", f"loses {loss}"])
