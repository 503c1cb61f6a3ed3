"""Which laws ask for a paper, and what they take for adequate: each fact with its source."""

from __future__ import annotations

from typing import get_args

import pytest

from compiler.language.privacy import Regime
from compiler.world.jurisdictions import law_of
from compiler.world.regions import Answer, region
from compiler.world.transfers import LAWS, adequacy, asking


def test_each_law_is_a_regime_of_the_language_with_a_source_and_a_day() -> None:
    assert {law.regime for law in LAWS} <= set(get_args(Regime))
    assert len({law.jurisdiction for law in LAWS}) == len(LAWS)
    assert all("https://" in law.source and law.as_of for law in LAWS)


@pytest.mark.parametrize(
    ("regimes", "leaves", "regime"),
    [
        (("gdpr",), "EU", "gdpr"),
        (("gdpr",), "GB", None),
        (("gdpr", "uk_gdpr"), "GB", "uk_gdpr"),
        (("gdpr", "pdpa"), "SG", "pdpa"),
        (("dpdp", "ccpa", "hipaa"), "IN", None),
        (("dpdp", "ccpa", "hipaa"), "US", None),
        ((), "EU", None),
    ],
)
def test_the_law_that_asks(regimes: tuple[str, ...], leaves: str, regime: str | None) -> None:
    law = asking(regimes, leaves)
    assert (law.regime if law else None) == regime


@pytest.mark.parametrize(
    ("leaves", "kept", "answer"),
    [
        ("EU", "ap-northeast-1", Answer.YES),
        ("EU", "us-east-1", Answer.PARTIAL),
        ("EU", "ap-southeast-1", Answer.NO),
        ("EU", "sa-east-1", Answer.UNKNOWN),
        ("GB", "eu-west-1", Answer.YES),
        ("GB", "eu-central-2", Answer.YES),
        ("GB", "us-east-1", Answer.PARTIAL),
        ("GB", "ap-south-1", Answer.UNKNOWN),
        ("SG", "eu-west-1", Answer.UNKNOWN),
    ],
)
def test_who_takes_whom_for_adequate(leaves: str, kept: str, answer: Answer) -> None:
    assert adequacy(leaves, region(kept)) is answer


@pytest.mark.parametrize(("country", "law"), [("US", "AMERICA"), ("CA", "AMERICA"), ("MX", "MX"), ("IE", "EU")])
def test_a_declared_jurisdiction_takes_its_countries(country: str, law: str) -> None:
    assert law_of(country, {"AMERICA": ("US", "CA")}) == law
