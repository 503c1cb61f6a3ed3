"""Host names: the service that each leads to, and the hosts that there are of each."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.language.document import Document
from compiler.language.routing import Route as Row
from compiler.model.regions import Region
from compiler.model.routing import Route
from compiler.resolve.declared import declared


def resolve_routing(document: Document, regions: Mapping[str, Region]) -> dict[str, Route]:
    """Every route, sorted by name."""
    only = next((f"compute.{name}" for name in document.compute), None)
    return {
        name: declared(Route, row, name=name, to=row.to or only, hosts=_hosts(name, row, document, regions))
        for name, row in sorted(document.routing.items())
    }


def _hosts(name: str, row: Row, document: Document, regions: Mapping[str, Region]) -> tuple[str, ...]:
    if row.steer != "home":
        return (f"{name}.{document.domain}",)
    return tuple(home.hosts["home"] for home in regions.values() if home.answers)
