"""Findings for code scanning: SARIF 2.1.0 (OASIS, 2020-03-27)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

import orjson

from compiler.diagnostic import Code, Diagnostic, Severity, Span, dotted
from compiler.report.characters import encodable
from compiler.report.text import in_order

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.WARNING: "warning", Severity.NOTE: "note"}
_INCOMPLETE = (Severity.FAILURE, Severity.UNREADABLE)


def as_sarif(diagnostics: Iterable[Diagnostic]) -> bytes:
    """One run with its rules and results, sorted by place. Columns count characters, from 1.

    A finding without a place (a file that isn't there) is a notification of the run: code scanning takes no result
    without a location.
    """
    found = in_order(diagnostics)
    placed = [one for one in found if one.span is not None]
    others = [one for one in found if one.span is None]
    rules, notices = _descriptors(placed), _descriptors(others)
    order = {rule["id"]: position for position, rule in enumerate(rules)}
    driver = {"name": "Atlas", "rules": rules, "notifications": notices}
    invocation = {
        "executionSuccessful": not any(one.code.severity in _INCOMPLETE for one in found),
        "toolExecutionNotifications": [_notification(one) for one in others],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, one.span, order[one.code.id]) for one in placed if one.span],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return orjson.dumps(log, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _descriptors(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    codes = {one.code.id: one.code for one in found}
    return [_descriptor(codes[name]) for name in sorted(codes)]


def _descriptor(code: Code) -> dict[str, Any]:
    page = f"docs/diagnostics/{code.id}.md"
    return {
        "id": code.id,
        "shortDescription": {"text": code.title},
        "help": {
            "text": f"atlas explain {code.id}, or {page}",
            "markdown": f"`atlas explain {code.id}`, or `{page}`",
        },
        "defaultConfiguration": {"level": _level(code)},
    }


def _level(code: Code) -> str:
    return _LEVELS.get(code.severity, "error")


def _message(found: Diagnostic) -> dict[str, str]:
    where = f"({found.environment}) " if found.environment else ""
    return {"text": encodable(" ".join(part for part in (f"{where}{found.what}", found.why, found.do) if part))}


def _notification(found: Diagnostic) -> dict[str, Any]:
    return {"descriptor": {"id": found.code.id}, "level": _level(found.code), "message": _message(found)}


def _result(found: Diagnostic, span: Span, rule: int) -> dict[str, Any]:
    path = encodable(dotted(found.path))
    identity = "\0".join((found.code.id, path, "key" if found.on_key else "value", found.environment or ""))
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(encodable(span.file))},
            "region": {
                "startLine": span.line,
                "startColumn": span.column,
                "endLine": span.end_line,
                "endColumn": span.end_column,
            },
        }
    }
    if path:
        location["logicalLocations"] = [{"fullyQualifiedName": path}]
    return {
        "ruleId": found.code.id,
        "ruleIndex": rule,
        "level": _level(found.code),
        "message": _message(found),
        "locations": [location],
        "partialFingerprints": {"atlas/v1": hashlib.sha256(identity.encode()).hexdigest()},
    }
