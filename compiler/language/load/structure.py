"""Says what is wrong with how the parts of a file are put together."""

from __future__ import annotations

from typing import Any

from compiler.diagnostic import Code, Path, dotted
from compiler.language.load.flaws import Flaws, Noted, Sentence, in_quotes, place, shown
from compiler.language.load.marks import Spot
from compiler.language.load.scalars import NO_HIDDEN_MEANING
from compiler.language.load.tree import Tree

KEY_DUPLICATE = Code("key-duplicate", "The same key twice")
ROW_BROKEN = Code("row-broken", "A key without a value in a row")
ALIAS_USED = Code("alias-used", "An alias is used")
DIRECTIVE_USED = Code("directive-used", "A YAML directive is used")
DOCUMENTS_SEVERAL = Code("documents-several", "More than one document")
DOCUMENT_EMPTY = Code("document-empty", "Empty document")
NESTING_TOO_DEEP = Code("nesting-too-deep", "Nested too deeply")

DEEPEST = 16
_LONGEST_PASTE = 200


def duplicate_key(flaws: Flaws, path: Path, earlier: int, start: int, end: int) -> None:
    """Note a key that its parent has already, `earlier`. One finding for the keys of one part: where they are many,
    the line with the name of the next part is missing."""
    flaws.first_keys.setdefault(path, earlier)
    parent = path[:-1] or (start,)  # at the top, each for itself: parts that are far from each other
    if parent in flaws.doubles:
        flaws.doubles[parent].times += 1
    else:
        flaws.make_room()
        flaws.doubles[parent] = Noted(path, start, end)


def too_deep(flaws: Flaws, path: Path, start: int) -> None:
    """Report brackets or indentation beyond DEEPEST levels."""
    what = f"More than {DEEPEST} levels are nested here."
    why = "No part of this language is half as deep, so a bracket or an indentation went wrong before this place."
    top = f"`{shown(path[0])}`" if isinstance(path[0], str) else "the file"
    flaws.add(NESTING_TOO_DEEP, (), start, start + 1, what, why, f"Look through {top} for brackets that aren't closed.")


def open_document(flaws: Flaws, event: Any) -> None:
    """Report a `%` line before the document."""
    if event.version or event.tags:
        start, _ = place(event)
        end = flaws.text.end_of_line(flaws.text.line(start))
        what = f"`{shown(flaws.text.body[start:end])}` isn't part of this language."
        flaws.add(DIRECTIVE_USED, (), start, end, what, NO_HIDDEN_MEANING, "Remove the line.")


def second_document(flaws: Flaws, event: Any) -> None:
    """Report a `---` behind the document."""
    start, end = place(event)
    why = "One file describes one system, and what stands below would be ignored."
    do = "Remove this line, or move what follows to a file of its own."
    flaws.add(DOCUMENTS_SEVERAL, (), start, end, "A second document begins here.", why, do)


def empty_document(flaws: Flaws) -> None:
    """Report a file without any content."""
    what = f"`{shown(flaws.text.file)}` has no content."
    why = "An empty file can't be told from one that was lost."
    flaws.add(DOCUMENT_EMPTY, (), 0, 0, what, why, "Begin with `atlas: 1`, or restore the file.")


def mend_row(flaws: Flaws, path: Path, row: dict[str, Tree], spots: dict[Path, Spot], place: tuple[int, int]) -> None:
    """Note a key without a value, the next of `row` and the last of `path`: one finding a row.

    The rest of a sentence is put back where it was cut off, so that later stages don't judge the pieces.
    """
    parent, key = path[:-1], str(path[-1])
    if flaws.is_reported(place[0]):
        row[key] = ""
        return
    noted = flaws.rows.get(parent)
    before = next(reversed(row), "")
    cut, spot = row.get(before), spots.get((*parent, before))
    if noted and noted.sentence and noted.sentence.key == before:
        noted.end = place[1]
        return
    sentence = None
    if isinstance(cut, str) and cut and spot and spot[4] and " " in cut + key and ":" not in key:
        sentence = Sentence(row, before, spot[2])
    else:
        row[key] = ""
        spots[path] = (*place, place[1], place[1], True)
    if noted is None:
        flaws.make_room()
        flaws.rows[parent] = Noted(path, *place, sentence=sentence)


def report_noted(flaws: Flaws) -> None:
    """Report aliases and rows, now that all of them are seen."""
    for name, alias in flaws.aliases.items():
        _report_alias(flaws, name, alias)
    for row in flaws.rows.values():
        _report_row(flaws, row)
    for double in flaws.doubles.values():
        _report_double(flaws, double)


def _report_alias(flaws: Flaws, name: str, alias: Noted) -> None:
    others = alias.times - 1
    more = f", here and {others} more time{'s' if others > 1 else ''}" if others else ""
    what = f"`*{shown(name)}` is an alias{more}."
    do = "Write the value that it stands for."
    flaws.add(ALIAS_USED, alias.path, alias.start, alias.end, what, NO_HIDDEN_MEANING, do)


def _report_double(flaws: Flaws, noted: Noted) -> None:
    path, others = noted.path, noted.times - 1
    key, parent = shown(str(path[-1])), f" of `{shown(dotted(path[:-1]), 60)}`" if path[1:] else ""
    what = f"`{key}` is already a key{parent}, in line {flaws.text.line(flaws.first_keys[path]) + 1}"
    do = "Remove one of them, or join them."
    if others:
        what += (
            f", and {others} more key{'s' if others > 1 else ''} of it {'are' if others > 1 else 'is'} written twice"
        )
        do = "Write the name of the next part above this line, if it is missing; or remove one of each."
    why = "Only one of the two could count, and the other would be ignored in silence."
    flaws.add(KEY_DUPLICATE, path, noted.start, noted.end, f"{what}.", why, do, on_key=True)


def _report_row(flaws: Flaws, noted: Noted) -> None:
    key = shown(str(noted.path[-1]))
    why = "In a row such as `{ a: 1, b: 2 }` every comma begins the next key."
    if noted.sentence is not None:
        name, row = noted.sentence.key, noted.sentence.row
        text = row[name] = " ".join(flaws.text.body[noted.sentence.start : noted.end].split())
        what = f"The comma ends the text of `{shown(name)}`, and `{key}` is read as a key without a value."
        line = shown(f"{name}: {in_quotes(text)}", _LONGEST_PASTE)
        do = f"Put the text in quotes, `{line}`, or write the row as a block."
    elif ":" in key:
        name, _, value = str(noted.path[-1]).partition(":")
        what = f"`{key}` has no space after its colon."
        why = "A key ends with a colon and a space."
        do = f"Write `{shown(f'{name.strip()}: {value.strip()}', _LONGEST_PASTE)}`."
    else:
        what, do = f"`{key}` has no value in this row.", f"Write `{key}: ` and its value, or remove it."
    flaws.add(ROW_BROKEN, noted.path, noted.start, noted.end, what, why, do, on_key=True)
