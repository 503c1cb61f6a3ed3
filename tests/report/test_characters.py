import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.report.characters import columns, encodable, visible


@pytest.mark.parametrize(
    ("case", "text", "expected"),
    [
        ("plain text", "eu-west-1: é 中 😀", "eu-west-1: é 中 😀"),
        ("escape, tab, NUL and delete have signs of their own", "\x1b[2J\t\0\x7f", "␛[2J␉␀␡"),
        ("controls of Latin-1 have none", "\x85\x9b", "\ufffd\ufffd"),
        ("what turns the text", "a\u202eb\u2066c", "a\ufffdb\ufffdc"),
        ("what is invisible", "a\u200bb\ufeffc", "a\ufffdb\ufffdc"),
        ("a blank that isn't a space", "a\u00a0b\u3000c", "a⍽b⍽c"),
        ("joined emoji stay joined", "👩\u200d💻", "👩\u200d💻"),
        ("half of a pair", "\udcff", "\ufffd"),
        ("characters younger than this Python", "\U0003fffd\ue000", "\U0003fffd\ue000"),
    ],
)
def test_what_can_be_seen_stays_and_the_rest_gets_a_sign(case: str, text: str, expected: str) -> None:
    assert visible(text) == expected


@given(st.text())
def test_one_sign_stands_for_one_character(text: str) -> None:
    assert len(visible(text)) == len(text)
    assert not any(ord(character) < 32 or 127 <= ord(character) < 160 for character in visible(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("中文", 4),
        ("😀", 2),
        ("\uff41", 2),
        ("☁\ufe0f", 1),
        ("👩\u200d💻", 4),
    ],
)
def test_columns_are_those_of_a_terminal(text: str, expected: int) -> None:
    assert columns(text) == expected


@given(st.text(alphabet=st.characters()))
def test_what_is_encodable_can_be_written(text: str) -> None:
    assert encodable(text).encode().decode() == encodable(text)


def test_names_from_undecodable_bytes_can_be_written() -> None:
    assert encodable("caf\udce9.yaml") == "caf?.yaml"
