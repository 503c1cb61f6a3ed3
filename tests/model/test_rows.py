"""JSON with a line for each thing."""

from __future__ import annotations

import json

from compiler.model.rows import in_rows

PARTS = {
    "edition": 1,
    "words": ("a", "b"),
    "names": {"one": {"x": 1}, "two": {"x": 2}},
    "listed": [[1], [2]],
    "no": [],
}


def test_what_is_listed_has_a_line_each() -> None:
    assert (
        in_rows(PARTS).decode()
        == """\
{
  "edition": 1,
  "words": ["a","b"],
  "names": {
    "one": {"x":1},
    "two": {"x":2}
  },
  "listed": [
    [1],
    [2]
  ],
  "no": []
}
"""
    )


def test_it_is_json() -> None:
    assert json.loads(in_rows(PARTS)) == json.loads(json.dumps(PARTS))
