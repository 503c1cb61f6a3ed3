"""Words for a person who mistyped a name: what they may have meant, and what there is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_NEAR = 0.72
_SWAPPED = 0.6
_LONGEST = 80
_MOST = 3


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The question "Did you mean `jurisdiction`?", or "" where nothing known is near.

    Case and the choice of `-`, `_` or a space don't count. Names that are equally near are all given, three at most,
    in alphabetical order.
    """
    from difflib import SequenceMatcher

    if len(word) > _LONGEST:
        return ""
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
        return ""
    best = max(scores.values())
    return f"Did you mean {_either(sorted(name for name in scores if scores[name] == best)[:_MOST])}?"


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names as "`a`, `b` and 3 more", in the order given, at most `most` of them; "none" where there is none."""
    if not names:
        return "none"
    shown = [f"`{name}`" for name in names[:most]]
    last = f"{len(names) - most} more" if len(names) > most else shown.pop()
    return f"{', '.join(shown)} and {last}" if shown else last


def _folded(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


def _either(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}" if len(quoted) > 1 else quoted[0]
