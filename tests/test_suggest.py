import pytest
from hypothesis import given
from hypothesis import strategies as st

from compiler.suggest import did_you_mean, listed

KEYS = ("place", "jurisdiction", "recovery", "role", "wave", "state", "legal_basis", "rto", "rpo")


@pytest.mark.parametrize(
    ("case", "word", "known", "expected"),
    [
        ("a letter too many", "jurisdication", KEYS, "Did you mean `jurisdiction`?"),
        ("a letter too few", "wav", KEYS, "Did you mean `wave`?"),
        ("two letters swapped", "palce", KEYS, "Did you mean `place`?"),
        ("two letters swapped in a short word", "rot", ("rto", "wave"), "Did you mean `rto`?"),
        ("capitals", "Place", KEYS, "Did you mean `place`?"),
        ("a dash for an underscore", "legal-basis", KEYS, "Did you mean `legal_basis`?"),
        ("a space for an underscore", "Legal basis", KEYS, "Did you mean `legal_basis`?"),
        ("the plural", "regions", ("region", "release"), "Did you mean `region`?"),
        (
            "several names equally near",
            "eu-west-9",
            ("eu-west-3", "eu-west-1", "us-east-1", "eu-west-2"),
            "Did you mean `eu-west-1`, `eu-west-2` or `eu-west-3`?",
        ),
        ("two names equally near", "node2", ("node3", "node1"), "Did you mean `node1` or `node3`?"),
        ("nothing near", "colour", KEYS, ""),
        ("a short word that shares a letter", "eu", ("us", "ap"), ""),
        ("the word itself is known", "place", KEYS, ""),
        ("nothing known", "place", (), ""),
        ("nothing written", "", KEYS, ""),
        ("a text as long as a page", "place" * 1000, KEYS, ""),
    ],
)
def test_a_suggestion_is_the_nearest_name(case: str, word: str, known: tuple[str, ...], expected: str) -> None:
    assert did_you_mean(word, known) == expected


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12), max_size=8))
def test_the_order_in_which_names_are_known_changes_nothing(word: str, known: list[str]) -> None:
    assert did_you_mean(word, known) == did_you_mean(word, list(reversed(known)))


@pytest.mark.parametrize(
    ("names", "most", "expected"),
    [
        ([], 6, "none"),
        (["a"], 6, "`a`"),
        (["a", "b"], 6, "`a` and `b`"),
        (["b", "a", "c"], 6, "`b`, `a` and `c`"),
        (["a", "b", "c", "d", "e"], 2, "`a`, `b` and 3 more"),
        (["a", "b", "c"], 2, "`a`, `b` and 1 more"),
        (["a", "b"], 1, "`a` and 1 more"),
    ],
)
def test_names_are_listed_in_their_order(names: list[str], most: int, expected: str) -> None:
    assert listed(names, most) == expected
