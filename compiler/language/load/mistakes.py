"""The mistakes behind syntax errors, each in the words of somebody who wants to repair the line."""

from __future__ import annotations

import re

from compiler.diagnostic import Code
from compiler.frozen import frozen
from compiler.language.load.flaws import in_quotes, shown
from compiler.language.load.scalars import NO_HIDDEN_MEANING
from compiler.language.load.structure import DIRECTIVE_USED
from compiler.language.load.wreck import CLOSING, Wreck

YAML_SYNTAX = Code("yaml-syntax", "This isn't YAML")

_LONGEST_PASTE = 200
_KEY = re.compile(r"([^\s:#\"'\[\]{},][^:#\n]*):(\s|$)")
_ROW = {"{": "row", "[": "list"}
_KEYS_OR_ITEMS = "A block has keys or items, never both."


@frozen
class Mistake:
    """One finding in the making; `written` is the text to be underlined, from `start` on.

    `doubts_above`: the line above may be as wrong as this one, they only don't fit together.
    """

    start: int
    written: str
    what: str
    why: str
    do: str
    code: Code = YAML_SYNTAX
    doubts_above: bool = False


def odd_blank(start: int, blank: str, line: int) -> Mistake:
    """`place:<no-break space>Ireland`: a blank that only looks like a space."""
    what = f"Line {line} has a blank that isn't a space (U+{ord(blank):04X})."
    why = "It looks like a space, and YAML takes it for a letter."
    return Mistake(start, blank, what, why, "Delete it, and type a space.")


def colon_in_text(wreck: Wreck) -> Mistake:
    """`reason: Note: this`, or `{ a: 1 b: 2 }`."""
    start = wreck.last[0]
    written, before = wreck.rest_of_line(start), wreck.indentation(start).strip()
    comma = ""
    if wreck.opened:
        written = re.split(r"[,}\]]", written, maxsplit=1)[0].rstrip()
        before = re.split(r"[,{\[]", before)[-1].strip()
        if " " in (text := wreck.text.body[start : wreck.at].rstrip()):
            comma = f", or write a comma before `{shown(text.split()[-1])}:`"
    line = shown(f"{before} {in_quotes(written)}".strip(), _LONGEST_PASTE)
    what = f"`{shown(written)}` has a colon inside a text without quotes."
    why = "A colon followed by a space ends a key."
    return Mistake(start, written, what, why, f"Put the text in quotes: `{line}`{comma}.")


def no_colon(wreck: Wreck, start: int) -> Mistake:
    """`place Ireland`, or `place:Ireland`."""
    written = wreck.rest_of_line(start)
    if written[:1] in CLOSING:
        return wrong_indentation(wreck, start)
    name, colon, value = written.partition(":")
    what, do = f"`{shown(written)}` has no colon.", f"Write `{shown(written)}: ` and the value."
    if colon and value.strip() == value != "":
        what = f"`{shown(written)}` has no space after the colon."
        do = f"Write `{shown(f'{name}: {value}', _LONGEST_PASTE)}`."
    why = "Every line of a block is a key, a colon, a space and a value."
    return Mistake(start, written, what, why, do, doubts_above=True)


def wrong_indentation(wreck: Wreck, position: int) -> Mistake:
    """A key that is deeper than those before it, or less deep than any."""
    begin = wreck.start_of_line(position)
    line = wreck.text.body[begin : wreck.text.end_of_line(wreck.at_line(position))]
    depth = len(line) - len(line.lstrip(" "))
    start = begin + depth
    key = _KEY.match(wreck.text.body, start)
    written = key[1] if key else wreck.rest_of_line(start)
    by = f"by {depth} space{'s' if depth > 1 else ''}" if depth else "by nothing"
    what = f"`{shown(written)}` is indented {by}, and that fits nothing above it."
    why = "Indentation says what a line belongs to."
    do = "Indent it like the other keys of the same part."
    return Mistake(start, written, what, why, do, doubts_above=True)


def unclosed(wreck: Wreck, opening: int) -> Mistake:
    """`{ a: 1`, with the next line taken into the row."""
    sign = wreck.sign(opening)
    what = f"The {_ROW[sign]} that begins here with `{sign}` isn't closed."
    why = "Everything below it is read as a part of it."
    do = f"Write `{CLOSING[sign]}` at its end, and commas between its parts."
    return Mistake(opening, wreck.rest_of_line(opening), what, why, do)


def open_quote(wreck: Wreck, start: int) -> Mistake:
    """`reason: "One region`, with the next lines taken into the text."""
    what = f"The quote `{wreck.sign(start)}` that begins here isn't closed in this line."
    why = "Everything up to the next quote is read as one text."
    return Mistake(start, wreck.rest_of_line(start), what, why, "Write the closing quote.")


def behind_quote(wreck: Wreck) -> Mistake | None:
    """Something stands behind a closing quote, or the quote closed what another one was to open."""
    start, end, quote = wreck.last
    if quote not in ("'", '"') or not start < end <= wreck.at or wreck.text.body[end : wreck.at].strip(" "):
        return None
    if wreck.at_line(start) != wreck.at_line(end):
        return open_quote(wreck, start)
    written = wreck.rest_of_line(wreck.at)
    if wreck.opened and written[:1] in ("'", '"'):
        what, why = "A comma is missing before this text.", "The parts of a row or list stand between commas."
        return Mistake(wreck.at, wreck.word(wreck.at), what, why, "Write the comma.")
    what = f"`{shown(written)}` stands behind the closing quote."
    repair = "write an apostrophe twice, `''`" if quote == "'" else 'write `\\"` for a quotation mark'
    why = "A text in quotes ends with its second quote."
    return Mistake(wreck.at, written, what, why, f"Put all of the text inside the quotes; there, {repair}.")


