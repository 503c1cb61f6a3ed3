"""Shape and values: plain data against the classes of the sections. Every problem of a file is found in one run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.language.document import Document
from compiler.language.keys import unknown_key
from compiler.language.load.flaws import shown
from compiler.language.shape import known_keys
from compiler.language.source import Tree
from compiler.suggest import alternatives, did_you_mean, listed

KEY_MISSING = Code("key-missing", "Missing key")
SHAPE_WRONG = Code("shape-wrong", "Another shape is needed here")
WORD_UNKNOWN = Code("word-unknown", "Unknown word")
UNIT_MISSING = Code("unit-missing", "Amount without a unit")
UNIT_WRONG = Code("unit-wrong", "Not an amount of this kind")
UNIT_IMPLAUSIBLE = Code("unit-implausible", "Implausible amount")
NUMBER_WRONG = Code("number-wrong", "Not a whole number")
NUMBER_IMPLAUSIBLE = Code("number-implausible", "Implausible number")
DATE_WRONG = Code("date-wrong", "Not a day of the calendar")
NETWORK_WRONG = Code("network-wrong", "Not a network")
TEXT_WRONG = Code("text-wrong", "Text of another form is needed here")

_BY_VALUE = {
    code.id: code
    for code in (
        WORD_UNKNOWN,
        UNIT_MISSING,
        UNIT_WRONG,
        UNIT_IMPLAUSIBLE,
        NUMBER_WRONG,
        NUMBER_IMPLAUSIBLE,
        DATE_WRONG,
        NETWORK_WRONG,
        TEXT_WRONG,
    )
}
_SHAPES = {
    "model_type": "keys below it",
    "model_attributes_type": "keys below it",
    "dict_type": "names below it",
    "list_type": "a list",
    "string_type": "one value",
}
_SERVING = ["recovery", "wave"]
_OR_ROLE = "A region that only keeps copies of others has `role: recovery` instead."
_FEW = 3  # missing keys, of which each is shown with an example


def validate(data: Tree) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document that plain data describes, or everything that is wrong with its shape and its values."""
    try:
        return Document.model_validate(data), ()
    except ValidationError as error:
        return None, tuple(_explain(error.errors(include_url=False), data))


def _explain(details: Iterable[ErrorDetails], data: Tree) -> Iterator[Diagnostic]:
    """What is wrong, part by part: missing keys are one finding, and a single key in place of another is, too."""
    missing: dict[Path, list[str]] = {}
    unknown: dict[Path, list[str]] = {}
    for detail in details:
        path, on_key = _in_file(detail["loc"], data)
        if detail["type"] == "missing":
            missing.setdefault(path[:-1], []).append(str(path[-1]))
        elif detail["type"] == "extra_forbidden":
            unknown.setdefault(path[:-1], []).append(str(path[-1]))
        elif not (on_key and path[:1] == ("regions",)):  # ids of regions are bound to the facts, which knows more
            yield _wrong(detail, path, on_key)
    for part, words in unknown.items():
        instead = missing.pop(part) if len(words) == 1 == len(missing.get(part, ())) else []
        hint = f"`{instead[0]}` is missing here: write that, if it is what you mean." if instead else ""
        for word in words:
            yield unknown_key((*part, word), part, tuple(known_keys(part, data)), hint)
    for part, words in missing.items():
        found = missing_keys(part, words, data)
        yield replace(found, do=f"{found.do} {_OR_ROLE}") if words == _SERVING and part[:1] == ("regions",) else found


def _wrong(detail: ErrorDetails, path: Path, on_key: bool) -> Diagnostic:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "union_tag_invalid":
        key, _, word = str(context["tag"]).partition(":")
        known = str(context["expected_tags"]).replace(f"{key}:", "").replace("'", "").split(", ")
        return _unknown_word((*path, key), word, known)
    if kind in _SHAPES or not isinstance(detail["input"], str):
        return _wrong_shape(path, kind if kind in _SHAPES else "string_type", detail["input"])
    if kind == "literal_error":
        known = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
        return _unknown_word(path, str(detail["input"]), known)
    if kind == "atlas":
        return _wrong_value(path, on_key, str(detail["input"]), context)
    raise AssertionError(f"unmapped error {kind} at {dotted(path)}: this is a bug in Atlas")  # pragma: no cover


