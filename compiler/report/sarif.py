"""Findings for code scanning: SARIF 2.1.0 (OASIS, 2020-03-27)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import orjson

from compiler.diagnostic import Code, Diagnostic, Severity, Span, dotted
from compiler.report.text import in_order

_LEVELS = {Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(diagnostics: Iterable[Diagnostic]) -> bytes:
    """One run with its rules and results, sorted by place. Columns count characters, from 1."""
    found = in_order(diagnostics)
    codes = {one.code.id: one.code for one in found}
    order = sorted(codes)
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Atlas", "rules": [_rule(codes[name]) for name in order]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, order) for one in found],
            }
        ],
    }
    return orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _rule(code: Code) -> dict[str, Any]:
    return {
        "id": code.id,
        "shortDescription": {"text": code.title},
        "help": {"text": f"atlas explain {code.id}", "markdown": f"`atlas explain {code.id}`"},
        "defaultConfiguration": {"level": _LEVELS.get(code.severity, "error")},
    }


def _result(found: Diagnostic, order: list[str]) -> dict[str, Any]:
    where = f"({found.environment}) " if found.environment else ""
    identity = "\0".join((found.code.id, dotted(found.path), found.environment or ""))
    result: dict[str, Any] = {
        "ruleId": found.code.id,
        "ruleIndex": order.index(found.code.id),
        "level": _LEVELS.get(found.code.severity, "error"),
        "message": {"text": f"{where}{found.what} {found.why} {found.do}"},
        "partialFingerprints": {"atlas/v1": hashlib.sha256(identity.encode()).hexdigest()},
    }
    if found.span is not None:
        result["locations"] = [_location(found, found.span)]
    return result


def _location(found: Diagnostic, span: Span) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(span.file)},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        },
        "logicalLocations": [{"fullyQualifiedName": dotted(found.path)}],
    }
