"""The regions of AWS, as a table and one by one."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.report.facts import dated, dates
from compiler.report.table import WIDTH, folded, table
from compiler.world.regions import Coordinates, RegionFacts
from compiler.world.sources import Source

_DECIDED = "Atlas: regions/README.md"


def regions_text(listed: Sequence[RegionFacts]) -> str:
    """A table with one line a region."""
    headings = ("region", "place", "country", "jurisdiction", "zones", "opt-in", "adequacy", "as of")
    rows = [
        (
            facts.id,
            facts.place,
            facts.country_name,
            facts.jurisdiction,
            str(len(facts.zones)),
            _opt_in(facts),
            facts.adequacy.answer.value,
            facts.as_of,
        )
        for facts in listed
    ]
    return (
        f"{len(listed)} regions of AWS, facts as of {dates(facts.as_of for facts in listed)}\n\n"
        f"{dated(headings, rows)}\n\n"
        "opt-in: whether an account must enable the region first. adequacy: whether the European\n"
        "Commission decided that the country protects personal data as the GDPR does (Art. 45).\n"
        "Everything about one region, with sources: atlas facts regions eu-west-1"
    )


def regions_in_full(listed: Sequence[RegionFacts], sources: Sequence[Source]) -> str:
    """Everything about some regions: each fact with its source, and at the end what these sources are."""
    used = {origin.source for facts in listed for origin in facts.origins}
    explained = "\n".join(_source(source) for source in sources if source.id in used)
    return "\n\n\n".join((*map(_region_text, listed), f"Sources:\n{explained}"))


def _region_text(facts: RegionFacts) -> str:
    source_of = {origin.fact: origin.source for origin in facts.origins}
    rows = [(name, folded(value, 72), source_of.get(fact, _DECIDED)) for name, fact, value in _region_rows(facts)]
    return "\n\n".join(
        (
            f"{facts.id}: {facts.name}, facts as of {facts.as_of}",
            table(("fact", "value", "source"), rows),
            *(f"Note: {folded(note, WIDTH - 6, '      ')}" for note in facts.notes),
        )
    )


def _region_rows(facts: RegionFacts) -> tuple[tuple[str, str, str], ...]:
    """What is shown, the field it comes from, and its value."""
    return (
        ("name", "name", facts.name),
        ("number", "number", str(facts.number)),
        ("short name", "short", facts.short),
        ("country", "country", f"{facts.country_name} ({facts.country})"),
        ("part of it", "subdivision", facts.subdivision),
        ("jurisdiction", "jurisdiction", facts.jurisdiction),
        ("adequacy", "adequacy", str(facts.adequacy)),
        ("city", "city", facts.city),
        ("coordinates", "coordinates", _point(facts.coordinates)),
        ("places", "places", ", ".join(facts.places)),
        ("zones", "zones", ", ".join(facts.zones)),
        ("opt-in", "opt_in", _opt_in(facts)),
    )


def _source(source: Source) -> str:
    text = f"{source.title} (confidence: {source.confidence.value})"
    note = f". {source.note}" if source.note else ""
    return f"  {folded(f'{source.id}: {text}{note}', WIDTH - 4, '    ')}"


def _opt_in(facts: RegionFacts) -> str:
    return "required" if facts.opt_in else "not required"


def _point(point: Coordinates) -> str:
    return f"{point.latitude}, {point.longitude} (within {point.uncertainty_km} km)"
