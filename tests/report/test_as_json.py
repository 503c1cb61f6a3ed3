import json

from compiler.diagnostic import Code, Diagnostic, Severity, Span
from compiler.report.as_json import as_json

CODE = Code("key-unknown", "Unknown key")
FOUND = Diagnostic(
    CODE,
    "`é` isn't a key.",
    "Nobody checks it.",
    'Write `"e"`.',
    ("regions", "eu-west-1", 0),
    environment="staging",
    span=Span("atlas.yaml", 2, 3, 2, 4),
)
WHOLE = """\
{
  "diagnostics": [
    {
      "code": "file-missing",
      "severity": "failure",
      "title": "The file isn't there",
      "what": "No file.",
      "why": "It is needed.",
      "do": "Make it.",
      "path": "",
      "environment": null,
      "file": null,
      "line": null,
      "column": null,
      "end_line": null,
      "end_column": null
    },
    {
      "code": "key-unknown",
      "severity": "error",
      "title": "Unknown key",
      "what": "`é` isn't a key.",
      "why": "Nobody checks it.",
      "do": "Write `\\"e\\"`.",
      "path": "regions.eu-west-1.0",
      "environment": "staging",
      "file": "atlas.yaml",
      "line": 2,
      "column": 3,
      "end_line": 2,
      "end_column": 4
    }
  ],
  "summary": {
    "failure": 1,
    "refusal": 0,
    "unreadable": 0,
    "error": 1,
    "warning": 0,
    "note": 0
  }
}
"""
MISSING = Diagnostic(
    Code("file-missing", "The file isn't there", Severity.FAILURE), "No file.", "It is needed.", "Make it."
)


def test_the_shape_is_fixed() -> None:
    assert as_json([FOUND, MISSING]).decode() == WHOLE


def test_nothing_found_is_an_empty_list() -> None:
    nothing = json.loads(as_json([]))
    assert (nothing["diagnostics"], set(nothing["summary"].values())) == ([], {0})


def test_names_that_no_encoding_can_write_are_written_all_the_same() -> None:
    found = Diagnostic(CODE, "`\udcff`", "", "", ("\udcff",), span=Span("\udcff.yaml", 1, 1, 1, 1))
    written = json.loads(as_json([found]))["diagnostics"][0]
    assert (written["what"], written["path"], written["file"]) == ("`?`", "?", "?.yaml")
