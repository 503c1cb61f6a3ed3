"""Reading one file of facts: YAML or JSON in, typed values out, a clear error at the first thing that isn't right.

What people read and write is YAML. Tables that a compile asks on every run are JSON: it is read a hundred times faster.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TypeVar

_AS_OF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_Value = TypeVar("_Value")
_Choice = TypeVar("_Choice", bound=Enum)


class FactsError(Exception):
    """A file of facts is missing or isn't what it should be: a fault of this installation, not of `atlas.yaml`."""

    def __init__(self, file: Path, what: str) -> None:
        super().__init__(f"{file}: {what}")
        self.file = file
        self.what = what


class Record:
    """A mapping in a file of facts. Each key is taken once, by its type; `close` refuses what nobody took."""

    __slots__ = ("_at", "_left", "file")

    def __init__(self, file: Path, data: object, at: str = "") -> None:
        self.file = file
        self._at = at
        if not isinstance(data, dict):
            raise self.error("", f"should be a mapping, not {data!r}.")
        self._left: dict[object, object] = dict(data)

    def error(self, key: str, what: str) -> FactsError:
        """The error that something is wrong with `key`; `what` goes on after its name."""
        path = self._path(key)
        return FactsError(self.file, f"`{path}` {what}" if path else f"the file {what}")

    def _path(self, key: str) -> str:
        return f"{self._at}.{key}" if self._at and key else self._at or key

    def _take(self, key: str, kind: type[_Value], words: str) -> _Value:
        if key not in self._left:
            raise self.error(key, f"is missing: it should be {words}.")
        value = self._left.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.error(key, f"should be {words}, not {value!r}.")
        return value

    def text(self, key: str) -> str:
        """A text that isn't empty."""
        value = self._take(key, str, "a text")
        if not value:
            raise self.error(key, "is empty.")
        return value

    def text_or_none(self, key: str) -> str | None:
        """A text, or None where the key isn't written."""
        return self.text(key) if key in self._left else None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, none of them empty; no text where the key isn't written."""
        listed = self._take(key, list, "a list of texts") if key in self._left else []
        for item in listed:
            if not isinstance(item, str) or not item:
                raise self.error(key, f"should hold texts only, not {item!r}.")
        return tuple(listed)

    def flag(self, key: str) -> bool:
        """`true` or `false`."""
        return self._take(key, bool, "true or false")

    def flag_or_none(self, key: str) -> bool | None:
        """`true` or `false`, or None where the key isn't written."""
        return self.flag(key) if key in self._left else None

    def count(self, key: str) -> int:
        """A whole number, 0 or more."""
        value = self._take(key, int, "a whole number")
        if value < 0:
            raise self.error(key, f"should be 0 or more, not {value}.")
        return value

    def count_or_none(self, key: str) -> int | None:
        """A whole number, 0 or more, or None where the key isn't written."""
        return self.count(key) if key in self._left else None

    def counts(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers, each more than the one before; none where the key isn't written."""
        listed = self._take(key, list, "a list of whole numbers") if key in self._left else []
        if any(type(item) is not int for item in listed) or sorted(set(listed)) != listed:
            raise self.error(key, f"should hold whole numbers, each more than the one before, not {listed!r}.")
        return tuple(listed)

    def number(self, key: str) -> Decimal:
        """A number, 0 or more, exactly as it is written."""
        value = self._take(key, object, "a number")
        number = Decimal(str(value)) if isinstance(value, int | float) and not isinstance(value, bool) else None
        if number is None or not number.is_finite() or number < 0:
            raise self.error(key, f"should be a number, 0 or more, not {value!r}.")
        return number

    def degrees(self, key: str, limit: int) -> float:
        """An angle between `-limit` and `limit`, written with decimals."""
        value = self._take(key, float, "a number with decimals")
        if not -limit <= value <= limit:
            raise self.error(key, f"should be between -{limit} and {limit}, not {value}.")
        return value

    def choice(self, key: str, options: type[_Choice]) -> _Choice:
        """The member of `options` with this text as its value."""
        value = self.text(key)
        for option in options:
            if option.value == value:
                return option
        words = ", ".join(f"`{option.value}`" for option in options)
        raise self.error(key, f"should be one of {words}, not `{value}`.")

    def as_of(self, key: str = "as_of") -> str:
        """A date as precise as it is known: `2026`, `2026-05` or `2026-05-20`."""
        value = self._take(key, object, "a date")
        text = value.isoformat() if type(value) is datetime.date else str(value)
        if not _AS_OF.fullmatch(text):
            raise self.error(key, f"should be a date such as 2026-05-20 or 2026-05, not {value!r}.")
        return text

    def record(self, key: str) -> Record:
        """The mapping below `key`."""
        return Record(self.file, self._take(key, dict, "a mapping"), self._path(key))

    def listed(self, key: str) -> tuple[Record, ...]:
        """The mappings in the list at `key`; none where the key isn't written."""
        items = self._take(key, list, "a list of mappings") if key in self._left else []
        return tuple(Record(self.file, item, self._path(f"{key}.{position}")) for position, item in enumerate(items))

    def records(self) -> Iterator[tuple[str, Record]]:
        """Every key with the mapping below it, for a mapping whose keys are names."""
        for key in tuple(self._left):
            yield str(key), self.record(str(key))

    def named_texts(self) -> Iterator[tuple[str, str]]:
        """Every key with its text, for a mapping whose keys are names."""
        for key in tuple(self._left):
            yield str(key), self.text(str(key))

    def rows(self, key: str) -> dict[str, object]:
        """The mapping below `key` as it is written: a table of which few rows are read, each by a Record of its own."""
        return {str(name): row for name, row in self._take(key, dict, "a mapping").items()}

    def numbers(self) -> Iterator[tuple[str, Decimal]]:
        """Every key with its number, for a mapping whose keys are names."""
        for key in tuple(self._left):
            yield str(key), self.number(str(key))

    def close(self) -> None:
        """FactsError if a key is left that nobody took: a mistyped fact would otherwise go unread."""
        for key in self._left:
            raise self.error(str(key), "isn't a fact that Atlas knows.")


def read(file: Path) -> Record:
    """The mapping that the whole file is, YAML or, by its name, JSON.

    FactsError if it is missing, unreadable or something else than a mapping.
    """
    try:
        text = file.read_bytes()
    except OSError as error:
        raise FactsError(file, f"the file can't be read: {error.strerror}.") from error
    return Record(file, _json(file, text) if file.suffix == ".json" else _yaml(file, text))


def _json(file: Path, text: bytes) -> object:
    import orjson

    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise FactsError(file, f"the file isn't JSON: {error}.") from error


def _yaml(file: Path, text: bytes) -> object:
    import yaml

    try:
        return yaml.load(text.decode(), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise FactsError(file, f"the file isn't YAML: {' '.join(str(error).split())}.") from error
