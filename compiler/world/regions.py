"""The regions of AWS that Atlas knows: one file each in `regions/`, read when it is asked for.

What the numbers and the words are, and that they never change: `regions/README.md`.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from functools import cache
from pathlib import Path

from compiler.frozen import frozen
from compiler.resources import folder
from compiler.world.jurisdictions import jurisdiction_of
from compiler.world.reading import FactsError, Record, read
from compiler.world.sources import Source, parse_sources

_REGION_ID = re.compile(r"[a-z]+(-[a-z]+)+-\d+")
_COUNTRY = re.compile(rb"^country: ([A-Z]{2})$", re.MULTILINE)
SOURCED = ("name", "country", "subdivision", "zones", "opt_in", "adequacy", "jurisdiction", "city", "coordinates")
"""The facts that have a source; all others are decided by Atlas (`regions/README.md`)."""


class Answer(Enum):
    """Whether the European Commission decided that a country protects personal data as the GDPR does (Art. 45)."""

    NOT_NEEDED = "not needed"
    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    UNKNOWN = "unknown"


@frozen
class Adequacy:
    """The answer, and to whom or why it applies where it needs a word more."""

    answer: Answer
    note: str | None

    def __str__(self) -> str:
        return f"{self.answer.value} ({self.note})" if self.note else self.answer.value


@frozen
class Coordinates:
    """A point in degrees, and how far from it the data centres may be, in kilometres."""

    latitude: float
    longitude: float
    uncertainty_km: int


@frozen
class Origin:
    """Where one fact comes from: its name, and the id of its source."""

    fact: str
    source: str


@frozen
class RegionFacts:
    """What is known of one region.

    `number` places its network range; `short` stands in names where the id is too long; `places` are the words that
    may follow `place:`, the one to propose first; `country` and `subdivision` are ISO 3166 codes; `opt_in` says that
    an account must enable the region before it can use it; `as_of` is the day the facts were read.
    """

    id: str
    number: int
    short: str
    name: str
    country: str
    country_name: str
    subdivision: str
    jurisdiction: str
    adequacy: Adequacy
    city: str
    places: tuple[str, ...]
    zones: tuple[str, ...]
    opt_in: bool
    coordinates: Coordinates
    notes: tuple[str, ...]
    as_of: str
    origins: tuple[Origin, ...]

    @property
    def place(self) -> str:
        return self.places[0]

    def is_in(self, place: str) -> bool:
        """Whether these words are a name of the place where the region is; capitals and accents don't matter."""
        return _folded(place) in map(_folded, self.places)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def _folder() -> Path:
    try:
        return folder("regions")
    except FileNotFoundError as error:
        raise FactsError(Path("regions"), str(error)) from error


@cache
def region_ids() -> tuple[str, ...]:
    """The ids of all regions that Atlas has facts of, sorted; from the names of the files, without reading them."""
    found = tuple(sorted(file.stem for file in _folder().glob("*.yaml") if _REGION_ID.fullmatch(file.stem)))
    if not found:
        raise FactsError(_folder(), "there is no region in this folder.")
    return found


@cache
def region(region_id: str) -> RegionFacts:
    """The facts of one region. FactsError if there are none: ask `region_ids` first about an id that a person wrote."""
    if region_id not in region_ids():
        raise FactsError(_folder() / f"{region_id}.yaml", "there are no facts of this region.")
    return parse_region(region_id, read(_folder() / f"{region_id}.yaml"))


@cache
def countries() -> dict[str, str]:
    """The country of every region, by its id, sorted. Only its line is read: a tenth of the time of all facts."""
    return {region_id: _country(region_id) for region_id in region_ids()}


def _country(region_id: str) -> str:
    try:
        found = _COUNTRY.search((_folder() / f"{region_id}.yaml").read_bytes())
    except OSError:
        found = None
    return found[1].decode() if found else region(region_id).country


def regions() -> tuple[RegionFacts, ...]:
    """The facts of all regions, sorted by id."""
    return tuple(region(region_id) for region_id in region_ids())


def region_in(place: str) -> RegionFacts | None:
    """The one region that these words name; None where they name none. No words name two."""
    return next((facts for facts in regions() if facts.is_in(place)), None)


@cache
def sources() -> tuple[Source, ...]:
    """What the sources of the facts of regions are, sorted by id."""
    return parse_sources(read(_folder() / "SOURCES.yaml"))


def parse_region(region_id: str, record: Record) -> RegionFacts:
    """One region from its file; FactsError for whatever is missing, mistyped or contradicts itself."""
    facts = RegionFacts(
        id=region_id,
        number=record.count("number"),
        short=record.text("short"),
        name=record.text("name"),
        country=record.text("country"),
        country_name=record.text("country_name"),
        subdivision=record.text("subdivision"),
        jurisdiction=record.text("jurisdiction"),
        adequacy=_adequacy(record.record("adequacy")),
        city=record.text("city"),
        places=record.texts("places"),
        zones=record.texts("zones"),
        opt_in=record.flag("opt_in"),
        coordinates=_coordinates(record.record("coordinates")),
        notes=record.texts("notes"),
        as_of=record.as_of(),
        origins=_origins(record.record("sources")),
    )
    record.close()
    _check(facts, record)
    return facts


def _adequacy(record: Record) -> Adequacy:
    adequacy = Adequacy(record.choice("answer", Answer), record.text_or_none("note"))
    record.close()
    return adequacy


def _coordinates(record: Record) -> Coordinates:
    point = Coordinates(
        record.degrees("latitude", 90), record.degrees("longitude", 180), record.count("uncertainty_km")
    )
    record.close()
    return point


def _origins(record: Record) -> tuple[Origin, ...]:
    origins = tuple(Origin(fact, record.text(fact)) for fact in SOURCED)
    record.close()
    return origins


def _check(facts: RegionFacts, record: Record) -> None:
    if not facts.places:
        raise record.error("places", "is empty: nothing could be written as the region's place.")
    strange = [zone for zone in facts.zones if not re.fullmatch(rf"{facts.short}-az\d+", zone)]
    if strange or not facts.zones:
        raise record.error("zones", f"should hold zone ids such as `{facts.short}-az1`, not {strange}.")
    try:
        expected = jurisdiction_of(facts.country)
    except ValueError as error:
        raise record.error("country", f"is wrong: {error}") from error
    if facts.jurisdiction != expected:
        raise record.error("jurisdiction", f"is `{facts.jurisdiction}`, but `{facts.country}` is in `{expected}`.")
