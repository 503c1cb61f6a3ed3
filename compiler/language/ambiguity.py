"""Words and numbers that YAML 1.1 and YAML 1.2 read differently when they stand without quotes.

Sources: the types of YAML 1.1 (yaml.org/type, read 2026-11-22) and the core schema of YAML 1.2.2, section 10.3.2.
Days such as 2027-05-31, `true`, `false` and plain numbers are the same in both.
"""

from __future__ import annotations

import re

_READ_TWICE = re.compile(
    r"""
      (?P<word>      y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)
    | (?P<null>      ~|null|Null|NULL)
    | (?P<zeros>     [-+]?0[0-9_]+)
    | (?P<grouped>   [-+]?[1-9][0-9_]*_[0-9_]*(\.[0-9_]*)? | [-+]?[0-9][0-9_]*\.[0-9]*_[0-9_]* | \.[0-9]+_[0-9_]*
                   | 0_[0-9_]*\.[0-9_]* )
    | (?P<octal>     0o[0-7]+)
    | (?P<binary>    [-+]?0b[01_]+)
    | (?P<hex>       [-+]0x[0-9a-fA-F_]+ | 0x[0-9a-fA-F_]*_[0-9a-fA-F_]*)
    | (?P<sixties>   [-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?)
    | (?P<exponent>  [-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+ | [-+]?[0-9_]*\.[0-9_]*[eE][-+][0-9]+)
    | (?P<moment>    [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(\.[0-9]*)?
                     ([ \t]*(Z|[-+][0-9]{1,2}(:[0-9]{2})?))?)
    | (?P<indicator> =|<<)
    """,
    re.VERBOSE,
)
_SAME_FLOAT = re.compile(r"[-+]?([0-9]+\.[0-9]*|\.[0-9]+)[eE][-+][0-9]+")
_LONGEST_NUMBER = 40


def readings(text: str) -> tuple[str, str] | None:
    """What YAML 1.1 and YAML 1.2 take the plain text for, as words for a sentence; None where nobody can differ."""
    match = _READ_TWICE.fullmatch(text)
    if match is None or _SAME_FLOAT.fullmatch(text):
        return None
    return _IN_WORDS[str(match.lastgroup)](text)


def means(text: str) -> str:
    """`true` or `false` where YAML 1.1 has another word for it, else ""."""
    match = _READ_TWICE.fullmatch(text)
    if match is None or match.lastgroup != "word":
        return ""
    return "true" if text.lower() in ("y", "yes", "on") else "false"


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
    return f"the number {int(text.replace('_', ''), base)}" if len(text) <= _LONGEST_NUMBER else "a number"


def _sixties(text: str) -> tuple[str, str]:
    total = 0
    if "." in text or len(text) > _LONGEST_NUMBER:
        return "a number counted in sixties", "text"
    for part in text.lstrip("-+").replace("_", "").split(":"):
        total = total * 60 + int(part)
    return f"the number {'-' if text.startswith('-') else ''}{total}, counted in sixties", "text"


_IN_WORDS = {
    "word": lambda text: (means(text), "text"),
    "null": lambda text: ("no value", "no value"),
    "zeros": _zeros,
    "grouped": lambda text: ("a number", "text"),
    "octal": lambda text: ("text", _number(text, 8)),
    "binary": lambda text: (_number(text, 2), "text"),
    "hex": lambda text: (_number(text, 16), "text"),
    "sixties": _sixties,
    "exponent": lambda text: ("text", "a number") if "_" not in text else ("a number", "text"),
    "moment": lambda text: ("a moment", "text"),
    "indicator": lambda text: ("a sign of its own", "text"),
}
