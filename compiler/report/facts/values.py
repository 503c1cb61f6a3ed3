"""Value rules of Terraform arguments, as a table of resources and resource by resource."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.report.facts import WIDTH
from compiler.report.table import folded, sheet
from compiler.world.values import Rules, ValueRule

_SHOWN = 8


def resources_text(rules: Sequence[Sequence[ValueRule]], file: Rules) -> str:
    """A line or two a resource: the arguments that something is known of."""
    listed = (f"{found[0].resource}: {', '.join(rule.argument for rule in found)}" for found in rules)
    return "\n\n".join(
        (
            f"{len(rules)} resources with rules for the values of arguments, facts as of {file.as_of}",
            "\n".join(folded(line, WIDTH, "    ") for line in listed),
            f"{folded(file.note, WIDTH)}\nThe rules of one resource, with source: atlas facts values aws_lb_listener",
        )
    )


def resource_text(rules: Sequence[ValueRule], file: Rules) -> str:
    """The rules of one resource, with their source."""
    rows = [(rule.argument, said(rule)) for rule in rules]
    origin = f"Source: {file.source} (as of {file.as_of}, confidence: {file.confidence.value}). {file.note}"
    return f"{rules[0].resource}\n\n{sheet(rows, WIDTH, ('argument', 'takes'))}\n\n{folded(origin, WIDTH, '  ')}"


def said(rule: ValueRule) -> str:
    """What an argument takes, in words: `1 to 64 characters, fits ^[a-z]+$`."""
    if rule.words:
        more = len(rule.words) - _SHOWN
        return f"{', '.join(rule.words[:_SHOWN])}{f' and {more} more' if more > 0 else ''}"
    pattern = f"what fits {rule.pattern}" if rule.pattern else None
    return ", ".join(filter(None, (_length(rule), pattern)))


def _length(rule: ValueRule) -> str | None:
    if rule.most is None:
        return None if rule.least is None else f"at least {rule.least} characters"
    return f"{rule.least} to {rule.most} characters" if rule.least else f"at most {rule.most} characters"
