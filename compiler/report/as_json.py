"""Findings for programs: JSON with a fixed shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import orjson

from compiler.diagnostic import Diagnostic, Severity, dotted
from compiler.report.characters import encodable
from compiler.report.text import in_order


def as_json(diagnostics: Iterable[Diagnostic]) -> bytes:
    """`diagnostics`: one object a finding, sorted by place; `summary`: how many of each severity.

    Keys and their order are fixed: new ones may be added at the end, none is renamed or removed. What isn't known (a
    place, an environment) is null. Lines and columns count from 1, columns in characters; `end_column` is exclusive.
    """
    found = in_order(diagnostics)
    counts = Counter(one.code.severity for one in found)
    data = {
        "diagnostics": [_one(each) for each in found],
        "summary": {kind.value: counts[kind] for kind in Severity},
    }
    return orjson.dumps(data, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _one(found: Diagnostic) -> dict[str, Any]:
    span = found.span
    return {
        "code": found.code.id,
        "severity": found.code.severity.value,
        "title": found.code.title,
        "what": encodable(found.what),
        "why": encodable(found.why),
        "do": encodable(found.do),
        "path": encodable(dotted(found.path)),
        "environment": found.environment,
        "file": encodable(span.file) if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
    }
