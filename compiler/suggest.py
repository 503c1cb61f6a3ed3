"""Words for a person who mistyped a name: what they may have meant, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

_NEAR = 0.72
_SWAPPED = 0.6
_LONGEST = 80
_MOST = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question "Did you mean `jurisdiction`?", or "" where nothing known is near.

    Names that are equally near are all given, three at most, in alphabetical order.
    """
    near = nearest(word, known)[:_MOST]
    return f"Did you mean {alternatives(near, 'or')}?" if near else ""


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The known names that the word is most like, in alphabetical order; none where nothing known is near, or where
    the word itself is known. Case and the choice of `-`, `_` or a space don't count."""
    from difflib import SequenceMatcher

    if len(word) > _LONGEST:
        return []
    folded = _folded(word)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    scores: dict[str, float] = {}
    for name in known:
        matcher.set_seq1(candidate := _folded(name))
        needed = _SWAPPED if sorted(candidate) == sorted(folded) else _NEAR
        if matcher.real_quick_ratio() >= needed and matcher.quick_ratio() >= needed:
            score = matcher.ratio()
            if score >= needed:
                scores[name] = score
    if not scores or word in scores:
        return []
    best = max(scores.values())
    return sorted(name for name in scores if scores[name] == best)


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names as "`a`, `b` and 3 more", in the order given, at most `most` of them; "none" where there is none."""
    if not names:
        return "none"
    shown = [f"`{name}`" for name in names[:most]]
    last = f"{len(names) - most} more" if len(names) > most else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


def alternatives(names: Sequence[str], word: Literal["and", "or"]) -> str:
    """All of some names, as "`a`, `b` or `c`"."""
    quoted = [f"`{name}`" for name in names]
    return f"{', '.join(quoted[:-1])} {word} {quoted[-1]}" if len(quoted) > 1 else "".join(quoted)
