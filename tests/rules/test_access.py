"""Who gets in."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

OWN = "database: [203.0.113.0/24]"

CASES = {
    "nobody": ("[]", []),
    "one address": ("[203.0.113.7/32]", []),
    "the largest network that one company has": ("[203.0.0.0/16]", []),
    "half of a private world": ("[10.0.0.0/8]", []),
    "more than one company has": ("[203.0.0.0/15]", ["203.0.0.0/15"]),
    "everybody": ("[0.0.0.0/0]", ["0.0.0.0/0"]),
    "everybody in two halves": ("[0.0.0.0/1, 128.0.0.0/1]", ["0.0.0.0/1", "128.0.0.0/1"]),
}


@pytest.mark.parametrize(("networks", "found"), CASES.values(), ids=CASES)
def test_a_network_is_one_of_operators(networks: str, found: list[str], tmp_path: Path) -> None:
    expected = [Seen("access-too-wide", network) for network in found]
    assert seen(tmp_path, (OWN, f"database: {networks}")) == expected


def test_it_says_who_would_get_where(tmp_path: Path) -> None:
    (one,) = findings(tmp_path, ("admin: [203.0.113.0/24]", "admin: [0.0.0.0/0]"))
    assert one.what == "`0.0.0.0/0` lets everybody reach the administration endpoints."
