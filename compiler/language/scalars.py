"""Types of single values. Each reads the text that stands in the file, and says what is wrong in the user's words.

A type is an `Annotated[T, Marker(...)]`; the marker validates, and describes itself to the JSON Schema of editors.
Errors carry the id of a finding as their type; `compiler.language.validate` turns them into diagnostics.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from compiler.language.amounts import UNITS, Unit, split
from compiler.suggest import alternatives
from compiler.units import UnitError

_TAKEN_OVER = "It is taken over as it stands, into names, addresses and pages, so its form is fixed."


def _refuse(code: str, what: str, why: str, do: str) -> PydanticCustomError:
    """An error of kind `code`. In the texts, `{key}` stands for the key and `{text}` for what is written."""
    return PydanticCustomError("atlas", "{code}", {"code": code, "what": what, "why": why, "do": do})


class _Scalar:
    """A marker inside Annotated: subclasses say how to read the text and what the JSON Schema shows."""

    def read(self, text: str, kind: Any) -> Any:
        raise NotImplementedError

    def schema(self, kind: Any) -> dict[str, Any]:
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        shown = self.schema(source)
        return core_schema.no_info_after_validator_function(
            lambda text: self.read(text, source),
            core_schema.str_schema(strict=True),
            metadata={"pydantic_js_functions": [lambda _schema, _handler: dict(shown)]},
        )


@dataclass(frozen=True)
class Within(_Scalar):
    """An amount with a unit (a type of `compiler.units`) between two plausible bounds, both included."""

    low: str
    high: str

    def read(self, text: str, kind: Any) -> Any:
        unit = UNITS[kind.__name__]
        try:
            amount = kind.parse(text)
        except UnitError as error:
            if error.missing:
                raise self._missing(text, kind, unit) from None
            raise self._wrong(text, kind, unit) from None
        if not self._holds(amount, kind):
            raise self._implausible(text, amount < kind.parse(self.low), kind, unit)
        return amount

    def schema(self, kind: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": UNITS[kind.__name__].pattern,
            "examples": [self.low],
            "x-noun": UNITS[kind.__name__].noun,
            "x-range": f"{self.low} to {self.high}",
        }

    def _holds(self, amount: Any, kind: Any) -> bool:
        return bool(kind.parse(self.low) <= amount <= kind.parse(self.high))

    def _plausible(self, number: str, kind: Any, unit: Unit) -> list[str]:
        """The number with each unit that makes it a plausible amount."""
        found: list[str] = []
        for word in unit.words:
            with suppress(UnitError):
                found += [f"{number}{word}"] if self._holds(kind.parse(f"{number}{word}"), kind) else []
        return found

    def _missing(self, text: str, kind: Any, unit: Unit) -> PydanticCustomError:
        meant = self._plausible(text, kind, unit)
        return _refuse(
            "unit-missing",
            "`{key}: {text}` has no unit.",
            unit.why if len(meant) < 2 else f"It could be {alternatives(meant, 'or')}.",
            f"Write {_lines(meant)}." if meant else self._range(),
        )

    def _wrong(self, text: str, kind: Any, unit: Unit) -> PydanticCustomError:
        number, word = split(text)
        meant = [right for right in (f"{number}{unit.slips.get(word.lower().strip(), '')}",) if right != text]
        meant = [right for right in meant if right in self._plausible(number, kind, unit)]
        return _refuse(
            "unit-wrong",
            "`{text}` isn't " + unit.noun + ".",
            f"`{{key}}` takes {unit.noun}, written like {unit.examples}.",
            f"Write {_lines(meant)}." if meant else self._range(),
        )

    def _implausible(self, text: str, is_below: bool, kind: Any, unit: Unit) -> PydanticCustomError:
        number, word = split(text)
        meant = [right for right in self._plausible(number, kind, unit) if right != text]
        spoken = f", which is {number} {unit.spoken[word]}," if word in unit.spoken else ""
        return _refuse(
            "unit-implausible",
            f"`{{key}}: {{text}}`{spoken} is {'below' if is_below else 'above'} anything plausible.",
            unit.slip,
            f"Write {_lines(meant)}, or another amount from {self.low} to {self.high}." if meant else self._range(),
        )

    def _range(self) -> str:
        return f"Write an amount from {self.low} to {self.high}, as in `{{key}}: {self.low}`."


def _lines(amounts: list[str]) -> str:
    return alternatives([f"{{key}}: {amount}" for amount in amounts], "or")


@dataclass(frozen=True)
class Count(_Scalar):
    """A bare whole number: it counts what its key names."""

    low: int
    high: int

    def read(self, text: str, _kind: Any) -> int:
        if not re.fullmatch(r"\d{1,12}", text, re.ASCII):
            raise _refuse(
                "number-wrong",
                "`{text}` isn't a whole number.",
                "`{key}` takes a number without a unit, in digits.",
                self._advice(text),
            )
        number = int(text)
        if not self.low <= number <= self.high:
            raise self._implausible(number)
        return number

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def _advice(self, text: str) -> str:
        begun = re.match(r"\d{1,12}", text, re.ASCII)
        meant = int(begun[0]) if begun else self.low - 1
        return f"Write `{{key}}: {meant}`." if self.low <= meant <= self.high else f"Write {self._range()}."

    def _implausible(self, number: int) -> PydanticCustomError:
        what, why = "is above anything plausible.", "A slip of a digit is bought or promised as it stands."
        if self.low == self.high:
            what, why = "isn't known here.", "The same word may mean something else in another edition of the language."
        elif number < self.low:
            what = "is below anything plausible."
        return _refuse("number-implausible", "`{key}: {text}` " + what, why, f"Write {self._range()}.")

    def _range(self) -> str:
        if self.low == self.high:
            return f"`{{key}}: {self.low}`"
        return f"a number from {self.low} to {self.high}, as in `{{key}}: {self.low}`"


class YesNo(_Scalar):
    """`true` or `false`, and no other spelling."""

    def read(self, text: str, _kind: Any) -> bool:
        if text not in ("true", "false"):
            meant = [word for word in ("true", "false") if text.lower() in (word, word[0])] or ["true", "false"]
            raise _refuse(
                "word-unknown",
                "`{text}` is neither `true` nor `false`.",
                "`{key}` is a yes-or-no question, and other spellings mean different things to different tools.",
                f"Write {_lines(meant)}.",
            )
        return text == "true"

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {"type": "boolean"}


class Day(_Scalar):
    """A calendar day, `2027-05-31` (ISO 8601)."""

    def read(self, text: str, _kind: Any) -> date:
        try:
            if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            raise _refuse(
                "date-wrong",
                "`{text}` isn't a day of the calendar.",
                "Days are written year-month-day (ISO 8601), which reads the same everywhere.",
                "Write it like `{key}: 2027-05-31`.",
            ) from None

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {"type": "string", "format": "date", "examples": ["2027-05-31"], "x-noun": "a day"}


class PrivateNetwork(_Scalar):
    """An IPv4 network in CIDR form."""

    def read(self, text: str, _kind: Any) -> IPv4Network:
        try:
            if "/" not in text:
                raise ValueError(text)
            return IPv4Network(text)
        except (AddressValueError, NetmaskValueError, ValueError):
            raise _refuse(
                "network-wrong",
                "`{text}` isn't an IPv4 network in CIDR form.",
                "Addresses are computed from it: the part behind the `/` says how many, and all bits after it are 0.",
                f"Write `{self._meant(text)}`." if self._meant(text) else "Write it like `10.0.0.0/10`.",
            ) from None

    def _meant(self, text: str) -> str:
        """The network that an address with a prefix is in."""
        try:
            return str(IPv4Network(text, strict=False)) if "/" in text else ""
        except ValueError:
            return ""

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": r"^\d+\.\d+\.\d+\.\d+/\d+$",
            "examples": ["10.0.0.0/10"],
            "x-noun": "an IPv4 network",
        }


class Pool(PrivateNetwork):
    """A private IPv4 network that is wide enough to take the networks of 64 regions from."""

    private = tuple(map(IPv4Network, ("10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10")))
    narrowest = 14

    def read(self, text: str, kind: Any) -> IPv4Network:
        network = super().read(text, kind)
        if network.prefixlen > self.narrowest or not any(network.subnet_of(range_) for range_ in self.private):
            raise _refuse(
                "network-wrong",
                "`{text}` isn't a pool of private addresses for all regions.",
                "Each of 64 regions gets a 64th of it, for 24 subnets, in a range that the internet doesn't use.",
                f"Write `{{key}}: 10.0.0.0/10`, or another network of at least /{self.narrowest} in "
                f"{', '.join(map(str, self.private))}.",
            )
        return network


@dataclass(frozen=True)
class Matching(_Scalar):
    """Text of one form. `noun` names the form in errors (`an e-mail address`); `example` is one to copy."""

    pattern: str
    noun: str
    example: str
    longest: int = 200

    def read(self, text: str, _kind: Any) -> str:
        if len(text) > self.longest or not re.fullmatch(self.pattern, text):
            noun, _, form = self.noun.partition(": ")
            what = f" isn't {noun}." if len(text) <= self.longest else f" is longer than {self.longest} characters."
            why = f"{noun[0].upper()}{noun[1:]} is made of {form}." if form else _TAKEN_OVER
            raise _refuse("text-wrong", "`{text}`" + what, why, f"Write it like `{self.example}`.")
        return text

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"^(?:{self.pattern})$",
            "maxLength": self.longest,
            "examples": [self.example],
            "x-noun": self.noun,
        }


@dataclass(frozen=True)
class Refers:
    """The text is a name declared elsewhere: in one of `sections`, written `section.name` where `qualified`.

    It checks nothing by itself; `compiler.language.bind` looks every such name up.
    """

    sections: tuple[str, ...]
    qualified: bool = False

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        shown = dict(handler(schema))
        shown["x-refers"] = [f"{section}.*" if self.qualified else section for section in self.sections]
        return shown


class OrNone:
    """`none`, written out, is deliberate absence; it becomes None."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(
            lambda value: None if value == "none" else value, handler(source)
        )

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        shown = handler(schema)
        options = [option for option in shown.get("anyOf", [shown]) if option.get("type") != "null"]
        return {"anyOf": [*options, {"const": "none"}]}


Date = Annotated[date, Day()]
