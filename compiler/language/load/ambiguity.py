"""Words and numbers that YAML 1.1 and YAML 1.2 read differently when they stand without quotes.

Sources: the types of YAML 1.1 (https://yaml.org/type/) and the core schema of YAML 1.2.2 (section 10.3.2).
Days such as 2027-05-31, `true`, `false` and plain numbers are the same in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_READ_TWICE = re.compile(
    r"""
      (?P<word>      y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)
    | (?P<null>      ~|null|Null|NULL)
    | (?P<zeros>     [-+]?0[0-9_]+)
    | (?P<grouped>   (?=.*_)([-+]?[0-9][0-9_]*\.[0-9_]* | [-+]?[1-9][0-9_]* | \.[0-9][0-9_]*))
    | (?P<octal>     0o[0-7]+)
    | (?P<binary>    [-+]?0b[01_]+)
    | (?P<hex>       [-+]0x[0-9a-fA-F_]+ | (?=.*_)0x[0-9a-fA-F_]+)
    | (?P<sixties>   [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)
    | (?P<exponent>  [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+
                   | ([-+]?[0-9][0-9_]*\.[0-9_]* | \.[0-9][0-9_]*)[eE][-+][0-9]+)
    | (?P<signed>    [-+]\.[0-9]+)
    | (?P<moment>    [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?
                     ([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?)
    | (?P<indicator> =|<<)
    """,
    re.VERBOSE,
)
_SAME_FLOAT = re.compile(r"([-+]?[0-9]+\.[0-9]*|\.[0-9]+)[eE][-+][0-9]+")
_LONGEST = 64
"""Characters; what is longer is a text to everybody who looks at it."""


def readings(text: str) -> tuple[str, str] | None:
    """What YAML 1.1 and YAML 1.2 take the plain text for, as words for a sentence; None where nobody can differ."""
    match = _READ_TWICE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or _SAME_FLOAT.fullmatch(text):
        return None
    kind = str(match.lastgroup)
    return _SAME_WORDS.get(kind) or _IN_WORDS[kind](text)


def means(text: str) -> str:
    """`true` or `false` where YAML 1.1 has another word for it, else ""."""
    folded = text.lower()
    return "true" if folded in ("y", "yes", "on") else "false" if folded in ("n", "no", "off") else ""


def is_null(text: str) -> bool:
    """Whether every reader takes the plain text for no value at all."""
    return text in ("", "~", "null", "Null", "NULL")


def _zeros(text: str) -> tuple[str, str] | None:
    digits = text.lstrip("-+").replace("_", "")
    octal = not set(digits) & {"8", "9"}
    if "_" in text and not octal:
        return None
    return _number(text, 8) if octal else "text", "text" if "_" in text else _number(text, 10)


def _number(text: str, base: int) -> str:
    digits = text.replace("_", "")
    return "a number" if digits.lstrip("-+") in ("0b", "0x") else f"the number {int(digits, base)}"


def _sixties(text: str) -> tuple[str, str]:
    total = 0
    if "." in text:
        return "a number counted in sixties", "text"
    for part in text.lstrip("-+").replace("_", "").split(":"):
        total = total * 60 + int(part)
    return f"the number {'-' if text.startswith('-') else ''}{total}, counted in sixties", "text"


_SAME_WORDS = {
    "null": ("no value", "no value"),
    "grouped": ("a number", "text"),
    "signed": ("text", "a number"),
    "moment": ("a moment", "text"),
    "indicator": ("a sign of its own", "text"),
}
_IN_WORDS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "word": lambda text: (means(text), "text"),
    "zeros": _zeros,
    "octal": lambda text: ("text", _number(text, 8)),
    "binary": lambda text: (_number(text, 2), "text"),
    "hex": lambda text: (_number(text, 16), "text"),
    "sixties": _sixties,
    "exponent": lambda text: ("text", "a number") if "_" not in text else ("a number", "text"),
}
