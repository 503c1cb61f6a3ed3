"""Which law a country's ground is under: the EEA is one space for personal data, every other country is its own.

A jurisdiction is about the ground that a data centre stands on, never about the company that runs it. Adequacy
(GDPR Art. 45) makes a transfer legal; it doesn't make a country a part of the space. London and Zurich aren't in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from compiler.frozen import frozen

_COUNTRY = re.compile(r"[A-Z]{2}")
_EEA = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK"


@frozen
class Space:
    """Countries under one law, as ISO 3166-1 codes in alphabetical order; with its source, and since when it holds."""

    id: str
    name: str
    countries: tuple[str, ...]
    source: str
    as_of: str


EU = Space(
    id="EU",
    name="European Economic Area",
    countries=tuple(_EEA.split()),
    source=(
        "The 27 members of the EU: https://ec.europa.eu/eurostat/statistics-explained/"
        "index.php?title=Glossary:European_Union_(EU). Iceland, Liechtenstein and Norway apply the GDPR since "
        "2018-07-20: https://www.efta.int/EEA/news/General-Data-Protection-Regulation-GDPR-entered-force-EEA-509576"
    ),
    as_of="2020-02-01",
)
"""The EU and the three EFTA states of the EEA. Unchanged since the United Kingdom left on 2020-01-31."""


def jurisdiction_of(country: str) -> str:
    """`EU` for a country of the EEA, else the country's own code (`GB`, `CH`, `HK`).

    `country` is an ISO 3166-1 code, two capital letters; ValueError for anything else. Whether the code is given to a
    country at all isn't checked.
    """
    if not _COUNTRY.fullmatch(country):
        raise ValueError(f"`{country}` isn't a country code: two capital letters such as IE or US.")
    return EU.id if country in EU.countries else country


def law_of(country: str, declared: Mapping[str, Iterable[str]]) -> str:
    """The jurisdiction of a country: the one of `declared` that lists it (countries by name), else that of facts."""
    listing = [name for name, countries in declared.items() if country in countries]
    return listing[0] if listing else jurisdiction_of(country)
