"""`cost`: what it may cost a month, and the usage that this is estimated from."""

from typing import Annotated

from compiler.language.block import Block, key
from compiler.language.scalars import Within
from compiler.units import Money, SizeRange

_Amount = Annotated[Money, Within("1 USD", "100000000 USD")]
_Usage = Annotated[SizeRange, Within("0MB", "100000TB")]


class Limits(Block):
    """Two bounds on a month's cost."""

    warn: _Amount = key("Above this, a warning.", example="7800 USD", environment=True)
    fail: _Amount = key("Above this, an error.", example="8500 USD", environment=True)


class Budget(Block):
    """What a month may cost, at list prices before tax."""

    total: Limits = key("All regions together.", example="{ warn: 7800 USD, fail: 8500 USD }", environment=True)
    per_region: Limits = key(
        "A serving region with its recovery region.", example="{ warn: 3100 USD, fail: 3400 USD }", environment=True
    )


class Usage(Block):
    """What a serving region uses a month: what no declaration says and the estimate needs."""

    internet_out: _Usage = key("Traffic to the internet.", example="1TB", environment=True)
    nat: _Usage = key("Traffic through the NAT gateways.", example="100GB", environment=True)
    replicated: _Usage = key("Changes of global entities sent to one other region.", example="50GB", environment=True)
    wal: _Usage = key(
        "Write-ahead log that the database writes. It also sizes the log kept while a region is cut off.",
        example="300GB",
        environment=True,
    )
    logs: _Usage = key("Logs written.", example="50GB", environment=True)
    files: _Usage = key("Files kept in the buckets.", example="100GB..300GB", environment=True)


class Cost(Block):
    """What it may cost."""

    budget: Budget = key("The bounds.", example="{ total: ..., per_region: ... }")
    usage: Usage = key("The usage that is assumed, of each serving region.", example="{ internet_out: 1TB, ... }")
