"""Which laws ask for a paper when personal data leaves their ground, and which countries they take for as safe as
themselves. Laws that forbid or allow without a paper (India's DPDP Act, s. 16; California's CCPA; HIPAA) aren't here.

Facts as of 2026-05. What the European Commission decided is a fact of each region: `regions/`, key `adequacy`.
"""

from __future__ import annotations

from collections.abc import Mapping

from compiler.frozen import frozen
from compiler.world.jurisdictions import EU
from compiler.world.regions import Answer, RegionFacts


@frozen
class Law:
    """A law that asks for a paper. `regime` is its word in `privacy.regimes`, `jurisdiction` the ground that it holds
    on, `source` the place where it says so."""

    regime: str
    jurisdiction: str
    source: str
    as_of: str


LAWS: tuple[Law, ...] = (
    Law(
        "gdpr",
        EU.id,
        "Regulation (EU) 2016/679, Chapter V (Art. 44): https://eur-lex.europa.eu/eli/reg/2016/679/oj",
        "2018-05-25",
    ),
    Law(
        "uk_gdpr",
        "GB",
        "UK GDPR, Chapter V: https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/international-transfers/",
        "2026-05",
    ),
    Law(
        "pdpa",
        "SG",
        "Personal Data Protection Act 2012, s. 26, and Regulations 2021, r. 10: https://sso.agc.gov.sg/Act/PDPA2012",
        "2021-02-01",
    ),
)

_BRITISH: Mapping[str, Answer] = {
    "CA": Answer.PARTIAL,
    "CH": Answer.YES,
    "IL": Answer.YES,
    "JP": Answer.PARTIAL,
    "KR": Answer.YES,
    "NZ": Answer.YES,
    "US": Answer.PARTIAL,
}
"""Beside the EEA: Data Protection Act 2018, Sch. 21, para. 5; SI 2022/1213 (Korea); SI 2023/1028 (United States, for
those certified only). Reported at https://handleygill.co.uk/uk-adequacy-regulations."""


def asking(regimes: tuple[str, ...], jurisdiction: str) -> Law | None:
    """The law among the declared regimes that asks for a paper when data leaves a jurisdiction."""
    return next((law for law in LAWS if law.jurisdiction == jurisdiction and law.regime in regimes), None)


def adequacy(leaves: str, kept: RegionFacts) -> Answer:
    """Whether the law of the jurisdiction that data leaves takes the country of a region for as safe as itself."""
    if leaves == EU.id:
        return kept.adequacy.answer
    if leaves == "GB":
        return Answer.YES if kept.jurisdiction == EU.id else _BRITISH.get(kept.country, Answer.UNKNOWN)
    return Answer.UNKNOWN
