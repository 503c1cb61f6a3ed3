"""What losses and outcomes are called."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.model.survival import Back, Lost, Outcome, Term, total


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


def supposed(lost: Sequence[Lost]) -> str:
    """The beginning of a sentence: `If eu-west-1, us-east-1 and Cloudflare are lost`."""
    names = [_in_a_sentence(one) for one in lost]
    plural = len(names) > 1 or lost[0].failure in ("control-planes", "writer")
    *first, last = names
    subject = f"{', '.join(first)} and {last}" if first else last
    return f"If {subject} {'are' if plural else 'is'} lost"


def _in_a_sentence(lost: Lost) -> str:
    match lost.failure:
        case "link":
            return f"the link between {' and '.join(lost.thing.split('~'))}"
        case "control-planes":
            return f"the control planes in {lost.thing}"
        case _:
            return called(lost)


def after(back: Back) -> str:
    """How long it takes: `at once`, or `2m 30s`."""
    return back.after.spoken if back.terms else "at once"


def lost_for_good(one: Outcome) -> str:
    """How much is lost: `nothing`, `50s`, or that nothing bounds it, which is final only where somebody else writes."""
    if one.gone is not None:
        return total(one.gone).spoken if one.gone else "nothing"
    match one.state:
        case "served":
            return "not bounded"
        case "read-only":
            return "not known until\nit returns"
        case _:
            return "all, unless\nit returns"


def sum_of(terms: Sequence[Term]) -> str:
    """A sum with its parts, `2m 30s = 30s noticed + 1m ...`; a single part is its own sum."""
    parts = " + ".join(f"{term.takes.spoken} {term.what}" for term in terms)
    return f"{total(tuple(terms)).spoken} = {parts}" if len(terms) > 1 else parts
