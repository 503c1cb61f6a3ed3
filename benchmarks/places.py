"""Which regions a generated inventory has: pairs under one law, and regions that have no second one there."""

from __future__ import annotations

from dataclasses import dataclass

from compiler.world.regions import RegionFacts, region, region_ids

_FIRST = (
    ("eu-west-1", "eu-central-1"),
    ("ap-southeast-1", None),
    ("us-east-1", "us-west-2"),
    ("ap-northeast-1", "ap-northeast-3"),
    ("eu-north-1", "eu-west-3"),
    ("eu-west-2", None),
    ("sa-east-1", None),
    ("ap-northeast-2", None),
    ("ap-southeast-2", "ap-southeast-4"),
    ("ca-central-1", "ca-west-1"),
    ("ap-south-1", "ap-south-2"),
    ("us-east-2", "us-west-1"),
    ("eu-south-1", "eu-south-2"),
)
"""Serving and recovery regions, those first that most systems have. All others come after them, alone."""


@dataclass(frozen=True, slots=True)
class Home:
    """A serving region, and the one that takes over for it; None where its jurisdiction has no other."""

    facts: RegionFacts
    recovery: RegionFacts | None


def homes(rows: int) -> tuple[Home, ...]:
    """Homes that are `rows` regions together; ValueError where there aren't so many."""
    listed = {name for pair in _FIRST for name in pair}
    chosen: list[Home] = []
    for serving, recovery in (*_FIRST, *((name, None) for name in region_ids() if name not in listed)):
        needed = 2 if recovery else 1
        if needed <= rows:
            chosen.append(Home(region(serving), region(recovery) if recovery else None))
            rows -= needed
    if rows:
        raise ValueError(f"There are only {len(region_ids())} regions.")
    return tuple(chosen)


def jurisdictions(chosen: tuple[Home, ...]) -> tuple[str, ...]:
    """The laws of these homes, sorted."""
    return tuple(sorted({home.facts.jurisdiction for home in chosen}))
