"""Shape and values: plain data against the classes of the sections. Every problem of a file is found in one run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from compiler.diagnostic import Code, Diagnostic, Path, dotted
from compiler.language.document import Document
from compiler.language.shape import known_keys
from compiler.language.source import Tree
from compiler.suggest import did_you_mean, listed

KEY_UNKNOWN = Code("key-unknown", "Unknown key")
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
    "list_type": "a list, as in `[a, b]`",
    "string_type": "one value",
}


def validate(data: Tree) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document that plain data describes, or everything that is wrong with its shape and its values."""
    try:
        return Document.model_validate(data), ()
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, tuple(found for detail in details for found in _explain(detail, data))


def _explain(detail: ErrorDetails, data: Tree) -> Iterator[Diagnostic]:
    path, on_key = _in_file(detail["loc"], data, missing=detail["type"] == "missing")
    kind = detail["type"]
    if kind == "extra_forbidden":
        yield _unknown_key(path, data)
    elif kind == "missing":
        yield missing_key(path, data)
    elif kind in _SHAPES:
        yield _wrong_shape(path, kind, detail["input"])
    elif kind == "literal_error":
        yield _unknown_word(path, str(detail["input"]), detail.get("ctx", {}))
    elif kind == "atlas":
        yield _wrong_value(path, on_key, str(detail["input"]), detail.get("ctx", {}))
    else:  # pragma: no cover - a kind of error that no type of the language can raise
        raise AssertionError(f"unmapped error {kind} at {dotted(path)}: this is a bug in Atlas")


def _in_file(loc: tuple[int | str, ...], data: Tree, *, missing: bool) -> tuple[Path, bool]:
    """The path that stands in the file: pydantic's own segments (tags of unions, `[key]`) left out."""
    on_key = bool(loc) and loc[-1] == "[key]"
    path: list[str | int] = []
    here: Any = data
    steps = [segment for segment in loc if segment != "[key]"]
    for position, segment in enumerate(steps):
        if isinstance(segment, str) and segment.startswith("role:"):
            continue
        path.append(segment)
        last = position == len(steps) - 1
        if not (last and missing):
            here = _below(here, segment)
    return tuple(path), on_key


def _below(data: Any, segment: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(segment)
    return data[segment] if isinstance(data, list) and isinstance(segment, int) else None


def _part(path: Path) -> str:
    return f"`{dotted(path)}`" if path else "this file"


def _unknown_key(path: Path, data: Tree) -> Diagnostic:
    parent, word = path[:-1], str(path[-1])
    known = known_keys(parent, data)
    return Diagnostic(
        KEY_UNKNOWN,
        f"`{word}` isn't a key of {_part(parent)}.",
        "Unknown keys would be promises that nobody checks.",
        did_you_mean(word, known) or f"Known here: {listed(tuple(known), most=40)}.",
        path,
        on_key=True,
    )


def missing_key(path: Path, data: Tree, why: str = "", *, paste: str = "") -> Diagnostic:
    """The finding that the key at `path` isn't there, pointing to the part that lacks it."""
    parent, word = path[:-1], str(path[-1])
    declared = known_keys(parent, data).get(word)
    meaning, example = (declared.meaning, declared.example) if declared else ("", "")
    return Diagnostic(
        KEY_MISSING,
        f"{_part(parent)[0].upper()}{_part(parent)[1:]} has no `{word}`.",
        f"{why} {meaning}".strip(),
        f"Add `{paste or f'{word}: {example}'}`.",
        parent,
        on_key=True,
    )


def _wrong_shape(path: Path, kind: str, written: object) -> Diagnostic:
    stands = "keys" if isinstance(written, dict) else "a list" if isinstance(written, list) else "one value"
    wanted = _SHAPES[kind]
    return Diagnostic(
        SHAPE_WRONG,
        f"{_part(path)} needs {wanted}, and has {stands}.",
        "Each key has one shape and one meaning, so that a reader never has to guess which is meant.",
        f"See `atlas explain {dotted(path)}`." if path else "Begin with `atlas: 1`, one key a line.",
        path,
        on_key=isinstance(written, dict | list),
    )


def _unknown_word(path: Path, word: str, context: dict[str, Any]) -> Diagnostic:
    known = str(context["expected"]).replace(" or ", ", ").replace("'", "").split(", ")
    return Diagnostic(
        WORD_UNKNOWN,
        f"`{word}` isn't a word that `{_key_of(path)}` knows.",
        f"It knows {listed(known, most=20)}.",
        did_you_mean(word, known) or f"Write one of them, as in `{_key_of(path)}: {known[0]}`.",
        path,
    )


def _key_of(path: Path) -> str:
    """The nearest key above a value: what a person would say the value is of."""
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")


def _wrong_value(path: Path, on_key: bool, text: str, context: dict[str, Any]) -> Diagnostic:
    def said(part: str) -> str:
        return str(context[part]).replace("{key}", _key_of(path)).replace("{text}", text)

    return Diagnostic(_BY_VALUE[context["code"]], said("what"), said("why"), said("do"), path, on_key=on_key)
