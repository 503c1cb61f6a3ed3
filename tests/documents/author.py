"""Whoever writes a generated document: decides by what hypothesis draws, and slips now and then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from hypothesis import strategies as st

_T = TypeVar("_T")
Document = dict[str, Any]
"""A document as it is loaded: text, or lists and maps of text."""

_DECISIONS = 1500
"""Twice as many bytes as the longest document takes; after the last one, each decision is the simplest."""


@dataclass(frozen=True, slots=True)
class Author:
    """Careless authors now and then (once in `rash` times) write what can't be kept, and more rarely what can't be read
    as they mean it.

    All decisions are drawn at once, as bytes: documents then differ from each other in all their parts, where
    hypothesis would otherwise repeat parts of one document in the next. 0 is the simplest, so it shrinks as usual.
    """

    decisions: Iterator[int]
    careless: bool = False
    rash: int = 8

    def one(self, *of: _T) -> _T:
        """One of some; the first is the simplest."""
        return of[self._below(len(of))]

    def likely(self, usual: _T, *others: _T) -> _T:
        """The usual one three times in four."""
        return self.one(*([usual] * 3 * len(others)), *others)

    def rarely(self, times: int = 4) -> bool:
        """Whether something that is the case once in so many times is so here."""
        return self._below(times) == times - 1

    def some(self, of: Sequence[_T], least: int = 0, most: int | None = None) -> list[_T]:
        """Different ones of some, in any order."""
        most = min(len(of), len(of) if most is None else most)
        least = min(least, most)
        left = list(of)
        return [left.pop(self._below(len(left))) for _ in range(least + self._below(most - least + 1))]

    def rashly(self, right: _T, *wrong: _T) -> _T:
        """What is right, or what a careless author says without thinking: it can be said, but something is wrong."""
        return self.one(*wrong) if self.careless and self.rarely(self.rash) else right

    def slip(self, right: _T, *wrong: _T) -> _T:
        """What is right, or a careless author's slip of the pen: nobody can tell what it means."""
        return self.one(*wrong) if self.careless and self.rarely(15 * self.rash) else right

    def keep(self, rows: Mapping[str, Any], *words: str) -> dict[str, Any]:
        """The rows, of which those called `words` may be left out: each has a default, or may be absent."""
        return {word: value for word, value in rows.items() if word not in words or not self.rarely(3)}

    def _below(self, bound: int) -> int:
        number = next(self.decisions, 0)
        return (number if bound <= 16 else number * 256 + next(self.decisions, 0)) % bound


def authors(*kinds: tuple[bool, int]) -> st.SearchStrategy[Author]:
    """Authors of some kinds, as many of each: whether they are careless, and how rash they are then."""
    decisions = st.binary(min_size=_DECISIONS, max_size=_DECISIONS)
    return st.builds(lambda made, kind: Author(iter(made), *kind), decisions, st.sampled_from(kinds))


CAREFUL = (False, 8)
CARELESS = (True, 8)
HARDLY_CARELESS = (True, 60)
"""One mistake in a document or two, so that whatever doesn't find it is seen."""
