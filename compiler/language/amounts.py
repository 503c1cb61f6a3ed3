"""How amounts are written: the units of each kind, what people write instead, and what a slip would change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Unit:
    """How an amount is written. `words` are the units as they follow a number, `slips` other spellings of them in
    lower case, `spoken` what each is called where a slip changes the meaning."""

    noun: str
    examples: str
    pattern: str
    words: tuple[str, ...]
    why: str
    slip: str
    slips: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, str] = field(default_factory=dict)


_NUMBER = r"\d+(\.\d+)?"
_SIZES = ("MB", "GB", "TB")
_SIZE_SLIPS = {
    **dict.fromkeys(("m", "mb", "mib", "megabyte", "megabytes"), "MB"),
    **dict.fromkeys(("g", "gb", "gib", "gigabyte", "gigabytes"), "GB"),
    **dict.fromkeys(("t", "tb", "tib", "terabyte", "terabytes"), "TB"),
}
UNITS = {
    "Duration": Unit(
        "a duration",
        "`200ms`, `30s`, `5m`, `6h`, `30d` or `5y`",
        rf"^{_NUMBER}(ms|s|m|h|d|y)$",
        ("ms", "s", "m", "h", "d", "y"),
        "A bare number could be milliseconds, seconds or minutes.",
        "`m` is minutes and `ms` milliseconds: a slip of the unit changes what is promised.",
        {
            **dict.fromkeys(("msec", "millis", "millisecond", "milliseconds"), "ms"),
            **dict.fromkeys(("sec", "secs", "second", "seconds"), "s"),
            **dict.fromkeys(("min", "mins", "minute", "minutes"), "m"),
            **dict.fromkeys(("hr", "hrs", "hour", "hours"), "h"),
            **dict.fromkeys(("day", "days"), "d"),
            **dict.fromkeys(("yr", "yrs", "year", "years"), "y"),
            **{unit: unit for unit in ("ms", "s", "h", "d", "y")},
        },
        {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "y": "years"},
    ),
    "Size": Unit(
        "a size",
        "`512MB`, `4GB` or `1TB`",
        rf"^{_NUMBER}(MB|GB|TB)$",
        _SIZES,
        "A bare number could be bytes, megabytes or gigabytes.",
        "A slip of the unit is a factor of a thousand in what is bought.",
        _SIZE_SLIPS,
    ),
    "SizeRange": Unit(
        "a size, or a range from a smaller to a larger one",
        "`50GB` or `100GB..300GB`",
        rf"^{_NUMBER}(MB|GB|TB)(\.\.{_NUMBER}(MB|GB|TB))?$",
        _SIZES,
        "A bare number could be bytes, megabytes or gigabytes.",
        "A slip of the unit is a factor of a thousand in the estimate.",
        _SIZE_SLIPS,
    ),
    "Share": Unit(
        "a share",
        "`5%` or `0.5%`",
        rf"^{_NUMBER}%$",
        ("%",),
        "A bare number could be a count, a fraction or a percentage.",
        "A share is a part of a whole, and a slip of a digit changes what is promised.",
        {"percent": "%", "per cent": "%"},
    ),
    "Money": Unit(
        "an amount of money in US dollars a month",
        "`7800 USD`",
        rf"^{_NUMBER} USD$",
        (" USD",),
        "An amount without its currency can't be compared with a price.",
        "Amounts are US dollars a month, as AWS lists its prices.",
        dict.fromkeys(("$", "usd", "dollar", "dollars", "us dollars"), " USD"),
    ),
    "Cpu": Unit(
        "an amount of processing power",
        "`2 vCPU` or `0.25 vCPU`",
        rf"^{_NUMBER} vCPU$",
        (" vCPU",),
        "A bare number could be vCPUs or AWS's CPU units, of which 1024 are one vCPU.",
        "Fargate sells from 0.25 to 16 vCPU a task.",
        dict.fromkeys(("cpu", "cpus", "vcpu", "vcpus", "core", "cores"), " vCPU"),
    ),
}
"""By the name of the type in `compiler.units`."""


def split(text: str) -> tuple[str, str]:
    """The number that a text begins with, and what follows it."""
    match = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(.*)", text, re.DOTALL)
    return (match[1], match[2]) if match else ("", text)
