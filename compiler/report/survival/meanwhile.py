"""What nobody notices while something is lost, and what somebody has to know all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compiler.model.deployment import Deployment
from compiler.model.survival import Lost
from compiler.world.control_planes import CONTROL_PLANES


def meanwhile(deployment: Deployment, lost: Sequence[Lost]) -> Iterator[str]:
    """A sentence or two each: what can't be changed, what nothing takes over for, which copies fall behind."""
    if any(one.thing == CONTROL_PLANES.region for one in lost):
        yield (
            f"Meanwhile nothing can be changed whose control plane is in {CONTROL_PLANES.region}: DNS records, IAM "
            "roles, certificates of the CDN, billing. Nothing on the way back asks for them."
        )
    gone = {one.thing for one in lost if one.failure == "region"}
    for home in deployment.homes:
        if home.standby in gone and home.id not in gone:
            yield f"Meanwhile nothing takes over for {home.id}."
    for one in lost:
        if one.failure == "link":
            yield from _behind(deployment, {*one.thing.split("~")})


def _behind(deployment: Deployment, ends: set[str]) -> Iterator[str]:
    for home in deployment.homes:
        if home.standby is not None and {home.id, home.standby} == ends:
            yield (
                f"Meanwhile {home.standby} falls behind: if {home.id} is lost as well, more is gone than without the "
                "cut."
            )
    replication = deployment.replication
    if replication is None:
        return
    for publication in replication.publications:
        for stream in publication.streams:
            if {deployment.regions[home].seat for home in (stream.publisher, stream.subscriber)} == ends:
                yield (
                    f"Meanwhile {stream.subscriber} gets nothing of what {stream.publisher} writes of "
                    f"{publication.class_} data. After {replication.longest_cut.spoken} (`replication.longest_cut`) "
                    "its copy may have to be made anew."
                )
