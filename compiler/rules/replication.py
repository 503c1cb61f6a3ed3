"""Whether copying between homes can work as declared: who writes, what the log takes, what distance lets through."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.model.replication import Publication, Replication
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed
from compiler.units import Duration, Size

SUCCESSOR_TWICE = Code("successor-twice", "A region that comes twice in a succession")
WRITER_IDLE = Code("writer-idle", "A writer that can't write")
WAL_EXCEEDS_DISK = Code("wal-exceeds-disk", "More log to keep than the disk holds", acknowledgeable=True)
WAL_IMPLAUSIBLE = Code("wal-implausible", "Less log than is copied")
COPY_OUTLASTS_CUT = Code("copy-outlasts-cut", "A first copy that may never end", Severity.WARNING)
COPY_UNKNOWN = Code("copy-unknown", "A first copy of unknown length", Severity.WARNING)

_SHARE = 3
"""The log may take a third of the disk: the rest is for rows, and for a rate that is above the month's mean."""
_GB = Size.parse("1GB").bytes
_LONGEST_CUT, _LARGEST_DISK = Duration.parse("7d"), Size.parse("64TB")
"""The most that may be declared."""


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The succession of writers; then each database that rows are copied from."""
    del context
    replication = deployment.replication
    if replication is None:
        return
    yield from _succession(replication, deployment)
    if any(publication.streams for publication in replication.publications):
        yield from _log(replication, deployment)
        yield from _copies(replication, deployment)


def _succession(replication: Replication, deployment: Deployment) -> Iterator[Diagnostic]:
    order = (replication.writer, *replication.successors)
    for name in dict.fromkeys(name for name in order if order.count(name) > 1):
        first = "writes already" if name == replication.writer else "is named before"
        yield Diagnostic(
            SUCCESSOR_TWICE,
            f"`{name}` {first}, and is named as a successor again.",
            "A succession ends: who can't write the first time can't the second time, and nobody comes after it.",
            "Name each region once, in the order in which they would write.",
            ("replication", "successors", name),
        )
    yield from _nobody_yet(order, replication, deployment)
    for name in dict.fromkeys(order):
        row = deployment.regions.get(name)
        if row is not None and not row.stays:
            is_writer = name == replication.writer
            yield Diagnostic(
                WRITER_IDLE,
                f"`{name}` is {row.state}, and is named to write what is copied to all.",
                "It takes no writes in this state, so another region would write without anybody having said so."
                if is_writer
                else "It takes no writes in this state, so nobody comes after the others, though the file says so.",
                "Name the region that writes now as `writer`." if is_writer else "Take it out of `successors`.",
                ("replication", "writer") if is_writer else ("replication", "successors", name),
            )


def _nobody_yet(order: tuple[str, ...], replication: Replication, deployment: Deployment) -> Iterator[Diagnostic]:
    """Where only regions that join for the first time are named, though another one has the rows."""
    named = [deployment.regions[name] for name in order if name in deployment.regions]
    joining = all(row.state == "joining" and not row.may_write for row in named)
    others = [home.id for home in deployment.homes if home.may_write]
    if named and joining and others and any(_has_one_writer(row, deployment) for row in replication.publications):
        yield Diagnostic(
            WRITER_IDLE,
            f"`{replication.writer}` is joining, and nobody else is named who could write what is copied to all.",
            "It has no rows yet, so it takes no writes: until it is active, nobody could change any of that.",
            f"Name a region that is active, as in `writer: {others[0]}`, until it is active as well.",
            ("replication", "writer"),
        )


def _has_one_writer(publication: Publication, deployment: Deployment) -> bool:
    return deployment.classes[publication.class_].writes == "single"


def _log(replication: Replication, deployment: Deployment) -> Iterator[Diagnostic]:
    usage = deployment.cost.usage
    if usage.wal.high < usage.replicated.high:
        yield Diagnostic(
            WAL_IMPLAUSIBLE,
            f"`wal: {usage.wal}` is less than `replicated: {usage.replicated}`.",
            "What is copied is read from the log, so it is a part of it; the disk is sized by this figure.",
            "Write how much log the database writes a month: the metric TransactionLogsGeneration tells.",
            ("cost", "usage", "wal"),
        )
        return
    for name, sizing in replication.sizing.items():
        disk = deployment.database[name].storage.start
        if sizing.wal_kept.bytes * _SHARE > disk.bytes:
            needed = Size(-(-sizing.wal_kept.bytes * _SHARE // _GB) * _GB)
            yield Diagnostic(
                WAL_EXCEEDS_DISK,
                f"A cut of {replication.longest_cut} makes `database.{name}` keep {sizing.wal_kept} of its log, and a "
                f"third of its disk is {Size(disk.bytes // _SHARE // _GB * _GB)}.",
                "What a region that is cut off hasn't read is kept until it returns: a full disk stops every write.",
                (f"Write `start: {needed}`, or" if needed <= _LARGEST_DISK else "Write")
                + " a shorter `longest_cut`, after which the copy is made anew.",
                ("database", name, "storage", "start"),
                value=str(sizing.wal_kept),
            )


def _copies(replication: Replication, deployment: Deployment) -> Iterator[Diagnostic]:
    unknown: list[str] = []
    for name, streams in replication.estimates.items():
        slow = {key: row.first_copy for key, row in streams.items() if isinstance(row.first_copy, Duration)}
        unknown += [key for key in streams if key not in slow and not _is_said(key, replication, deployment)]
        longest = max(slow, key=lambda key: slow[key], default=None)
        if longest is not None and slow[longest] > replication.longest_cut:
            disk = deployment.database[name].storage.start
            yield Diagnostic(
                COPY_OUTLASTS_CUT,
                f"The first copy to {_subscriber(longest, replication)} takes about {slow[longest].spoken} if "
                f"`database.{name}` has {disk} of copied rows, and the log is kept for {replication.longest_cut}.",
                "A copy that takes longer than the log is kept for is given up and made anew, again and again.",
                f"Write `longest_cut: {slow[longest]}` or more, if there will be that many rows."
                if slow[longest] <= _LONGEST_CUT
                else f"`longest_cut` is {_LONGEST_CUT} at most: if there will be that many rows, keep those that "
                "aren't copied in a database of their own.",
                ("replication", "longest_cut"),
            )
    if unknown:
        pairs = sorted({_subscriber(key, replication) for key in unknown})
        yield Diagnostic(
            COPY_UNKNOWN,
            f"Nobody has measured the way to {listed(pairs, most=4)}, so how long the first copy takes isn't known.",
            "A copy that takes longer than the log is kept for is given up and made anew, again and again.",
            "Measure it before the region is active: copy a table of known size, and compare with `longest_cut`.",
            ("replication", "longest_cut"),
        )


def _is_said(stream: str, replication: Replication, deployment: Deployment) -> bool:
    """Whether nobody knows the distance of two homes that an alarm watches: that can't be judged either."""
    home = deployment.regions[_subscriber(stream, replication)]
    return home.answers and deployment.observability.alarms.cross_region_latency is not None


def _subscriber(stream: str, replication: Replication) -> str:
    every = [one for publication in replication.publications for one in publication.streams]
    return next((one.subscriber for one in every if one.name == stream), stream)


RULE = Rule(
    (SUCCESSOR_TWICE, WRITER_IDLE, WAL_EXCEEDS_DISK, WAL_IMPLAUSIBLE, COPY_OUTLASTS_CUT, COPY_UNKNOWN),
    check,
)
