import re
from dataclasses import fields
from typing import get_args

import pytest

from compiler.model.security import Tls, TlsVersion
from compiler.world.sources import Confidence
from compiler.world.tls import BEST, Best, Version, best


def test_every_hop_of_the_model_has_its_best() -> None:
    assert list(BEST) == [field.name for field in fields(Tls) if field.name != "minimum"]


def test_versions_are_those_of_the_model() -> None:
    assert get_args(Version) == get_args(TlsVersion)


def test_only_the_cache_and_the_health_checkers_cannot_have_tls_1_3() -> None:
    assert [hop for hop, found in BEST.items() if found.version == "TLS1.2"] == [
        "app_to_cache",
        "health_checker_to_alb",
    ]


@pytest.mark.parametrize("hop", BEST)
def test_every_hop_has_source_date_and_confidence(hop: str) -> None:
    found = BEST[hop]
    assert found.hop == hop
    assert found.how
    assert found.source
    assert re.fullmatch(r"\d{4}-\d{2}(-\d{2})?", found.as_of)
    assert isinstance(found.confidence, Confidence)
    assert found.note is None or found.note.endswith(".")


def test_what_is_less_than_certain_says_why() -> None:
    unsure = [found for found in BEST.values() if found.confidence is not Confidence.HIGH]
    assert [found.hop for found in unsure] == ["alb_to_app", "app_to_database", "database_to_database"]
    assert all(found.note for found in unsure)


def test_a_hop_is_looked_up_by_its_name() -> None:
    found = best("app_to_cache")
    assert isinstance(found, Best)
    assert found.version == "TLS1.2"
    assert best("cache_to_app") is None
