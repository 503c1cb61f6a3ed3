"""Types of single values. Each reads the text that stands in the file, and says what is wrong in the user's words.

A type is an `Annotated[T, Marker(...)]`; the marker validates, and describes itself to the JSON Schema of editors.
Errors carry the id of a finding as their type; `compiler.language.validate` turns them into diagnostics.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from ipaddress import AddressValueError, IPv4Network, NetmaskValueError
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

from compiler.units import UnitError


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
        try:
            amount = kind.parse(text)
        except UnitError as error:
            if error.missing:
                raise _refuse(
                    "unit-missing",
                    "`{key}: {text}` has no unit.",
                    _UNITS[kind.__name__].why,
                    f"Write the unit, as in `{{key}}: {self.low}`.",
                ) from None
            raise _refuse(
                "unit-wrong",
                "`{text}` isn't " + _UNITS[kind.__name__].noun + ".",
                f"`{{key}}` takes {_UNITS[kind.__name__].noun}, written like {_UNITS[kind.__name__].examples}.",
                f"Write it like `{{key}}: {self.low}`.",
            ) from None
        if not (kind.parse(self.low) <= amount <= kind.parse(self.high)):
            raise _refuse(
                "unit-implausible",
                "`{key}: {text}` is "
                + ("below" if amount < kind.parse(self.low) else "above")
                + " anything plausible.",
                _UNITS[kind.__name__].slip,
                f"Write an amount from {self.low} to {self.high}.",
            )
        return amount

    def schema(self, kind: Any) -> dict[str, Any]:
        unit = _UNITS[kind.__name__]
        return {
            "type": "string",
            "pattern": unit.pattern,
            "examples": [self.low],
            "x-range": f"{self.low} to {self.high}",
        }


@dataclass(frozen=True)
class _Unit:
    noun: str
    examples: str
    pattern: str
    why: str
    slip: str


_NUMBER = r"\d+(\.\d+)?"
_UNITS = {
    "Duration": _Unit(
        "a duration",
        "`200ms`, `30s`, `5m`, `6h`, `30d`, `5y`",
        rf"^{_NUMBER}(ms|s|m|h|d|y)$",
        "A bare number could be milliseconds, seconds or minutes.",
        "`m` is minutes, `ms` milliseconds, `d` days of 24 hours: a slip of the unit changes what is promised.",
    ),
    "Size": _Unit(
        "a size",
        "`512MB`, `4GB`, `1TB`",
        rf"^{_NUMBER}(MB|GB|TB)$",
        "A bare number could be bytes, megabytes or gigabytes.",
        "A slip of the unit is a factor of a thousand in what is bought.",
    ),
    "SizeRange": _Unit(
        "a size or a range of sizes",
        "`50GB`, `100GB..300GB`",
        rf"^{_NUMBER}(MB|GB|TB)(\.\.{_NUMBER}(MB|GB|TB))?$",
        "A bare number could be bytes, megabytes or gigabytes.",
        "A slip of the unit is a factor of a thousand in the estimate.",
    ),
    "Share": _Unit(
        "a share",
        "`5%`, `0.5%`",
        rf"^{_NUMBER}%$",
        "A bare number could be a count, a fraction or a percentage.",
        "A share is a part of a whole, at most `100%`.",
    ),
    "Money": _Unit(
        "an amount of money",
        "`7800 USD`",
        rf"^{_NUMBER} USD$",
        "An amount without its currency can't be compared with a price.",
        "Amounts are US dollars a month, as AWS lists its prices.",
    ),
    "Cpu": _Unit(
        "an amount of processing power",
        "`2 vCPU`, `0.25 vCPU`",
        rf"^{_NUMBER} vCPU$",
        "A bare number could be vCPUs or AWS's CPU units, of which 1024 are one vCPU.",
        "Fargate sells from 0.25 to 16 vCPU a task.",
    ),
}


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
                "`{key}` counts what it names, so it takes a bare whole number.",
                f"Write it like `{{key}}: {self.low}`.",
            )
        number = int(text)
        if not self.low <= number <= self.high:
            raise _refuse(
                "number-implausible",
                "`{key}: {text}` is " + ("below" if number < self.low else "above") + " anything plausible.",
                "A slip of a digit here is bought or promised as it stands.",
                f"Write a number from {self.low} to {self.high}.",
            )
        return number

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


class YesNo(_Scalar):
    """`true` or `false`, and no other spelling."""

    def read(self, text: str, _kind: Any) -> bool:
        if text not in ("true", "false"):
            raise _refuse(
                "word-unknown",
                "`{text}` is neither `true` nor `false`.",
                "`{key}` is a yes-or-no question, and other spellings mean different things to different tools.",
                "Write `{key}: true` or `{key}: false`.",
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
        return {"type": "string", "format": "date"}


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
                "Write it like `10.0.0.0/10`.",
            ) from None

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d+\.\d+\.\d+\.\d+/\d+$"}


@dataclass(frozen=True)
class Matching(_Scalar):
    """Text of one form. `noun` names the form in errors (`an e-mail address`); `example` is one to copy."""

    pattern: str
    noun: str
    example: str
    longest: int = 200

    def read(self, text: str, _kind: Any) -> str:
        if len(text) > self.longest or not re.fullmatch(self.pattern, text):
            raise _refuse(
                "text-wrong",
                "`{text}` isn't " + self.noun + ".",
                f"This place takes {self.noun}"
                + (f", of at most {self.longest} characters." if len(text) > self.longest else "."),
                f"Write it like `{self.example}`.",
            )
        return text

    def schema(self, _kind: Any) -> dict[str, Any]:
        return {
            "type": "string",
            "pattern": f"^(?:{self.pattern})$",
            "maxLength": self.longest,
            "examples": [self.example],
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
        shown["x-refers"] = list(self.sections)
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
