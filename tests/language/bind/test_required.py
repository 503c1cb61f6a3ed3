"""Keys that something else makes necessary: one finding a part, with why and with lines to copy."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import TEXT, Seen, block, findings, seen

OREGON = "place: Oregon,    jurisdiction: US, role: recovery"
LAG = "    replication_lag: { above: 10s, for: 30s, notify: ops }\n"
ORGANIZATION = "    personal: {}\n    columns: [name, plan"
REPLICATION = TEXT[TEXT.index("\nreplication:") : TEXT.index("\nrouting:")]

CASES = [
    (
        "production",
        block("production"),
        block("production").replace("production:", "prod:"),
        "environments",
        "`environments` has no `production`.",
        'Add it, as in `production: { account: "222222222222" }`.',
    ),
    (
        "what a table with personal data must say",
        ORGANIZATION,
        "    personal: { name: identity }\n    columns: [plan",
        "organization",
        "`entities.organization` has no `purpose`, `legal_basis` or `subject`.",
        "Add them, as in `purpose: run a sale for the agency`, `legal_basis: contract` and `subject: id`.",
    ),
    (
        "what a table that names a person must say",
        "    people: account holders\n",
        "",
        "app_user",
        "`entities.app_user` has no `people`.",
        "Add it, as in `people: account holders`.",
    ),
    (
        "how long the rows of a person are kept",
        "    retention: { keep: 30d, after: deleted_at }\n",
        "",
        "app_user",
        "`entities.app_user` has no `retention`.",
        "Add it, as in `retention: { keep: 5y, after: closed_at }`.",
    ),
    (
        "since when and until when a region is lost",
        OREGON,
        f"{OREGON}, state: lost",
        "us-west-2",
        "`regions.us-west-2` has no `since`, `until` or `reference`.",
        "Add them, as in `since: 2026-11-01`, `until: 2026-12-01` and `reference: INC-142`.",
    ),
    (
        "the alarm of replication",
        LAG,
        "",
        "alarms",
        "`observability.alarms` has no `replication_lag`.",
        "Add it, as in `replication_lag: { above: 10s, for: 30s, notify: ops }`.",
    ),
    (
        "promises of a class",
        block("regional"),
        "",
        "objectives",
        "`objectives` has no `regional`.",
        "Add it, as in `regional: { zone_lost: none, region_lost: none }`.",
    ),
]


@pytest.mark.parametrize(("case", "old", "new", "under", "what", "do"), CASES, ids=[case[0] for case in CASES])
def test_what_must_be_said_as_well(
    case: str, old: str, new: str, under: str, what: str, do: str, tmp_path: Path
) -> None:
    assert seen(tmp_path, (old, new)) == [Seen("key-missing", under)]
    (found,) = findings(tmp_path, (old, new))
    assert (found.what, found.do) == (what, do)


def test_the_reason_is_said(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, ("    people: account holders\n", ""))
    assert found.why == "`app_user` holds personal data of a person that it names itself."


def test_none_is_an_answer_to_how_long(tmp_path: Path) -> None:
    changed = seen(tmp_path, ("    retention: { keep: 30d, after: deleted_at }\n", "    retention: none\n"))
    assert [one.code for one in changed] == ["retention-endless"], "it is an answer, though not a good one"


def test_copied_rows_without_replication(tmp_path: Path) -> None:
    change = (REPLICATION, "\nreplication: none\n")
    assert seen(tmp_path, change, (LAG, "")) == [Seen("replication-none", "none")]
    (found,) = findings(tmp_path, change, (LAG, ""))
    assert found.what == "`organization` is copied between homes, and nothing says how."
