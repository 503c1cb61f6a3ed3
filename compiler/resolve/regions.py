"""Regions of one environment: what is declared, what is known of them, and what follows."""

from __future__ import annotations

from collections.abc import Mapping

from compiler.language.document import Document
from compiler.language.regions import RecoveryRegion, ServingRegion
from compiler.model.regions import Region
from compiler.resolve.names import OF_A_THING, names
from compiler.resolve.network import network_of
from compiler.world.regions import region as facts_of

Row = ServingRegion | RecoveryRegion


def selected(document: Document, environment: str) -> dict[str, Row]:
    """The regions that an environment has, sorted. One that isn't listed isn't there."""
    listed = document.environments[environment].regions
    return {name: row for name, row in sorted(document.regions.items()) if listed is None or name in listed}


def resolve_regions(document: Document, environment: str) -> dict[str, Region]:
    """Every region of the environment, sorted by id."""
    rows = selected(document, environment)
    return {name: _region(name, row, rows, document, environment) for name, row in rows.items()}


def _region(name: str, row: Row, rows: Mapping[str, Row], document: Document, environment: str) -> Region:
    facts = facts_of(name)
    serving = isinstance(row, ServingRegion)
    recovery = row.recovery if isinstance(row, ServingRegion) and row.recovery in rows else None
    ready = recovery if recovery is not None and rows[recovery].state == "active" else None
    seat = _seat(name, row, ready) if serving else None
    stem = f"{document.system}-{environment}"
    sections = {section: sorted(getattr(document, section)) for section in OF_A_THING}
    return Region(
        id=name,
        place=row.place,
        jurisdiction=row.jurisdiction,
        role=row.role,
        recovery=recovery,
        wave=row.wave if isinstance(row, ServingRegion) else None,
        state=row.state,
        since=row.since,
        until=row.until,
        reference=row.reference,
        number=facts.number,
        short=facts.short,
        country=facts.country,
        city=facts.city,
        seat=seat,
        standby=ready if seat == name else None,
        recovers=tuple(other for other, its in rows.items() if isinstance(its, ServingRegion) and its.recovery == name),
        network=network_of(document.network.pool, facts.number, facts.zones[: document.network.zones]),
        names=names(stem, document.environments[environment].account, name, facts.short, sections),
        hosts=_hosts(name, document) if serving else {},
    )


def _seat(name: str, row: Row, ready: str | None) -> str | None:
    """`ready` is its recovery region, if that can serve it."""
    if row.state == "lost" or (row.state == "joining" and row.until is not None):
        return ready
    return name if row.state in ("joining", "active") else None


def waves(regions: Mapping[str, Region]) -> tuple[tuple[str, ...], ...]:
    """Serving regions by turn, each with its recovery region, as far as a version runs there; a recovery region of two
    goes with the first."""
    released: set[str] = set()
    turns: list[tuple[str, ...]] = []
    for wave in sorted({region.wave for region in regions.values() if region.wave is not None}):
        turn = [region for region in regions.values() if region.wave == wave]
        names = {name for region in turn for name in (region.id, region.recovery) if name} - released
        released |= names
        turns.append(tuple(sorted(name for name in names if regions[name].runs)))
    return tuple(turn for turn in turns if turn)


def _hosts(name: str, document: Document) -> dict[str, str]:
    """Host names of a serving region. The health-checked records live in the zones that Route 53 answers for; the
    name in the domain itself points there."""
    delegated = {
        f"origin_{route}": f"{name}.{route}.{document.domain}"
        for route, row in sorted(document.routing.items())
        if row.steer != "home"
    }
    own = {"home": f"{name}.{document.domain}"} if any(r.steer == "home" for r in document.routing.values()) else {}
    return dict(sorted({**own, **delegated}.items()))
