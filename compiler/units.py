"""Amounts with their units, as `atlas.yaml` writes them and as the model keeps them.

Each type is exact (integers or decimals, no floats), ordered, and prints in the form a person would write.
"""

from __future__ import annotations

import re
from decimal import Decimal

from compiler.frozen import ordered

_DURATION_UNITS = {"ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "y": 31_536_000_000}
_SIZE_UNITS = {"MB": 1024**2, "GB": 1024**3, "TB": 1024**4}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)( ?[A-Za-z%]*)", re.ASCII)


class UnitError(ValueError):
    """The text isn't an amount of this kind. `missing` is True where it is a number without any unit."""

    def __init__(self, text: str, *, missing: bool) -> None:
        super().__init__(text)
        self.missing = missing


def _number_and_unit(text: str) -> tuple[Decimal, str]:
    match = _AMOUNT.fullmatch(text)
    if match is None:
        raise UnitError(text, missing=False)
    return Decimal(match[1]), match[2]


def _scaled(text: str, units: dict[str, int]) -> int:
    number, unit = _number_and_unit(text)
    if unit not in units:
        raise UnitError(text, missing=not unit)
    scaled = number * units[unit]
    if scaled != int(scaled):
        raise UnitError(text, missing=False)
    return int(scaled)


def _largest_unit(amount: int, units: dict[str, int]) -> str:
    for unit, factor in reversed(units.items()):
        if amount and amount % factor == 0:
            return f"{amount // factor}{unit}"
    smallest = next(iter(units))
    return f"{amount // units[smallest]}{smallest}"


@ordered
class Duration:
    """A length of time. `m` is minutes; `d` is 24 hours; `y` is 365 days."""

    milliseconds: int

    @classmethod
    def parse(cls, text: str) -> Duration:
        """`200ms`, `30s`, `5m`, `6h`, `30d`, `5y`; UnitError for anything else."""
        return cls(_scaled(text, _DURATION_UNITS))

    @property
    def seconds(self) -> Decimal:
        return Decimal(self.milliseconds) / 1000

    @property
    def spoken(self) -> str:
        """As a person says it, in several units: `27m 30s`; `atlas.yaml` knows one only (`1650s`)."""
        left, words = self.milliseconds, []
        for unit in ("d", "h", "m", "s", "ms"):
            count, left = divmod(left, _DURATION_UNITS[unit])
            words += [f"{count}{unit}"] if count else []
        return " ".join(words) or "0s"

    def __str__(self) -> str:
        return _largest_unit(self.milliseconds, _DURATION_UNITS)


@ordered
class Size:
    """An amount of data, in bytes, as AWS bills it: 1 GB is 2**30 bytes."""

    bytes: int

    @classmethod
    def parse(cls, text: str) -> Size:
        """`512MB`, `4GB`, `1TB`; UnitError for anything else."""
        return cls(_scaled(text, _SIZE_UNITS))

    def __str__(self) -> str:
        return _largest_unit(self.bytes, _SIZE_UNITS)


@ordered
class SizeRange:
    """An amount of data known between two bounds; both are equal where it is known exactly."""

    low: Size
    high: Size

    @classmethod
    def parse(cls, text: str) -> SizeRange:
        """`100GB..300GB`, or one size; UnitError for anything else, and where the bounds are the wrong way round."""
        low, dots, high = text.partition("..")
        bounds = cls(Size.parse(low), Size.parse(high if dots else low))
        if bounds.low > bounds.high:
            raise UnitError(text, missing=False)
        return bounds

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}..{self.high}"


@ordered
class Share:
    """A part of a whole, in percent."""

    percent: Decimal

    @classmethod
    def parse(cls, text: str) -> Share:
        """`5%`, `0.5%`, at most `100%`; UnitError for anything else."""
        number, unit = _number_and_unit(text)
        if unit != "%" or number > 100:
            raise UnitError(text, missing=not unit)
        return cls(number)

    def __str__(self) -> str:
        return f"{self.percent.normalize():f}%"


@ordered
class Money:
    """US dollars a month, in cents: AWS and Cloudflare publish list prices in this currency."""

    cents: int

    @classmethod
    def parse(cls, text: str) -> Money:
        """`6000 USD`, `19.50 USD`; UnitError for anything else."""
        number, unit = _number_and_unit(text)
        if unit != " USD" or number * 100 != int(number * 100):
            raise UnitError(text, missing=not unit)
        return cls(int(number * 100))

    def __str__(self) -> str:
        whole, cents = divmod(self.cents, 100)
        return f"{whole}.{cents:02} USD" if cents else f"{whole} USD"


@ordered
class Cpu:
    """Processing power of a task, in AWS's CPU units: 1024 are one vCPU."""

    units: int

    @classmethod
    def parse(cls, text: str) -> Cpu:
        """`2 vCPU`, `0.25 vCPU`; UnitError for anything else."""
        return cls(_scaled(text, {" vCPU": 1024}))

    def __str__(self) -> str:
        return f"{(Decimal(self.units) / 1024).normalize():f} vCPU"
