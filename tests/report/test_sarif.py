"""The log was checked against the official schema (errata 01 of 2.1.0) on 2026-11-22; what matters of it is here."""

import json
from typing import Any

import pytest

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.sarif import as_sarif

UNKNOWN = Code("key-unknown", "Unknown key")
GAP = Code("recovery-none", "No recovery region", Severity.WARNING)
MISSING = Code("file-missing", "The file isn't there", Severity.FAILURE)
PLACE = Span("files/my atlas.yaml", 2, 3, 2, 12)
TYPO = Diagnostic(UNKNOWN, "`x` isn't a key.", "Nobody checks it.", "Remove it.", ("regions", "x"), True, span=PLACE)
WHOLE = """\
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "version": "2.1.0",
  "runs": [
    {
      "tool": {
        "driver": {
          "name": "Atlas",
          "rules": [
            {
              "id": "key-unknown",
              "shortDescription": {
                "text": "Unknown key"
              },
              "help": {
                "text": "atlas explain key-unknown, or docs/diagnostics/key-unknown.md",
                "markdown": "`atlas explain key-unknown`, or `docs/diagnostics/key-unknown.md`"
              },
              "defaultConfiguration": {
                "level": "error"
              }
            }
          ],
          "notifications": []
        }
      },
      "invocations": [
        {
          "executionSuccessful": true,
          "toolExecutionNotifications": []
        }
      ],
      "columnKind": "unicodeCodePoints",
      "results": [
        {
          "ruleId": "key-unknown",
          "ruleIndex": 0,
          "level": "error",
          "message": {
            "text": "`x` isn't a key. Nobody checks it. Remove it."
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "files/my%20atlas.yaml"
                },
                "region": {
                  "startLine": 2,
                  "startColumn": 3,
                  "endLine": 2,
                  "endColumn": 12
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "regions.x"
                }
              ]
            }
          ],
          "partialFingerprints": {
            "atlas/v1": "FINGERPRINT"
          }
        }
      ]
    }
  ]
}
"""


def run(*found: Diagnostic) -> dict[str, Any]:
    return json.loads(as_sarif(found))["runs"][0]  # type: ignore[no-any-return]


def fingerprint(found: Diagnostic) -> str:
    return str(run(found)["results"][0]["partialFingerprints"]["atlas/v1"])


def at(severity: Severity, line: int = 1) -> Diagnostic:
    return Diagnostic(Code(f"code-{severity.value}", "T", severity), "W.", "", "", span=Span("a", line, 1, line, 1))


def test_a_log_is_what_code_scanning_reads() -> None:
    assert as_sarif([TYPO]).decode() == WHOLE.replace("FINGERPRINT", fingerprint(TYPO))


@pytest.mark.parametrize(
    ("severity", "level"),
    [
        (Severity.FAILURE, "error"),
        (Severity.REFUSAL, "error"),
        (Severity.UNREADABLE, "error"),
        (Severity.ERROR, "error"),
        (Severity.WARNING, "warning"),
        (Severity.NOTE, "note"),
    ],
)
def test_each_severity_has_its_level(severity: Severity, level: str) -> None:
    log = run(at(severity))
    assert log["results"][0]["level"] == level
    assert log["tool"]["driver"]["rules"][0]["defaultConfiguration"]["level"] == level


def test_rules_are_listed_once_and_results_point_to_them() -> None:
    log = run(at(Severity.NOTE, 1), at(Severity.ERROR, 2), at(Severity.NOTE, 3))
    rules = [rule["id"] for rule in log["tool"]["driver"]["rules"]]
    assert rules == ["code-error", "code-note"]
    assert [rules[one["ruleIndex"]] for one in log["results"]] == [one["ruleId"] for one in log["results"]]
    assert [one["ruleId"] for one in log["results"]] == ["code-note", "code-error", "code-note"]


def test_a_finding_without_a_place_is_a_notification_of_the_run() -> None:
    log = run(Diagnostic(MISSING, "No file.", "It is needed.", "Make it."), TYPO)
    assert len(log["results"]) == 1
    assert log["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "descriptor": {"id": "file-missing"},
                    "level": "error",
                    "message": {"text": "No file. It is needed. Make it."},
                }
            ],
        }
    ]
    assert [notice["id"] for notice in log["tool"]["driver"]["notifications"]] == ["file-missing"]


def test_a_finding_keeps_its_fingerprint_when_lines_move_and_words_change() -> None:
    moved = Diagnostic(UNKNOWN, "Other.", "Words.", "Here.", ("regions", "x"), True, span=Span("b", 9, 9, 9, 9))
    assert fingerprint(moved) == fingerprint(TYPO)


@pytest.mark.parametrize(
    "other",
    [
        Diagnostic(GAP, "", "", "", ("regions", "x"), True, span=PLACE),
        Diagnostic(UNKNOWN, "", "", "", ("regions", "y"), True, span=PLACE),
        Diagnostic(UNKNOWN, "", "", "", ("regions", "x"), False, span=PLACE),
        Diagnostic(UNKNOWN, "", "", "", ("regions", "x"), True, "staging", PLACE),
    ],
    ids=["another code", "another path", "the value of the same key", "another environment"],
)
def test_different_findings_have_different_fingerprints(other: Diagnostic) -> None:
    assert fingerprint(other) != fingerprint(TYPO)


def test_the_environment_stands_in_the_message() -> None:
    found = Diagnostic(GAP, "It is so.", "", "", environment="staging", span=Span("\udcff", 1, 1, 1, 1))
    result = run(found)["results"][0]
    assert result["message"]["text"] == "(staging) It is so."
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%3F"
    assert "logicalLocations" not in result["locations"][0]
