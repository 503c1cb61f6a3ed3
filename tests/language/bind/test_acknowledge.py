from __future__ import annotations

from pathlib import Path

import pytest
from shipped import Seen, findings, seen

from compiler.diagnostic import dotted

PATH = "path: regions.ap-southeast-1.recovery"
CASES = [
    (
        "a region that is near",
        "regions.ap-southeast-2.recovery",
        "`regions` has no `ap-southeast-2`",
        "Did you mean `ap-southeast-1`?",
    ),
    (
        "a key that is near",
        "regions.ap-southeast-1.recover",
        "`regions.ap-southeast-1` has no `recover`",
        "Did you mean `recovery`?",
    ),
    ("a section that is near", "region.ap-southeast-1.recovery", "the file has no `region`", "Did you mean `regions`?"),
    ("something else", "mars", "the file has no `mars`", "Copy the path from the finding."),
    ("a position that isn't there", "cdn.rules.7.path", "`cdn.rules` has no `7`", "Copy the path from the finding."),
    ("below a single value", "domain.name", "`domain` has no `name`", "Copy the path from the finding."),
]


@pytest.mark.parametrize(("case", "path", "what", "do"), CASES, ids=[case[0] for case in CASES])
def test_a_path_that_leads_nowhere(case: str, path: str, what: str, do: str, tmp_path: Path) -> None:
    change = (PATH, f"path: {path}")
    assert seen(tmp_path, change) == [Seen("path-unknown", path)]
    (found,) = findings(tmp_path, change)
    assert found.what == f"`{path}` leads nowhere: {what}."
    assert found.do == do


@pytest.mark.parametrize(
    "path", ["cdn.rules.0.path", "regions.ap-southeast-1.state", "acknowledge.0", "security.tls.minimum"]
)
def test_a_path_may_lead_to_a_position_or_to_a_key_that_has_its_default(path: str, tmp_path: Path) -> None:
    assert "path-unknown" not in {one.code for one in seen(tmp_path, (PATH, f"path: {path}"))}


TASKS = "compute.api.tasks: { min: 1, peak: 1, max: 2, standby: 1 }"
GAP = """
acknowledge:
  - code: capacity-short
    path: environments.staging.override.compute.api.tasks.max
    accepts: "5"
    reason: A trial.
    owner: dpo
    expires: 2027-05-31
"""


def test_a_gap_of_an_override_can_be_acknowledged_by_the_path_that_its_finding_has(tmp_path: Path) -> None:
    few = [(TASKS, TASKS.replace("peak: 1, max: 2", "peak: 4, max: 5")), ("promises: reported ", "promises: enforced ")]
    path = "environments.staging.override.compute.api.tasks.max"
    assert path in {dotted(one.path) for one in findings(tmp_path, *few) if one.code.id == "capacity-short"}
    found = {one.code.id for one in findings(tmp_path, *few, ("\nacknowledge:\n", GAP))}
    assert found.isdisjoint({"capacity-short", "path-unknown", "acknowledge-unused"})


def test_a_path_with_a_wildcard_is_of_another_form(tmp_path: Path) -> None:
    assert seen(tmp_path, (PATH, "path: regions.*.recovery")) == [Seen("text-wrong", "regions.*.recovery")]
