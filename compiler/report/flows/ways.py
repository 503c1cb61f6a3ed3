"""Edges that say the same of several regions, folded into one way: a graph is read by what happens, then by where."""

from __future__ import annotations

from enum import IntEnum

from compiler.diagnostic import dotted
from compiler.frozen import frozen
from compiler.model.flows import Basis, Flow, Flows, Mechanism, Place


class Reach(IntEnum):
    """How far data gets, the worst first."""

    CROSSED = 0
    ABROAD_WITH_PEOPLE = 1
    ABROAD = 2
    INSIDE = 3
    AT_HOME = 4


@frozen
class Way:
    """What edges have in common that differ in their region only.

    `from_` and `to` are things, without the region that differs; `law` says between which jurisdictions they are,
    where that matters; `why` has `*` for a region. What `comes_in` is from outside, so its regions are those of `to`.
    """

    reach: Reach
    mechanism: Mechanism
    from_: str
    to: str
    law: str
    data: tuple[str, ...]
    why: str
    basis: Basis | None
    comes_in: bool


def ways_of(flows: Flows) -> dict[Way, tuple[str, ...]]:
    """Every edge, folded, each way with its regions: where it is, or where it begins. Sorted by reach and mechanism."""
    found: dict[Way, list[str]] = {}
    for flow in flows.edges:
        from_, to = flows.ends(flow)
        found.setdefault(_folded(flow, flows), []).append(from_.region or to.region or "")
    ordered = sorted(found.items(), key=lambda one: (one[0].reach, _ORDER[one[0].mechanism], one[0].from_, one[0].to))
    return {way: tuple(sorted(set(regions))) for way, regions in ordered}


def _folded(flow: Flow, flows: Flows) -> Way:
    from_, to = flows.ends(flow)
    reach = reach_of(flow, flows)
    return Way(
        reach=reach,
        mechanism=flow.mechanism,
        from_="" if reach is Reach.AT_HOME else _inside(from_),
        to=_thing(to) if reach is Reach.AT_HOME or from_.region is None else _from_afar(from_, to),
        law=_law(from_, to) if reach <= Reach.ABROAD_WITH_PEOPLE else "",
        data=flow.data,
        why=dotted(tuple("*" if part in (from_.region, to.region) else part for part in flow.why)),
        basis=flow.basis,
        comes_in=from_.region is None,
    )


def reach_of(flow: Flow, flows: Flows) -> Reach:
    """How far an edge leads."""
    if flows.crossed(flow):
        return Reach.CROSSED
    from_, to = flows.ends(flow)
    if flows.leaves(flow):
        return Reach.ABROAD_WITH_PEOPLE if any(flows.data[name].is_personal for name in flow.data) else Reach.ABROAD
    return Reach.AT_HOME if from_.region == to.region else Reach.INSIDE


def _inside(place: Place) -> str:
    """A thing, with its home where that is another region's."""
    return place.id.removeprefix(f"{place.region}/")


def _thing(place: Place) -> str:
    """A thing, whoever's home it is of."""
    return _inside(place).partition(":")[0]


def _from_afar(from_: Place, to: Place) -> str:
    """A copy of the same thing in another region is named by that region alone."""
    return to.region if to.region and _thing(to) == _thing(from_) else to.id


def _law(from_: Place, to: Place) -> str:
    """Where one end may be anywhere, it doesn't matter where the other one is."""
    return f"{from_.jurisdiction} > {to.jurisdiction}" if from_.jurisdiction and to.jurisdiction else "anywhere"


_ORDER = {mechanism: rank for rank, mechanism in enumerate(Mechanism)}
