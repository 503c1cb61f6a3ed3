"""From the place where libyaml gives up to the mistake that was made.

libyaml says what it expected, hardly ever what is wrong, and has no codes: its texts (of version 0.2.5) are matched
here. A text that isn't known still gives a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from compiler.language.load import mistakes
from compiler.language.load.flaws import Flaws
from compiler.language.load.mistakes import Mistake
from compiler.language.load.scalars import ANCHOR_USED, KEY_COMPLEX, TAG_USED
from compiler.language.load.text import Text
from compiler.language.load.wreck import CLOSING, Wreck, find_wreck

_BLANK = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")


def report_syntax_error(flaws: Flaws) -> None:
    """Add the one finding about the place where the text can't be read any further.

    What was found from the beginning of that line on goes: it would follow from the mistake. Where the line has a tab,
    an invisible character, an anchor, alias, tag or complex key, that is the finding.
    """
    wreck = find_wreck(flaws.text)
    mistake = _EXPLAIN.get(wreck.problem, mistakes.anything_else)(wreck)
    line = flaws.text.line(mistake.start)
    first = _line_above(flaws.text, line) if mistake.doubts_above else line
    begin, end = flaws.text.starts[first], flaws.text.end_of_line(line)
    if any(begin <= start < end for start in _strangers(flaws)):
        return
    flaws.forget_from(begin)
    if any(flaws.text.is_altered(near) for near in {line, wreck.at_line(wreck.at), wreck.at_line(wreck.since)}):
        return
    if blank := _BLANK.search(flaws.text.lines[line]):
        mistake = mistakes.odd_blank(flaws.text.starts[line] + blank.start(), blank[0], line + 1)
    end = mistake.start + len(mistake.written)
    flaws.add(mistake.code, (), mistake.start, end, mistake.what, mistake.why, mistake.do)


def _line_above(text: Text, line: int) -> int:
    """The nearest line above that says something."""
    above = line - 1
    while above > 0 and text.lines[above].lstrip(" ")[:1] in ("", "#"):
        above -= 1
    return max(above, 0)


def _strangers(flaws: Flaws) -> list[int]:
    """Where something stands that isn't part of this language and that YAML itself may trip over."""
    found = [start for start, found in flaws.found if found.code in (ANCHOR_USED, TAG_USED, KEY_COMPLEX)]
    return found + [alias.start for alias in flaws.aliases.values()]


def _in_brackets(wreck: Wreck) -> Mistake:
    """A row or list goes on with something that is no comma and doesn't close it."""
    sign, opening = wreck.sign(wreck.at), wreck.since
    if mistake := mistakes.behind_quote(wreck):
        return mistake
    if wreck.at_line(opening) != wreck.at_line(wreck.at) or wreck.is_end():
        return mistakes.unclosed(wreck, opening)
    if sign in ("}", "]"):
        return mistakes.wrong_bracket(wreck, opening)
    return mistakes.colon_in_text(wreck) if sign == ":" else mistakes.unexpected(wreck)


def _no_value(wreck: Wreck) -> Mistake:
    """Something stands where a value must begin."""
    sign = wreck.sign(wreck.at)
    if wreck.opened and wreck.is_end():
        return mistakes.unclosed(wreck, wreck.opened[-1])
    if wreck.opened and sign in ("}", "]") and sign != CLOSING[wreck.sign(wreck.opened[-1])]:
        return mistakes.wrong_bracket(wreck, wreck.opened[-1])
    if sign in (",", ":"):
        return mistakes.lonely_comma(wreck) if sign == "," else mistakes.no_key(wreck)
    return mistakes.bad_beginning(wreck) if sign == "-" else mistakes.unexpected(wreck)


def _colon(wreck: Wreck) -> Mistake:
    """A colon with a space stands where no key can be."""
    start, end, quote = wreck.last
    if quote or not start < end <= wreck.at or wreck.text.body[end : wreck.at].strip():
        return mistakes.unexpected(wreck)
    if wreck.at_line(start) == wreck.at_line(wreck.at):
        return mistakes.colon_in_text(wreck)
    if not wreck.indentation(start).strip():
        return mistakes.no_colon(wreck, start)
    return mistakes.wrong_indentation(wreck, wreck.at)


def _no_key(wreck: Wreck) -> Mistake:
    """Something that is no key stands among the keys of a map."""
    if mistake := mistakes.behind_quote(wreck):
        return mistake
    if wreck.indentation(wreck.at).strip():
        return mistakes.unexpected(wreck)
    if wreck.sign(wreck.at) == ":":
        return mistakes.no_key(wreck)
    if wreck.sign(wreck.at) == "-" and wreck.sign(wreck.at + 1) in (" ", "\n", ""):
        return mistakes.item_among_keys(wreck)
    return mistakes.wrong_indentation(wreck, wreck.at)


def _no_item(wreck: Wreck) -> Mistake:
    """Something that is no item stands in a list."""
    if mistake := mistakes.behind_quote(wreck):
        return mistake
    return mistakes.unexpected(wreck) if wreck.indentation(wreck.at).strip() else mistakes.key_among_items(wreck)


def _after_document(wreck: Wreck) -> Mistake:
    if wreck.is_end() or wreck.sign(wreck.start_of_line(wreck.at)) == "%":
        return mistakes.directive(wreck)
    if wreck.sign(wreck.at) == ":":
        return mistakes.no_key(wreck)
    if wreck.indentation(wreck.root):
        return mistakes.wrong_indentation(wreck, wreck.at)
    return mistakes.behind_document(wreck)


def _no_colon(wreck: Wreck) -> Mistake:
    return mistakes.no_colon(wreck, wreck.since)


def _open_quote(wreck: Wreck) -> Mistake:
    return mistakes.open_quote(wreck, wreck.since)


_EXPLAIN: dict[str, Callable[[Wreck], Mistake]] = {
    "did not find expected ',' or '}'": _in_brackets,
    "did not find expected ',' or ']'": _in_brackets,
    "did not find expected node content": _no_value,
    "mapping values are not allowed in this context": _colon,
    "could not find expected ':'": _no_colon,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _no_item,
    "block sequence entries are not allowed in this context": mistakes.list_behind_key,
    "mapping keys are not allowed in this context": mistakes.bad_beginning,
    "found character that cannot start any token": mistakes.bad_beginning,
    "did not find expected alphabetic or numeric character": mistakes.bad_beginning,
    "did not find expected tag URI": mistakes.bad_beginning,
    "did not find the expected '>'": mistakes.bad_beginning,
    "did not find expected whitespace or line break": mistakes.bad_beginning,
    "found undefined tag handle": mistakes.bad_beginning,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "found unknown escape character": mistakes.unknown_escape,
    "did not find expected hexdecimal number": mistakes.unknown_escape,
    "found invalid Unicode character escape code": mistakes.unknown_escape,
    "did not find expected comment or line break": mistakes.text_behind_block_sign,
    "found an indentation indicator equal to 0": mistakes.text_behind_block_sign,
    "did not find expected <document start>": _after_document,
    "found unknown directive name": mistakes.directive,
    "found incompatible YAML document": mistakes.directive,
}
