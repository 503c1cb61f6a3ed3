"""Logical replication: who publishes which tables to whom. Everybody's role is computed, nobody's is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.language.document import Document
from compiler.language.replication import Replication as Row
from compiler.model.entities import Entity, ResidencyClass
from compiler.model.regions import Region
from compiler.model.replication import Estimate, Publication, Replication, Sizing, Stream
from compiler.resolve.declared import declared
from compiler.resolve.sizing import estimate_of, sizing_of, written_in
from compiler.world.latency import latency


def resolve_replication(
    document: Document,
    regions: Mapping[str, Region],
    classes: Mapping[str, ResidencyClass],
    entities: Mapping[str, Entity],
) -> Replication | None:
    """The topology of one environment; None where no row is copied."""
    row = document.replication
    if row is None:
        return None
    successors = tuple(region for region in row.successors if region in regions)
    order = (row.writer, *successors)
    publications = tuple(_publications(order, regions, classes, entities))
    return declared(
        Replication,
        row,
        successors=successors,
        holder=_holder(order, regions),
        publications=publications,
        sizing=dict(_sizing(document, row, publications, regions, classes)),
        estimates=_estimates(document, publications, regions),
    )


def _holder(order: tuple[str, ...], homes: Mapping[str, Region]) -> str | None:
    """The first home of a succession that may write."""
    return next((home for home in order if home in homes and homes[home].may_write), None)


def _publications(
    order: tuple[str, ...],
    regions: Mapping[str, Region],
    classes: Mapping[str, ResidencyClass],
    entities: Mapping[str, Entity],
) -> Iterator[Publication]:
    homes = {name: region for name, region in regions.items() if region.has_copies}
    for residency in classes.values():
        if not residency.is_copied:
            continue
        tables = [row for row in entities.values() if row.class_ == residency.name and row.state == "active"]
        for database in sorted({entity.database for entity in tables}):
            inside = tuple(sorted(entity.name for entity in tables if entity.database == database))
            yield _publication(residency, database, inside, order, homes)


def _publication(
    residency: ResidencyClass,
    database: str,
    inside: tuple[str, ...],
    order: tuple[str, ...],
    homes: Mapping[str, Region],
) -> Publication:
    name = f"atlas_{residency.name}"
    groups = _groups(residency, homes)
    writers = {home for group in groups for home in _writers(residency, order, group, homes)}
    streams = tuple(
        Stream(f"{name}_{_word(publisher)}_to_{_word(subscriber)}", publisher, subscriber)
        for group in groups
        for publisher in group
        for subscriber in group
        if publisher != subscriber and publisher in writers
    )
    return Publication(
        name=name,
        class_=residency.name,
        database=database,
        entities=inside,
        homes=tuple(homes),
        writers=tuple(sorted(writers)),
        heartbeat=f"heartbeat_{residency.name}",
        writer_role=f"{name}_writer",
        streams=streams,
    )


def _groups(residency: ResidencyClass, homes: Mapping[str, Region]) -> tuple[tuple[str, ...], ...]:
    """The sets of homes that keep copies of each other's rows."""
    if residency.copies == "everywhere":
        return (tuple(homes),) if homes else ()
    jurisdictions = sorted({region.jurisdiction for region in homes.values()})
    return tuple(
        tuple(name for name, region in homes.items() if region.jurisdiction == jurisdiction)
        for jurisdiction in jurisdictions
    )


def _writers(
    residency: ResidencyClass, order: tuple[str, ...], group: tuple[str, ...], homes: Mapping[str, Region]
) -> tuple[str, ...]:
    """Who writes in a group of homes: all of them, or the first of the succession that is in it."""
    if residency.writes != "single":
        return group
    holder = _holder(order, {name: homes[name] for name in group})
    return (holder,) if holder else ()


def _sizing(
    document: Document,
    row: Row,
    publications: tuple[Publication, ...],
    regions: Mapping[str, Region],
    classes: Mapping[str, ResidencyClass],
) -> Iterator[tuple[str, Sizing]]:
    """Of each database with a copied class. Every home counts that may ever have copies, and each as if it wrote: what
    is set here takes a restart to change."""
    homes = {name: region for name, region in regions.items() if region.role == "serving" and region.state != "retired"}
    for database in sorted({publication.database for publication in publications}):
        inside = [classes[publication.class_] for publication in publications if publication.database == database]
        others = [max((len(group) for group in _groups(residency, homes)), default=1) - 1 for residency in inside]
        arriving = [
            min(count, 1) if residency.writes == "single" else count
            for residency, count in zip(inside, others, strict=True)
        ]
        replicas = 1 if document.database[database].recovers_by == "replica" else 0
        kept = written_in(row.longest_cut, document.cost.usage.wal.high)
        yield database, sizing_of(sum(others), sum(arriving), replicas, kept)


def _estimates(
    document: Document, publications: tuple[Publication, ...], regions: Mapping[str, Region]
) -> dict[str, dict[str, Estimate]]:
    """Of each stream of each database, between the regions that serve both homes now."""
    alarm = document.observability.alarms.replication_lag
    found: dict[str, dict[str, Estimate]] = {}
    for publication in publications:
        rows = document.database[publication.database].storage.start
        for stream in publication.streams:
            known = latency(regions[stream.publisher].seat or "", regions[stream.subscriber].seat or "")
            estimate = estimate_of(known.median if known else None, rows, alarm.above if alarm else None)
            found.setdefault(publication.database, {})[stream.name] = estimate
    return found


def _word(region: str) -> str:
    """A region's id as a part of a PostgreSQL name: slots take letters, digits and underscores only."""
    return region.replace("-", "_")
