"""What a request waits for in another region."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR

from compiler.diagnostic import Code, Diagnostic, Severity
from compiler.model.deployment import Deployment
from compiler.model.regions import Region
from compiler.rules.rule import Context, Rule
from compiler.suggest import listed
from compiler.world.latency import Latency, latency

WRITE_REMOTE = Code("write-remote", "Writes that wait for another region", Severity.NOTE)


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The farthest home from which rows of one writer are written."""
    del context
    if deployment.replication is None or deployment.replication.holder is None:
        return
    writer = deployment.regions[deployment.replication.holder]
    classes = _of_one_writer(deployment)
    ways = [(home.id, way) for home in deployment.homes if (way := _way(home, writer)) is not None]
    if not classes or not ways:
        return
    farthest, way = max(ways, key=lambda pair: pair[1].floor)
    least = f"{way.floor.to_integral_value(ROUND_FLOOR)}ms"
    takes = f"at least {least}, and nobody has measured it"
    if way.median is not None:
        takes = f"{way.median.to_integral_value(ROUND_CEILING)}ms in the median, and never less than {least}"
    yield Diagnostic(
        WRITE_REMOTE,
        f"A visitor of {farthest} who writes {listed(classes)} waits for {_where(writer)}: each round trip takes "
        f"{takes}.",
        "One request that makes ten such round trips, one after the other, takes ten times as long.",
        "Nothing has to be done here: the application makes few of them in a request.",
        ("replication", "writer"),
    )


def _of_one_writer(deployment: Deployment) -> list[str]:
    used = {entity.class_ for entity in deployment.entities.values() if entity.state == "active"}
    return [name for name, residency in deployment.classes.items() if name in used and residency.writes == "single"]


def _where(writer: Region) -> str:
    """Where the rows of the home are written now."""
    return writer.id if writer.seat in (None, writer.id) else f"{writer.seat}, which serves {writer.id}"


def _way(home: Region, writer: Region) -> Latency | None:
    """From the region where a home is seated to the one where the writer is; None where nobody is led there."""
    if not home.answers or home.seat is None or writer.seat is None or home.seat == writer.seat:
        return None
    return latency(home.seat, writer.seat)


RULE = Rule((WRITE_REMOTE,), check)
