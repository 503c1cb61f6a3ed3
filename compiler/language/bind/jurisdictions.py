"""Jurisdictions that the file declares, beside those of the facts: no country is under two laws."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.language.parts import Parts
from compiler.world.jurisdictions import EU

JURISDICTION_BUILT_IN = Code("jurisdiction-built-in", "A jurisdiction by a name that comes with the facts")
JURISDICTION_OVERLAP = Code("jurisdiction-overlap", "A country in two jurisdictions")

_OF_FACTS = re.compile(rf"{EU.id}|[A-Z]{{2}}")


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """What would give a word of the facts another meaning, or a country a second law."""
    del environment
    rows = parts.data.get("jurisdictions")
    seen = dict.fromkeys(EU.countries, EU.id)
    for name, row in rows.items() if isinstance(rows, dict) else ():
        if _OF_FACTS.fullmatch(name):
            yield _built_in(name)
            continue
        countries = row.get("countries") if isinstance(row, dict) else None
        for index, country in enumerate(countries if isinstance(countries, list) else ()):
            if not isinstance(country, str):
                continue
            if country in seen:
                yield _overlap(name, index, country, seen[country])
            seen.setdefault(country, name)


def _built_in(name: str) -> Diagnostic:
    means = f"the {EU.name}" if name == EU.id else f"the country with the code {name}"
    return Diagnostic(
        JURISDICTION_BUILT_IN,
        f"`{name}` comes with the facts and can't be declared.",
        f"It means {means}: a file that widened it would let data out under a name that people trust.",
        "Give the jurisdiction another name, of three letters or more.",
        ("jurisdictions", name),
        on_key=True,
    )


def _overlap(name: str, index: int, country: str, other: str) -> Diagnostic:
    return Diagnostic(
        JURISDICTION_OVERLAP,
        f"`{country}` is in `{other}`" + (" already." if other != name else " twice."),
        "What may cross a border is judged by the law of the ground: no country is under two of them.",
        f"Take `{country}` out of this list.",
        ("jurisdictions", name, "countries", index),
    )
