"""What losses and outcomes are called."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.model.survival import Back, Lost, Term, total


def called(lost: Lost) -> str:
    """What is lost, as a row of a table begins."""
    match lost.failure:
        case "zone":
            return f"zone {lost.thing}"
        case "control-planes":
            return f"control planes ({lost.thing})"
        case "cloudflare":
            return "Cloudflare"
        case "writer":
            return "the writer's databases"
        case _:
            return lost.thing


def after(back: Back | None) -> str:
    """How long it takes: `at once`, `2m 30s`, or `never`, which is until what is lost returns."""
    if back is None:
        return "never"
    return back.after.spoken if back.terms else "at once"


def lost_for_good(gone: tuple[Term, ...] | None) -> str:
    """How much is lost: `nothing`, `50s`, or `all`."""
    if gone is None:
        return "all"
    return total(gone).spoken if gone else "nothing"


def sum_of(terms: Sequence[Term]) -> str:
    """A sum with its parts: `2m 30s = 30s noticed + 1m ...`."""
    return f"{total(tuple(terms)).spoken} = {' + '.join(f'{term.takes.spoken} {term.what}' for term in terms)}"
