"""The flow graph as a Mermaid diagram, which GitHub draws: jurisdictions, the regions in them, and what leads out.

It shows rows, and what else may tell of people; images, figures and settings are in the table only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from compiler.model.flows import DataSet, Flow, Flows, Place
from compiler.report.flows.ways import Reach, reach_of
from compiler.report.table import folded

_ARROWS = {
    Reach.CROSSED: "==>",
    Reach.ABROAD_WITH_PEOPLE: "==>",
    Reach.ABROAD: "-.->",
    Reach.INSIDE: "-->",
}
_RED = "stroke:#c62828,color:#c62828"
_LINE = 30
"""Characters in a line of a label."""

_BETWEEN = ("home", "compute")
"""Things that pass data on, and keep none."""

Link = tuple[str, str, Reach]
"""The nodes at its ends, and how far it leads."""


def as_mermaid(flows: Flows) -> str:
    """The diagram. Thick arrows leave a jurisdiction, red ones cross the line where something has to stay."""
    telling = [flow for flow in flows.edges if any(_tells(flows.data[name]) for name in flow.data)]
    links: dict[Link, list[Flow]] = {}
    for flow in telling:
        from_, to = flows.ends(flow)
        if _node(from_) != _node(to):
            links.setdefault((_node(from_), _node(to), reach_of(flow, flows)), []).append(flow)
    nodes = {_node(place): place for flow in telling for place in flows.ends(flow)}
    lines = [
        "flowchart LR",
        *_jurisdictions(nodes, _kept(telling, flows)),
        *(f'  {_id(a)} {_ARROWS[reach]}|"{_label(of_it)}"| {_id(b)}' for (a, b, reach), of_it in links.items()),
        *_marked(links),
    ]
    return "\n".join(lines) + "\n"


def _tells(data: DataSet) -> bool:
    return bool(data.entities) or data.is_personal


def _node(place: Place) -> str:
    """A region, or a keeper outside."""
    return place.region or place.id


def _kept(edges: Iterable[Flow], flows: Flows) -> dict[str, list[str]]:
    """The things in each region that keep rows. Logs and figures are in all of them."""
    found: dict[str, set[str]] = {}
    for flow in edges:
        _, to = flows.ends(flow)
        thing = to.id.removeprefix(f"{to.region}/").partition(":")[0]
        if to.region and thing not in _BETWEEN and any(flows.data[name].entities for name in flow.data):
            found.setdefault(to.region, set()).add(thing)
    return {node: sorted(things) for node, things in found.items()}


def _jurisdictions(nodes: Mapping[str, Place], kept: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """A box each, with its nodes; what may be anywhere has a box of its own, the last."""
    laws = sorted({place.jurisdiction or "" for place in nodes.values()}, key=lambda law: (not law, law))
    for law in laws:
        yield f'  subgraph {_id(f"law-{law}")}["{law or "anywhere"}"]'
        for name, place in sorted(nodes.items()):
            if (place.jurisdiction or "") == law:
                things = folded(", ".join(kept.get(name, ())), _LINE).split("\n")
                yield f'    {_id(name)}["{"<br>".join(filter(None, (name, *things)))}"]'
        yield "  end"


def _label(edges: Iterable[Flow]) -> str:
    """How it gets there, and what makes that legal."""
    every = tuple(edges)
    how = folded(", ".join(sorted({flow.mechanism.value for flow in every})), _LINE).split("\n")
    papers = sorted({f"{flow.basis.safeguard} {flow.basis.document}" for flow in every if flow.basis})
    return "<br>".join((*how, *papers))


def _marked(links: Iterable[Link]) -> Iterator[str]:
    crossed = [str(number) for number, (_, _, reach) in enumerate(links) if reach is Reach.CROSSED]
    if crossed:
        yield f"  linkStyle {','.join(crossed)} {_RED}"


def _id(name: str) -> str:
    return re.sub(r"\W", "_", name)
