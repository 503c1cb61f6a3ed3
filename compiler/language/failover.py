"""`failover`: how a loss is noticed, and the time that people and promotions take."""

from typing import Annotated

from compiler.language.block import Block, key
from compiler.language.names import UrlPath
from compiler.language.scalars import Count, Date, OrNone, Within
from compiler.units import Duration


class Health(Block):
    """Route 53's checks of a region's load balancer: at the origin, never at the CDN."""

    path: UrlPath = key(
        "The path that is asked. It touches nothing that regions share.", example="/health", environment=True
    )
    every: Annotated[Duration, Within("10s", "30s")] = key(
        "How often each checker asks: 10s or 30s; 10s costs more.", example="10s", environment=True
    )
    failures: Annotated[int, Count(1, 10)] = key(
        "Failed checks in a row before the region counts as down.", example="3", environment=True
    )


class Rehearsal(Block):
    """Practice of a region's loss."""

    every: Annotated[Duration, Within("1d", "2y")] = key("How often it is due.", example="90d")
    last: Annotated[Date | None, OrNone()] = key(
        "The day of the last one; `none` says there was none.", example="2026-10-01"
    )


class Failover(Block):
    """Traffic moves by health checks alone. Databases are promoted by people."""

    health: Health = key(
        "How a loss is noticed.", example="{ path: /health, every: 10s, failures: 3 }", environment=True
    )
    settle: Annotated[Duration, Within("1m", "1d")] = key(
        "How long a region is healthy before traffic returns.", example="10m", environment=True
    )
    decide: Annotated[Duration, Within("0s", "1d")] = key(
        "A person's time to decide on a promotion. It counts in every rto that needs one.", example="10m"
    )
    promote: Annotated[Duration, Within("1m", "1d")] = key(
        "The time of a promotion, once decided: the rehearsed figure. It counts in every rto that needs one.",
        example="15m",
    )
    rehearsal: Rehearsal = key("Practice.", example="{ every: 90d, last: none }")
