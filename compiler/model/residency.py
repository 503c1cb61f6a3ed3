"""The flow graph as JSON: what stands in `residency.json`, and what `atlas flows --format json` prints."""

from __future__ import annotations

from typing import Any

from compiler.diagnostic import dotted
from compiler.model.flows import DataSet, Flow, Flows, Place
from compiler.model.rows import in_rows

EDITION = 1
"""Of the shape of this file."""


def residency(environment: str, flows: Flows) -> bytes:
    """The graph, one line for each data set, place and edge: a change of one is a change of one line.

    `edges` are sorted by mechanism, from and to; `jurisdictions` are those of from and to, null where there may be any.
    """
    return in_rows(
        {
            "edition": EDITION,
            "environment": environment,
            "system": flows.system,
            "data": {name: _data(row) for name, row in flows.data.items()},
            "places": {name: _place(row) for name, row in flows.places.items()},
            "edges": [_edge(flow, *flows.ends(flow)) for flow in flows.edges],
        }
    )


def _data(row: DataSet) -> dict[str, Any]:
    return {
        "classes": row.classes,
        "entities": row.entities,
        "stores": row.stores,
        "keep": None if row.keep is None else str(row.keep),
        "stays_in": row.stays_in,
        "holds": row.holds,
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "keeper": place.keeper,
        "region": place.region,
        "country": place.country,
        "jurisdiction": place.jurisdiction,
    }


def _edge(flow: Flow, from_: Place, to: Place) -> dict[str, Any]:
    basis = flow.basis
    return {
        "mechanism": flow.mechanism.value,
        "from": flow.from_,
        "to": flow.to,
        "jurisdictions": [from_.jurisdiction, to.jurisdiction],
        "data": flow.data,
        "why": dotted(flow.why),
        "basis": None if basis is None else {"safeguard": basis.safeguard, "document": basis.document},
    }
