"""Judges single keys and values, and says what is wrong with them."""

from __future__ import annotations

import re
from typing import Any

from yaml.events import AliasEvent, ScalarEvent

from compiler.diagnostic import Code, Path, dotted
from compiler.language.load.ambiguity import is_null, means, readings
from compiler.language.load.flaws import Flaws, Noted, place, shown
from compiler.language.load.text import CONTROL_CHARACTER, INVISIBLE_WHY, UNSEEN

KEY_COMPLEX = Code("key-complex", "A key that isn't one word")
VALUE_EMPTY = Code("value-empty", "Empty value")
SCALAR_AMBIGUOUS = Code("scalar-ambiguous", "A word or number that readers take for something else")
ANCHOR_USED = Code("anchor-used", "An anchor is used")
TAG_USED = Code("tag-used", "A tag is used")
MERGE_KEY_USED = Code("merge-key-used", "A merge key is used")

NO_HIDDEN_MEANING = "What a line means must stand in the line itself, so that a diff shows the whole change."
_PROPERTY = re.compile(r"[^\s,\[\]{}]+")


def judge_key(flaws: Flaws, path: Path, event: Any) -> None:
    """Judge a scalar or alias that is a key and isn't known to be fine; `path` ends with it."""
    if type(event) is AliasEvent:
        _note_alias(flaws, path, event)
        return
    key, start, end = event.value, *place(event)
    marked = _judge_properties(flaws, path, event, on_key=True)
    if event.style == '"':
        _judge_escapes(flaws, path, event)
    elif event.style in ("|", ">") or (event.style == "" and key == "" and not marked):
        complex_key(flaws, path, start, end)
    elif event.style == "" and key == "<<":
        what, do = "`<<` is a merge key.", "Write out the keys that it would bring."
        flaws.add(MERGE_KEY_USED, path, start, end, what, NO_HIDDEN_MEANING, do, on_key=True)
    elif event.style == "" and key:
        _judge_plain(flaws, path, event, on_key=True)


def judge_value(flaws: Flaws, path: Path, event: Any, key: tuple[int, int] | None) -> None:
    """Judge a value, or the start of one, that isn't known to be fine; `key` is where its key is, None in a list."""
    if type(event) is AliasEvent:
        _note_alias(flaws, path, event)
        return
    marked = _judge_properties(flaws, path, event)
    if type(event) is not ScalarEvent:
        return
    if event.style == '"':
        _judge_escapes(flaws, path, event)
    elif event.style == "" and is_null(event.value):
        is_reported = marked or (key is not None and flaws.is_reported(key[0]))
        if event.value or not is_reported:
            _empty_value(flaws, path, event, key)
    elif event.style == "" and event.value:
        _judge_plain(flaws, path, event)


def _judge_properties(flaws: Flaws, path: Path, event: Any, *, on_key: bool = False) -> bool:
    """Report an anchor or a tag; True where there is one."""
    start, _ = place(event)
    for sign, used, code, name, do in (
        ("&", event.anchor, ANCHOR_USED, "an anchor", "Remove it, and write the value wherever it is needed."),
        ("!", event.tag, TAG_USED, "a tag", "Remove it: every key knows the type of its value."),
    ):
        if used is not None:
            at = flaws.text.body.index(sign, start)
            end = at + len(_PROPERTY.match(flaws.text.body, at)[0])  # type: ignore[index]
            what = f"`{shown(flaws.text.body[at:end])}` is {name}."
            flaws.add(code, path, at, end, what, NO_HIDDEN_MEANING, do, on_key=on_key)
    return event.anchor is not None or event.tag is not None


def complex_key(flaws: Flaws, path: Path, start: int, end: int) -> None:
    """Report a key that is a list, a row, a block of text or nothing."""
    body = flaws.text.body
    what = f"`{shown(body[start:end])}` is used as a key." if start < end else "A key is missing before the colon."
    why = "A key is a name that findings and overrides point to, so it is one word."
    do = "Write a name, a colon and the value."
    if body[start : start + 1] == "{" == body[start - 1 : start] and body[end : end + 1] == "}":
        start, end = start - 1, end + 1
        what = f"`{shown(body[start:end])}` looks like a place to be filled in by another tool."
        why, do = NO_HIDDEN_MEANING, "Write the value itself."
    flaws.add(KEY_COMPLEX, path, start, end, what, why, do, on_key=True)


def _note_alias(flaws: Flaws, path: Path, event: Any) -> None:
    """Remember an alias: one finding for all uses of a name. Under a merge key, that key is the finding."""
    if event.anchor in flaws.aliases:
        flaws.aliases[event.anchor].times += 1
    elif "<<" not in path:
        flaws.make_room()
        flaws.aliases[event.anchor] = Noted(path, *place(event))


def _judge_plain(flaws: Flaws, path: Path, event: Any, *, on_key: bool = False) -> None:
    text = event.value
    read = readings(text)
    if text != text.strip():
        blank = text.replace(text.strip(), "", 1)[0]
        what = f"`{shown(text)}` begins or ends with a blank that isn't a space (U+{ord(blank):04X})."
        flaws.add(CONTROL_CHARACTER, path, *place(event), what, INVISIBLE_WHY, "Delete it, and type a space.")
    elif read is None:
        flaws.clear.add(text)
    else:
        _ambiguous(flaws, path, event, read, on_key=on_key)


def _ambiguous(flaws: Flaws, path: Path, event: Any, read: tuple[str, str], *, on_key: bool) -> None:
    text = event.value
    old, new = read
    why = f"YAML 1.1 reads it as {old}, YAML 1.2 as {new}."
    if old == new:
        why = f"Every reader takes it for {old}, not for the text."
    do = f'Write `"{shown(text)}":`.' if on_key else f'Write `"{shown(text)}"`.'
    if not on_key and (meant := means(text)):
        do = f'Write `"{text}"` for the word, or `{meant}`.'
    what = f"`{shown(text)}` without quotes isn't the same to all readers."
    start, end = place(event)
    flaws.add(SCALAR_AMBIGUOUS, path, start, end, what, why, do, on_key=on_key)


def _empty_value(flaws: Flaws, path: Path, event: Any, key: tuple[int, int] | None) -> None:
    start, end = place(event)
    if event.value:
        what = f"`{event.value}` is an empty value."
    elif key is not None:
        what, start, end = f"`{shown(str(path[-1]))}` has no value.", *key
    else:
        start -= 1  # the dash
        what = f"Item {int(path[-1]) + 1} of `{shown(dotted(path[:-1]), 60) or 'the list'}` is empty."
    why = "Forgotten and left out on purpose must not look the same."
    do = "Write the value; where nothing is meant, write `none`, `[]` or `{}`."
    flaws.add(VALUE_EMPTY, path, start, end, what, why, do, on_key=key is not None and not event.value)


def _judge_escapes(flaws: Flaws, path: Path, event: Any) -> None:
    unseen = UNSEEN.search(event.value)
    if unseen is not None:
        what = f"This text has an escape for the invisible character U+{ord(unseen[0]):04X}."
        start, end = place(event)
        flaws.add(CONTROL_CHARACTER, path, start, end, what, INVISIBLE_WHY, "Remove the escape.")
