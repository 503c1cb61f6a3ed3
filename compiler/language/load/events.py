"""libyaml's events to plain data and places, in one pass that never recurses.

This is the hot path of a compile (500 kB are 50,000 events). What is usual is done in the loop itself, in as few steps
as Python allows; what isn't goes to `scalars` and `structure`, which may take their time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, cast

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from compiler.diagnostic import Diagnostic, Path
from compiler.language.load.ambiguity import is_null
from compiler.language.load.flaws import Flaws, TooManyFlawsError
from compiler.language.load.marks import Spot
from compiler.language.load.scalars import complex_key, judge_key, judge_value
from compiler.language.load.structure import (
    DEEPEST,
    duplicate_key,
    empty_document,
    mend_row,
    open_document,
    report_noted,
    second_document,
    too_deep,
)
from compiler.language.load.syntax import report_syntax_error
from compiler.language.load.text import Text
from compiler.language.load.tree import Tree


def build(text: Text) -> tuple[Tree | None, dict[Path, Spot], list[Diagnostic]]:
    """Data, places and findings; no data where the text can't be read to its end or says nothing."""
    flaws = Flaws(text)
    spots: dict[Path, Spot] = {}
    root = None
    try:
        try:
            root = _read(flaws, spots)
        except yaml.YAMLError:
            report_syntax_error(flaws)
        report_noted(flaws)
    except TooManyFlawsError:
        with suppress(TooManyFlawsError):
            report_noted(flaws)
        return None, spots, flaws.cut_short()
    return root, spots, flaws.diagnostics()


def _read(flaws: Flaws, spots: dict[Path, Spot]) -> Tree | None:  # noqa: C901 - one loop, see above
    body, clear = flaws.text.body, flaws.clear
    marked = "&" in body or "!" in body  # only then can there be anchors and tags
    documents: list[Tree] = []
    outer: list[tuple[dict[str, Tree] | None, list[Tree], Path, int]] = []
    keys: dict[str, Tree] | None = None  # the map that is being read, None in a list
    items = documents  # the list that is being read
    path: Path = ()
    key: str | None = None  # the key whose value comes next
    key_start = key_end = -1
    events: Iterator[Any] = yaml.parse(body, Loader=yaml.CSafeLoader)

    for event in events:
        kind = type(event)
        start, end = event.start_mark.index, event.end_mark.index
        node: Tree
        if kind is ScalarEvent:
            node, plain = event.value, not event.style
            usual = plain and node in clear and not marked
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            node, end, plain, usual = {} if kind is MappingStartEvent else [], -1, False, not marked
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            _set_end(spots, path, body, start, end)
            keys, items, path, begun = outer.pop()
            if begun >= 0:  # it was a key
                key, key_start, key_end = body[begun:end], begun, end
                flaws.forget_from(begun)  # what is inside goes with it
                complex_key(flaws, (*path, key), begun, end)
            continue
        elif kind is AliasEvent:
            node, plain, usual = body[start:end], False, False
        elif kind is not DocumentStartEvent:
            continue
        elif documents:
            second_document(flaws, event)
            break
        else:
            open_document(flaws, event)
            continue

        begun = -1
        if keys is None:
            here = (*path, len(items)) if outer else ()
            items.append(node)
            spots[here] = (-1, -1, start, end, plain)
            if not usual and (outer or not is_null(str(node))):
                judge_value(flaws, here, event, None)
        elif key is not None:
            here = (*path, key)
            if not usual:
                if start == end and body.startswith("{", spots[path][2]) and ":" not in body[key_end:start]:
                    mend_row(flaws, here, keys, spots, (key_start, key_end))
                    key = None
                    continue
                judge_value(flaws, here, event, (key_start, key_end))
            keys[key] = node
            spots[here] = (key_start, key_end, start, end, plain)
            key = None
        elif isinstance(node, str):
            here = (*path, node)
            if not usual:
                judge_key(flaws, here, event)
            if node in keys:
                duplicate_key(flaws, here, spots[here][0], start, end)
            key, key_start, key_end = node, start, end
            continue
        else:  # read as what it is, then dropped
            here, begun = (*path, "?"), start
            spots[here] = (start, start, start, -1, False)

        if end < 0:
            outer.append((keys, items, path, begun))
            if len(outer) > DEEPEST:
                too_deep(flaws, here, start)
                return None
            path = here
            keys, items = (node, []) if isinstance(node, dict) else (None, cast("list[Tree]", node))

    if documents and not (isinstance(documents[0], str) and is_null(documents[0])):
        return documents[0]
    if not flaws.found:
        empty_document(flaws)
    return None


def _set_end(spots: dict[Path, Spot], path: Path, body: str, start: int, end: int) -> None:
    """Give a row or list in brackets its end; what has several lines, or no brackets, is shown by its first line."""
    key_start, key_end, begin, _, _ = spots[path]
    if start != end and body.find("\n", begin, end) < 0:
        spots[path] = (key_start, key_end, begin, end, False)
