"""`atlas facts quotas`."""

from __future__ import annotations

from collections.abc import Sequence

import click

from compiler.cli.facts.asking import completing, format_option, gathered, show
from compiler.report.facts import facts_json
from compiler.report.facts.quotas import quota_text, quotas_text
from compiler.world.quotas import quota, quota_ids


@click.command("quotas")
@click.argument("ids", nargs=-1, metavar="[QUOTA]...", shell_complete=completing(quota_ids))
@format_option
def quotas(ids: tuple[str, ...], form: str) -> None:
    """Show how many of a thing AWS, Cloudflare and PostgreSQL allow, and which values.

    With one QUOTA or more, everything about these, with source and date. The beginning of names, such as `alb`, stands
    for all of them.

    \b
    All of them in a table:
        atlas facts quotas
    For how many days may logs be kept?
        atlas facts quotas logs.retention_days
    All about Cloudflare's Pro plan:
        atlas facts quotas cloudflare.pro
    For a program:
        atlas facts quotas --format json
    """
    show(lambda: _answer(ids, form))


def _answer(ids: Sequence[str], form: str) -> str:
    listed = [quota(quota_id) for quota_id in gathered("a quota", ids, quota_ids()) or quota_ids()]
    if form == "json":
        return facts_json(quotas=listed)
    in_full = bool(ids) and set(ids) <= set(quota_ids())
    return "\n\n\n".join(map(quota_text, listed)) if in_full else quotas_text(listed)
