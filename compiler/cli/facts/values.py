"""`atlas facts values`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compiler.cli.facts.asking import completing, format_option, named, show
from compiler.report.facts import facts_json
from compiler.report.facts.values import resource_text, resources_text
from compiler.world.values import all_rules, resources, rules


@click.command("values")
@click.argument("names", nargs=-1, metavar="[RESOURCE]...", shell_complete=completing(resources))
@format_option
def values(names: tuple[str, ...], form: str) -> None:
    """Show what AWS takes as values of the arguments of a Terraform resource: words, lengths, patterns.

    With one RESOURCE or more, the rules of their arguments.

    \b
    All resources that something is known of:
        atlas facts values
    What may stand in a listener?
        atlas facts values aws_lb_listener
    For a program, with all words of long lists:
        atlas facts values aws_kms_key --format json
    """
    show(lambda: _answer(names, form))


def _answer(names: Sequence[str], form: str) -> str:
    file = all_rules()
    listed = [rules(name) for name in named("a resource", names, resources()) or resources()]
    if form == "json":
        origin = {"source": file.source, "as_of": file.as_of, "confidence": file.confidence, "note": file.note}
        return facts_json(values=[rule for found in listed for rule in found], **origin)
    return "\n\n\n".join(resource_text(found, file) for found in listed) if names else resources_text(listed, file)
