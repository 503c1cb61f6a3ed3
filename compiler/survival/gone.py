"""Which writes are lost for good: what copies and backups didn't have yet."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.model.survival import Term, total
from compiler.survival import terms
from compiler.survival.served import Case, next_writer

Gone = tuple[Term, ...] | None


def gone_of(case: Case) -> Gone:
    """The terms of the longest loss, none where nothing is lost; None where nothing bounds it.

    Stores are lost side by side: the worst one counts, not their sum.
    """
    found = tuple(_by_store(case))
    if None in found:
        return None
    return max((one for one in found if one is not None), key=total, default=())


def _by_store(case: Case) -> Iterator[Gone]:
    yield _rows(case)
    region = case.left.dead.intersection((case.home.seat,))
    for bucket in case.data.buckets if region else ():
        yield _files(case, bucket)
    for cache in case.data.caches:
        yield _entries(case, cache)


def _rows(case: Case) -> Gone:
    if case.data.residency.writes == "single":
        writer = case.system.writer_for(case.data, case.home)
        if writer is None or case.left.keeps(case.data, writer.seat):
            return ()
        return _replaced(case, next_writer(case), writer.standby)
    if case.whole:
        return ()
    if case.data.residency.writes == "append" and case.elsewhere:
        return terms.behind(case.system.deployment)
    return _replaced(case, case.ready or case.restored, case.home.standby)


def _replaced(case: Case, region: str | None, standby: str | None) -> Gone:
    """What the region that goes on with rows lacks: it has a replica or a logical copy, or it gets a backup."""
    if region is None:
        return None
    restored = region == standby and not (case.left.keeps(case.data, region) and case.data.has_replica)
    return terms.BACKUP_BEHIND if restored else terms.behind(case.system.deployment)


def _files(case: Case, bucket: str) -> Gone:
    how = case.system.deployment.storage[bucket.partition(".")[2]].recovers_by
    if case.standby is None or how == "none":
        return None
    return terms.FILES_BEHIND if how == "copy" else terms.BACKUP_BEHIND


def _entries(case: Case, cache: str) -> Gone:
    row = case.system.deployment.cache[cache.partition(".")[2]]
    if row.content == "disposable":
        return ()
    lost = case.home.seat in case.left.dead or (case.home.seat in case.left.hurt and row.nodes < 2)
    return None if lost else ()
