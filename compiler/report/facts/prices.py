"""List prices, as a table and item by item."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from compiler.report.facts import WIDTH, dates
from compiler.report.table import folded, sheet, table
from compiler.world.prices import EVERYWHERE, ONCE, Item, Price

_NARROW = 36
_WORDS = {EVERYWHERE: "every region", ONCE: "once"}


def prices_text(items: Sequence[Item]) -> str:
    """A table with a row an item, at least one: its lowest and highest price."""
    rows = [(item.id, _range(item)) for item in items]
    found = [price.as_of for item in items for price in item.prices]
    return (
        f"{len(rows)} items and their list prices{f', facts as of {dates(found)}' if found else ''}\n\n"
        f"{sheet(rows, WIDTH, ('item', 'USD'))}\n\n"
        "On demand, before tax, free tier and discounts; from the cheapest to the dearest\nregion that is known.\n"
        f"All regions, with source and date: atlas facts prices {items[0].id}"
    )


def _range(item: Item) -> str:
    numbers = sorted({price.usd for price in item.prices if price.usd is not None})
    if not numbers:
        return next((price.words for price in item.prices if price.words), "unknown")
    ends = _usd(numbers[0]) if len(numbers) == 1 else f"{_usd(numbers[0])} to {_usd(numbers[-1])}"
    return f"{ends} per {item.unit}"


def item_text(item: Item) -> str:
    """An item with its price in each region, and where each comes from."""
    rows = [(_where(price), _value(price), price.as_of, price.confidence.value) for price in item.prices]
    everywhere = {price.region for price in item.prices} & {EVERYWHERE, ONCE}
    parts = (
        folded(f"{item.id}, per {item.unit}", WIDTH),
        table(("region", "USD", "as of", "confidence"), rows) if rows else "Its price is unknown: no source was found.",
        "Unknown in all other regions." if rows and not everywhere else "",
        folded(f"Note: {item.note}", WIDTH, "      ") if item.note else "",
        "\n".join(("Sources:", *map(_source, item.prices))) if rows else "",
    )
    return "\n\n".join(filter(None, parts))


def _where(price: Price) -> str:
    return _WORDS.get(price.region, price.region)


def _value(price: Price) -> str:
    return folded(price.words or "", _NARROW) if price.usd is None else _usd(price.usd)


def _usd(amount: Decimal) -> str:
    return f"{amount.normalize():f}"


def _source(price: Price) -> str:
    note = f". {price.note}" if price.note else ""
    return f"  {folded(f'{_where(price)}: {price.source}{note}', WIDTH - 2, '    ')}"