def _in_file(loc: tuple[int | str, ...], data: Tree) -> tuple[Path, bool]:
    """The path that stands in the file, and whether it is about the key there: pydantic adds segments of its own,
    the tag of a choice and `[key]`."""
    path: list[str | int] = []
    here: Any = data
    on_key = False
    for segment in loc:
        if isinstance(segment, str) and not _has(here, segment):
            on_key = segment == "[key]"
            if on_key or segment.startswith("role:"):
                continue
        path.append(segment)
        here = here[segment] if _has(here, segment) else None
    return tuple(path), on_key


def _has(data: Any, segment: str | int) -> bool:
    if isinstance(data, list):
        return isinstance(segment, int) and segment < len(data)
    return isinstance(data, dict) and segment in data


def missing_keys(part: Path, words: Sequence[str], data: Tree, why: str = "", *, paste: str = "") -> Diagnostic:
    """The finding that a part lacks keys. `paste` is the line to write instead of the declared example."""
    known = known_keys(part, data)
    declared = [known[word] for word in words if word in known]
    meaning = declared[0].meaning if len(words) == len(declared) == 1 else ""
    examples = [f"{word}: {key.example}" for word, key in zip(words, declared, strict=False)]
    if paste or (len(words) <= _FEW and not any("..." in example for example in examples)):
        do = f"Add {'it' if len(words) == 1 else 'them'}, as in {alternatives([paste] if paste else examples, 'and')}."
    else:
        do = f"`atlas explain {shown(dotted((*part, words[0])), 80)}` shows what belongs in it."
    return Diagnostic(
        KEY_MISSING,
        f"{_part(part)[0].upper()}{_part(part)[1:]} has no {alternatives(words, 'or')}.",
        why or meaning or "None of them has a default: forgetting must look different from deciding.",
        do,
        part,
        on_key=True,
    )


def _part(path: Path) -> str:
    return f"`{shown(dotted(path), 80)}`" if path else "this file"


def _wrong_shape(path: Path, kind: str, written: object) -> Diagnostic:
    stands = "keys" if isinstance(written, dict) else "a list" if isinstance(written, list) else "one value"
    part, key = _part(path), _key_of(path)
    if kind == "list_type" and isinstance(written, str):
        do = f"Write `{key}: [{'' if written == 'none' else shown(written)}]`."
    elif kind == "dict_type" and written == "none":
        do = f"Write `{key}: {{}}`, which says that there are none."
    elif kind == "string_type" and isinstance(written, list) and len(written) == 1 and isinstance(written[0], str):
        do = f"Write `{key}: {shown(written[0])}`."
    else:
        do = "Begin with `atlas: 1`, one key a line."
        do = f"`atlas explain {shown(dotted(path), 80)}` shows its shape." if path else do
    return Diagnostic(
        SHAPE_WRONG,
        f"{part[0].upper()}{part[1:]} takes {_SHAPES[kind]}, not {stands}.",
        "Each key has one shape and one meaning, so that a reader never has to guess which is meant.",
        do,
        path,
        on_key=isinstance(written, dict | list),
    )


def _unknown_word(path: Path, word: str, known: Sequence[str]) -> Diagnostic:
    return Diagnostic(
        WORD_UNKNOWN,
        f"`{shown(word)}` isn't a word that `{_key_of(path)}` knows.",
        f"It knows {listed(known, most=20)}.",
        did_you_mean(word, known) or f"Write one of them, as in `{_key_of(path)}: {known[0]}`.",
        path,
    )


def _key_of(path: Path) -> str:
    """The nearest key above a value, as it may stand in a sentence: what a person would say the value is of."""
    return shown(next((part for part in reversed(path) if isinstance(part, str)), ""))


def _wrong_value(path: Path, on_key: bool, text: str, context: dict[str, Any]) -> Diagnostic:
    def said(part: str) -> str:
        return str(context[part]).replace("{key}", _key_of(path)).replace("{text}", shown(text, 60))

    return Diagnostic(_BY_VALUE[context["code"]], said("what"), said("why"), said("do"), path, on_key=on_key)
