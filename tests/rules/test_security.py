from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

HOPS = ("visitor_to_cdn", "cdn_to_alb", "visitor_to_alb", "alb_to_app", "app_to_database", "database_to_database")
LAST = "    health_checker_to_alb: TLS1.2\n"


@pytest.mark.parametrize("hop", HOPS)
def test_every_hop_below_the_minimum_is_found(hop: str, tmp_path: Path) -> None:
    change = (LAST, f"{LAST}    {hop}: TLS1.2\n")
    assert seen(tmp_path, change) == [Seen("tls-below-minimum", "TLS1.2")]
    (found,) = findings(tmp_path, change)
    assert found.what == f"`{hop}` accepts TLS1.2, and the minimum is TLS1.3."
    assert found.value == "TLS1.2"


@pytest.mark.parametrize("hop", HOPS)
def test_a_hop_at_the_minimum_is_none(hop: str, tmp_path: Path) -> None:
    assert seen(tmp_path, (LAST, f"{LAST}    {hop}: TLS1.3\n")) == []


def test_nothing_is_below_the_lowest_minimum(tmp_path: Path) -> None:
    found = seen(tmp_path, ("    minimum: TLS1.3 ", "    minimum: TLS1.2 "))
    assert {one.code for one in found} == {"acknowledge-unused"}, "what was accepted is no gap any more"
