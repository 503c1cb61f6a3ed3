"""What AWS, Cloudflare and PostgreSQL allow of a thing: how many, which values, or words where a source has no number.

A quota that nobody documents is there as well, and isn't `known`: a rule says that it couldn't judge, and never takes
it for 0 or for unlimited. The limits of names are in `limits`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from compiler.frozen import frozen
from compiler.units import Cpu, Size
from compiler.world.reading import FactsError, read
from compiler.world.sources import Confidence, Table, parse_table

FILE = Path(__file__).with_name("quotas.json")
_MEMORY = "fargate.memory."
_MIB = 1024**2


@frozen
class Quota:
    """One quota; numbers are in `unit` (`targets of a load balancer`), which is None for words only.

    It has one of: bounds (`least`, `greatest`) with or without a default, a default alone, `allowed` numbers (and all
    `multiples_of` one), `names`, or `words`. If it has none of them, it is unknown. `adjustable` is whether AWS raises
    it on request; None where the source doesn't say. `as_of` is a date as precise as it is known.
    """

    id: str
    least: int | None
    greatest: int | None
    default: int | None
    allowed: tuple[int, ...]
    multiples_of: int | None
    names: tuple[str, ...]
    words: str | None
    unit: str | None
    adjustable: bool | None
    source: str
    as_of: str
    confidence: Confidence
    note: str | None

    @property
    def known(self) -> bool:
        """Whether anybody documents it."""
        numbers = (self.least, self.greatest, self.default)
        return bool(self.allowed or self.names or self.words) or any(number is not None for number in numbers)

    @property
    def most(self) -> int:
        """The highest number that is allowed; FactsError where the quota isn't one of that kind."""
        if self.greatest is None:
            raise FactsError(FILE, f"`{self.id}` has no highest number.")
        return self.greatest

    def admits(self, number: int) -> bool:
        """Whether the number is allowed; FactsError where the quota doesn't say so in numbers."""
        if self.allowed:
            return number in self.allowed or bool(self.multiples_of and number and number % self.multiples_of == 0)
        if self.least is None and self.greatest is None:
            raise FactsError(FILE, f"`{self.id}` isn't a quota of numbers.")
        return (self.least or 0) <= number and (self.greatest is None or number <= self.greatest)


def quota(quota_id: str) -> Quota:
    """The quota of this id, as `atlas facts quotas` lists them; FactsError if there is none."""
    found = _quota(quota_id)
    if found is None:
        raise FactsError(FILE, f"there is no quota `{quota_id}`.")
    return found


def quota_or_none(quota_id: str) -> Quota | None:
    """The quota of this id; None where it is unknown: Atlas has no fact of it, or nobody documents it."""
    found = _quota(quota_id)
    return found if found and found.known else None


def quota_ids() -> tuple[str, ...]:
    """The ids of all quotas, sorted."""
    return tuple(sorted(_table().rows))


def allowed(quota_id: str) -> tuple[int, ...]:
    """The numbers that are allowed, from the least, such as those of `logs.retention_days`; FactsError for others."""
    found = quota(quota_id)
    if not found.allowed:
        raise FactsError(FILE, f"`{quota_id}` lists no numbers.")
    return found.allowed


def fargate_cpus() -> tuple[Cpu, ...]:
    """How much processing power a Fargate task can have, from the least."""
    return tuple(sorted(Cpu(int(name.removeprefix(_MEMORY))) for name in quota_ids() if name.startswith(_MEMORY)))


def fargate_memory(cpu: Cpu) -> tuple[Size, ...]:
    """How much memory a Fargate task of this power can have, from the least; none where no task has this power."""
    found = quota_or_none(f"{_MEMORY}{cpu.units}")
    return tuple(Size(mib * _MIB) for mib in found.allowed) if found else ()


@cache
def _table() -> Table:
    return parse_table(read(FILE), "quotas")


@cache
def _quota(quota_id: str) -> Quota | None:
    return parse_quota(quota_id, _table())


def parse_quota(quota_id: str, table: Table) -> Quota | None:
    """One row, None where there is none; FactsError for whatever is missing, mistyped or contradicts itself."""
    row = table.row(quota_id)
    if row is None:
        return None
    unknown = row.flag_or_none("unknown")
    found = Quota(
        id=quota_id,
        least=row.count_or_none("least"),
        greatest=row.count_or_none("most"),
        default=row.count_or_none("default"),
        allowed=row.counts("allowed"),
        multiples_of=row.count_or_none("multiples_of"),
        names=row.texts("names"),
        words=row.text_or_none("words"),
        unit=row.text_or_none("unit"),
        adjustable=row.flag_or_none("adjustable"),
        source=table.cited(row),
        as_of=row.as_of(),
        confidence=row.choice("confidence", Confidence),
        note=row.text_or_none("note"),
    )
    row.close()
    if found.known == bool(unknown):
        raise row.error("", "should either say something or be `unknown`.")
    if found.unit is None and found.words is None:
        raise row.error("unit", "is missing: a number means nothing without it.")
    bounds = [number for number in (found.least, found.default, found.greatest) if number is not None]
    if bounds != sorted(bounds):
        raise row.error("", "allows nothing at all, or not its own default.")
    return found
