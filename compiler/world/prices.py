"""List prices of AWS and Cloudflare, on demand, before tax, free tier and discounts; and what is known to be offered.

What isn't listed for a region is unknown, never free.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

from compiler.frozen import frozen
from compiler.world.reading import FactsError, Record, read
from compiler.world.sources import Confidence, Table, parse_table

FILE = Path(__file__).with_name("prices.json")
EVERYWHERE = "all"
ONCE = "global"


@frozen
class Price:
    """What an item costs in a region: `usd` for one `unit`, or `words` where the source has no number.

    `region` is the id of a region, `all` where every region has this price, or `global` for what is paid once and not
    for each region. `as_of` is a date as precise as it is known.
    """

    item: str
    region: str
    usd: Decimal | None
    words: str | None
    unit: str
    source: str
    as_of: str
    confidence: Confidence
    note: str | None


@frozen
class Item:
    """Something that is paid for, with its prices sorted by region: none where nobody publishes one."""

    id: str
    service: str
    unit: str
    note: str | None
    prices: tuple[Price, ...]


def price(item: str, region: str) -> Price | None:
    """The price of an item such as `fargate.x86.vcpu` in a region; None where it is unknown."""
    found = _item(item)
    listed = {each.region: each for each in found.prices} if found else {}
    return listed.get(region) or listed.get(EVERYWHERE) or listed.get(ONCE)


def offered(instance: str, region: str) -> bool | None:
    """Whether a region has an instance class, such as `db.r6g.large` or `cache.r6g.large`: True where it has a price.

    None where that is unknown. Never False: no source says what isn't offered.
    """
    items = (
        f"rds.postgres.{instance}.single_az",
        f"rds.postgres.{instance}.multi_az",
        f"elasticache.{instance}.redis",
    )
    return True if any(price(item, region) for item in items) else None


def item_ids() -> tuple[str, ...]:
    """The ids of all items, sorted."""
    return tuple(sorted(_table().rows))


def item(item_id: str) -> Item:
    """An item with all its prices; FactsError if there is none."""
    found = _item(item_id)
    if found is None:
        raise FactsError(FILE, f"there is no item `{item_id}`.")
    return found


@cache
def _table() -> Table:
    return parse_table(read(FILE), "items")


@cache
def _item(item_id: str) -> Item | None:
    return parse_item(item_id, _table())


def parse_item(item_id: str, table: Table) -> Item | None:
    """One item, None where there is none; FactsError for whatever is missing or mistyped."""
    row = table.row(item_id)
    if row is None:
        return None
    unit, rows = row.text("unit"), sorted(row.record("prices").records(), key=lambda named: named[0])
    found = Item(
        id=item_id,
        service=row.text("service"),
        unit=unit,
        note=row.text_or_none("note"),
        prices=tuple(_price(item_id, region, unit, entry, table) for region, entry in rows),
    )
    row.close()
    return found


def _price(item_id: str, region: str, unit: str, entry: Record, table: Table) -> Price:
    words = entry.text_or_none("words")
    found = Price(
        item=item_id,
        region=region,
        usd=entry.number("usd") if words is None else None,
        words=words,
        unit=unit,
        source=table.cited(entry),
        as_of=entry.as_of(),
        confidence=entry.choice("confidence", Confidence),
        note=entry.text_or_none("note"),
    )
    entry.close()
    return found