def wrong_bracket(wreck: Wreck, opening: int) -> Mistake:
    """`[a, b}`."""
    sign, opened = wreck.sign(wreck.at), wreck.sign(opening)
    what, why = f"`{sign}` can't close what `{opened}` opened.", "Rows stand in `{ }`, lists in `[ ]`."
    return Mistake(wreck.at, sign, what, why, f"Write `{CLOSING[opened]}` here, or remove `{sign}`.")


def lonely_comma(wreck: Wreck) -> Mistake:
    """`[a, , b]`."""
    what, why = "Nothing stands before this comma.", "A comma stands between two values."
    return Mistake(wreck.at, ",", what, why, "Remove it, or write what belongs there.")


def bad_beginning(wreck: Wreck) -> Mistake:
    """`path: *.html`, `owner: @ops`, `share: %5`."""
    start = wreck.since if wreck.sign(wreck.since) in ("&", "*", "!") else wreck.at
    written = wreck.rest_of_line(start)
    if wreck.opened:
        written = re.split(r"[,}\]]", written, maxsplit=1)[0].rstrip()
    what = f"A value can't begin with `{shown(wreck.sign(start))}` without quotes."
    if wreck.sign(start) == "`":
        what = "A value can't begin with a backquote."
    why = "YAML has a meaning of its own for this character."
    do = f"Put the value in quotes: `{shown(in_quotes(written), _LONGEST_PASTE)}`."
    return Mistake(start, written, what, why, do)


def unexpected(wreck: Wreck) -> Mistake:
    """`zones: [a] b`."""
    word = wreck.word(wreck.at)
    why = "What stands before it is complete already."
    do = "Remove it; or put what belongs together in quotes, with a comma before the next key."
    if word in ("}", "]"):
        why, do = "No such bracket is open.", "Remove it, or open the bracket where the row or list begins."
    return Mistake(wreck.at, word, f"`{shown(word)}` isn't expected here.", why, do)


def no_key(wreck: Wreck) -> Mistake:
    """`: Ireland`."""
    written = wreck.rest_of_line(wreck.at)
    why = "Every line of a block is a key, a colon, a space and a value."
    return Mistake(wreck.at, written, "A key is missing before this colon.", why, "Write the key.")


def item_among_keys(wreck: Wreck) -> Mistake:
    """`- eu-west-1` below `wave: 1`."""
    written = wreck.rest_of_line(wreck.at)
    what = f"`{shown(written)}` is an item of a list among keys."
    do = "Indent it below the key that it belongs to, or write it as a key and a value."
    return Mistake(wreck.at, written, what, _KEYS_OR_ITEMS, do, doubts_above=True)


def key_among_items(wreck: Wreck) -> Mistake:
    """`place: Ireland` below `- eu-west-1`."""
    written = wreck.rest_of_line(wreck.at)
    what = f"`{shown(written)}` stands among the items of a list."
    do = "Begin it with `- `, or indent it like what it belongs to."
    return Mistake(wreck.at, written, what, _KEYS_OR_ITEMS, do, doubts_above=True)


def list_behind_key(wreck: Wreck) -> Mistake:
    """`regions: - eu-west-1`."""
    written = wreck.rest_of_line(wreck.at)
    what = f"`{shown(written)}` begins a list in the line of its key."
    items = written.removeprefix("-").strip()
    do = f"Begin the list in the next line{f', or write `[{shown(items)}]`' if items else ''}."
    return Mistake(wreck.at, written, what, "A list with dashes begins in a line of its own.", do)


def unknown_escape(wreck: Wreck) -> Mistake:
    """`"C:\\data"`."""
    start = max(wreck.text.body.rfind("\\", wreck.since, wreck.at + 1), wreck.since)
    written = wreck.text.body[start : start + 2]
    what = f"`{shown(written)}` begins an escape that YAML doesn't know."
    why = "Inside double quotes a backslash begins an escape."
    return Mistake(start, written, what, why, "Use single quotes, or write `\\\\` for a backslash.")


def text_behind_block_sign(wreck: Wreck) -> Mistake:
    """`reason: |One region`."""
    written, sign = wreck.rest_of_line(wreck.since), wreck.sign(wreck.since)
    what = f"`{shown(written)}` doesn't begin a block of text."
    do = f"Write `{sign}` alone, and begin the text in the next line; or put the value in quotes."
    return Mistake(wreck.since, written, what, f"`{sign}` stands alone behind its key.", do)


def behind_document(wreck: Wreck) -> Mistake:
    """`{ atlas: 1 }`, and more below it."""
    written = wreck.rest_of_line(wreck.at)
    what = f"`{shown(written)}` stands behind the end of the document."
    why = "The bracket that closes the document stands before this line."
    return Mistake(wreck.at, written, what, why, "Begin the file with `atlas: 1`, one key a line, without brackets.")


def directive(wreck: Wreck) -> Mistake:
    """`%YAML 1.2`."""
    start = wreck.text.body.rfind("%", 0, wreck.at + 1)
    written = wreck.rest_of_line(start)
    what = f"`{shown(written)}` isn't part of this language."
    return Mistake(start, written, what, NO_HIDDEN_MEANING, "Remove the line.", DIRECTIVE_USED)


def anything_else(wreck: Wreck) -> Mistake:
    """A problem of libyaml that isn't known here, in its own words."""
    said = f": {shown(wreck.problem, 80)}" if wreck.problem else ""
    do = "Compare the line with those above; where in doubt, put the value in quotes."
    what, why = f"This can't be read as YAML{said}.", "What can't be read can't be checked."
    return Mistake(wreck.at, wreck.word(wreck.at), what, why, do)
