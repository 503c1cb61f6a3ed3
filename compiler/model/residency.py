"""The flow graph as JSON: what stands in `residency.json`, and what `atlas flows --format json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from compiler.diagnostic import dotted
from compiler.model.flows import DataSet, Flow, Flows, Place

EDITION = 1
"""Of the shape of this file."""


def residency(environment: str, flows: Flows) -> bytes:
    """The graph, one line for each data set, place and edge: a change of one is a change of one line.

    `edges` are sorted by mechanism, from and to; `jurisdictions` are those of from and to, null where there may be any.
    """
    parts = {
        "edition": _dumped(EDITION),
        "environment": _dumped(environment),
        "system": _dumped(flows.system),
        "data": _block("{}", (f"{_dumped(name)}: {_dumped(_data(row))}" for name, row in flows.data.items())),
        "places": _block("{}", (f"{_dumped(name)}: {_dumped(_place(row))}" for name, row in flows.places.items())),
        "edges": _block("[]", (_dumped(_edge(flow, *flows.ends(flow))) for flow in flows.edges)),
    }
    lines = ",\n".join(f"  {_dumped(key)}: {part}" for key, part in parts.items())
    return f"{{\n{lines}\n}}\n".encode()


def _block(brackets: str, rows: Iterable[str]) -> str:
    lines = ",\n".join(f"    {row}" for row in rows)
    return f"{brackets[0]}\n{lines}\n  {brackets[1]}" if lines else brackets


def _dumped(value: Any) -> str:
    return orjson.dumps(value).decode()


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
