import re

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from compiler.language.load.ambiguity import is_null, means, readings

OLD = yaml.resolver.Resolver()
CORE = (  # YAML 1.2.2, section 10.3.2
    ("null", r"null|Null|NULL|~|"),
    ("bool", r"true|True|TRUE|false|False|FALSE"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?(\.inf|\.Inf|\.INF)|\.nan|\.NaN|\.NAN"),
)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def type_in_yaml_1_1(text: str) -> str:
    return str(OLD.resolve(yaml.ScalarNode, text, (True, False))).rpartition(":")[2]


def type_in_yaml_1_2(text: str) -> str:
    return next((name for name, pattern in CORE if re.fullmatch(pattern, text)), "str")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NO", ("false", "text")),
        ("on", ("true", "text")),
        ("Yes", ("true", "text")),
        ("y", ("true", "text")),
        ("N", ("false", "text")),
        ("off", ("false", "text")),
        ("0123", ("the number 83", "the number 123")),
        ("-010", ("the number -8", "the number -10")),
        ("007", ("the number 7", "the number 7")),
        ("012345678901", ("text", "the number 12345678901")),
        ("0_17", ("the number 15", "text")),
        ("12:30:00", ("the number 45000, counted in sixties", "text")),
        ("-1:30", ("the number -90, counted in sixties", "text")),
        ("1:30.5", ("a number counted in sixties", "text")),
        ("1_000", ("a number", "text")),
        ("1_000.5", ("a number", "text")),
        ("0o17", ("text", "the number 15")),
        ("0b101", ("the number 5", "text")),
        ("-0x1F", ("the number -31", "text")),
        ("0x1_F", ("the number 31", "text")),
        ("1e3", ("text", "a number")),
        ("1.5e3", ("text", "a number")),
        ("2027-05-31T10:00:00Z", ("a moment", "text")),
        ("2027-5-1 10:00:00", ("a moment", "text")),
        ("0b_", ("a number", "text")),
        ("07_.5", ("a number", "text")),
        ("-.5", ("text", "a number")),
        ("~", ("no value", "no value")),
        ("null", ("no value", "no value")),
        ("=", ("a sign of its own", "text")),
        ("<<", ("a sign of its own", "text")),
    ],
)
def test_what_two_readers_take_for_something_else(text: str, expected: tuple[str, str]) -> None:
    assert readings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("2027-05-31", "true", "False", "0", "10", "-3", "+7", "1.5", ".5", "0.25", "1.5e+3", "0x1F", ".inf", ".nan"),
        *("none", "nope", "yess", "ON1", "5%", "10s", "6000 USD", "10.0.0.0/10", "100GB..300GB", "TLS1.3", "1.2.3"),
        *("0_9", "12:75", "eu-west-1", "postgres17", "-", "+", ".", "_", "0b2", "0x", "", "0" * 65),
    ],
)
def test_what_every_reader_takes_for_the_same(text: str) -> None:
    assert readings(text) is None


NUMBERS = st.text(alphabet="0123456789_.:+-eExXobTZ ", min_size=1, max_size=12)
WORDS = st.sampled_from(["yes", "no", "on", "off", "true", "false", "null", "~", "=", "<<", "y", "n"])
CASED = WORDS.flatmap(lambda word: st.sampled_from([word, word.upper(), word.capitalize(), word + "s"]))


@given(NUMBERS | CASED | st.from_regex(r"[-+]?[0-9][0-9_]{0,3}(:[0-5][0-9]){0,2}(\.[0-9]{1,2})?", fullmatch=True))
@example("0o17")
@example("0b1")
def test_whatever_changes_its_type_between_versions_is_found(text: str) -> None:
    if text == text.strip() and type_in_yaml_1_1(text) != type_in_yaml_1_2(text) and not DAY.fullmatch(text):
        assert readings(text) is not None


@pytest.mark.parametrize(("text", "expected"), [("yes", "true"), ("Off", "false"), ("N", "false"), ("maybe", "")])
def test_a_word_for_true_or_false_can_be_translated(text: str, expected: str) -> None:
    assert means(text) == expected


def test_null_is_recognised() -> None:
    assert [text for text in ("", "~", "null", "Null", "NULL", "nULL", "none") if is_null(text)] == [
        *("", "~", "null", "Null", "NULL")
    ]
