"""Findings for programs."""

from __future__ import annotations

import json

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.as_json import as_json

CODE = Code("unit-missing", "Amount without a unit")


def test_every_field_of_a_finding_is_there_and_what_is_not_known_is_null() -> None:
    placed = Diagnostic(
        CODE, "What.", "Why.", "Do.", ("a", 0, "b"), environment="staging", span=Span("atlas.yaml", 2, 3, 2, 5)
    )
    bare = Diagnostic(Code("history-none", "First", Severity.NOTE), "What.", "Why.", "Do.")
    assert json.loads(as_json([placed, bare])) == {
        "diagnostics": [
            {
                "code": "history-none", "severity": "note", "title": "First",
                "what": "What.", "why": "Why.", "do": "Do.", "path": "", "environment": None,
                "file": None, "line": None, "column": None, "end_line": None, "end_column": None,
            },
            {
                "code": "unit-missing", "severity": "error", "title": "Amount without a unit",
                "what": "What.", "why": "Why.", "do": "Do.", "path": "a.0.b", "environment": "staging",
                "file": "atlas.yaml", "line": 2, "column": 3, "end_line": 2, "end_column": 5,
            },
        ],
        "summary": {"failure": 0, "refusal": 0, "unreadable": 0, "error": 1, "warning": 0, "note": 1},
    }  # fmt: skip


def test_nothing_found_is_an_empty_list_that_ends_with_a_line_end() -> None:
    assert json.loads(as_json([]))["diagnostics"] == []
    assert as_json([]).endswith(b"}\n")
