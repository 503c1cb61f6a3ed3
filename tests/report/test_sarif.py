"""Findings for code scanning, as SARIF 2.1.0 asks for them."""

from __future__ import annotations

import json
from typing import Any

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.sarif import as_sarif

ERROR = Code("unit-missing", "Amount without a unit")
NOTE = Code("history-none", "First", Severity.NOTE)


def run_of(*found: Diagnostic) -> dict[str, Any]:
    log = json.loads(as_sarif(found))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    result: dict[str, Any] = run
    return result


def test_a_result_names_its_rule_its_level_and_its_place() -> None:
    run = run_of(Diagnostic(ERROR, "What.", "Why.", "Do.", ("a", "b"), span=Span("my atlas.yaml", 2, 3, 2, 5)))
    (rule,), (result,) = run["tool"]["driver"]["rules"], run["results"]
    assert (rule["id"], rule["shortDescription"]) == ("unit-missing", {"text": "Amount without a unit"})
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("unit-missing", 0, "error")
    assert result["message"] == {"text": "What. Why. Do."}
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "my%20atlas.yaml"},
        "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5},
    }
    assert location["logicalLocations"] == [{"fullyQualifiedName": "a.b"}]
    assert run["columnKind"] == "unicodeCodePoints"


def test_levels_follow_the_severity() -> None:
    kinds = {
        Severity.FAILURE: "error", Severity.REFUSAL: "error", Severity.ERROR: "error",
        Severity.UNREADABLE: "error", Severity.WARNING: "warning", Severity.NOTE: "note",
    }  # fmt: skip
    found = [Diagnostic(Code(f"x-{kind.value}", "X", kind), "What.", "Why.", "Do.") for kind in kinds]
    assert {each["ruleId"]: each["level"] for each in run_of(*found)["results"]} == {
        f"x-{kind.value}": level for kind, level in kinds.items()
    }


def test_each_rule_stands_once_and_indexes_lead_to_it() -> None:
    run = run_of(*(Diagnostic(code, "What.", "Why.", "Do.", (str(at),)) for at, code in enumerate((NOTE, ERROR, NOTE))))
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["history-none", "unit-missing"]
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in run["results"])


def test_a_fingerprint_tells_findings_apart_and_outlives_a_moved_line() -> None:
    def fingerprint(line: int, path: tuple[str, ...], environment: str | None = None) -> str:
        span = Span("atlas.yaml", line, 1, line, 2)
        (result,) = run_of(Diagnostic(ERROR, "What.", "Why.", "Do.", path, environment=environment, span=span))[
            "results"
        ]
        return str(result["partialFingerprints"]["atlas/v1"])

    assert fingerprint(1, ("a",)) == fingerprint(9, ("a",))
    assert len({fingerprint(1, ("a",)), fingerprint(1, ("b",)), fingerprint(1, ("a",), "staging")}) == 3
