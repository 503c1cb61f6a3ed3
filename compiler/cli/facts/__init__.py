"""`atlas facts`: what Atlas knows of the world, with source and date. One file a subject, loaded when it is called."""

from __future__ import annotations

import click

from compiler.cli.commands import Commands

_SUBJECTS = {
    "regions": ("compiler.cli.facts.regions", "The regions of AWS: place, country, jurisdiction, zones."),
    "latency": ("compiler.cli.facts.latency", "How long a round trip between two regions takes."),
    "limits": ("compiler.cli.facts.limits", "How long names may be, and of which characters."),
    "quotas": ("compiler.cli.facts.quotas", "How many of a thing there may be, and which values it may have."),
    "times": ("compiler.cli.facts.times", "How long steps take that nobody declares, such as DNS."),
    "tls": ("compiler.cli.facts.tls", "The best TLS minimum that can be had on each hop."),
    "prices": ("compiler.cli.facts.prices", "List prices of AWS and Cloudflare."),
    "values": ("compiler.cli.facts.values", "What AWS takes as values of Terraform arguments."),
}


@click.group("facts", cls=Commands, table=_SUBJECTS)
def facts() -> None:
    """Show what Atlas knows of the world.

    Each fact has a source, a date and a confidence. Atlas checks `atlas.yaml` against them; nothing is asked from the
    network. What nobody measured or published is unknown, and said to be so: it is never taken for zero.

    \b
    Which regions are there, and under which law?
        atlas facts regions
    Is 200 ms between these two possible?
        atlas facts latency eu-west-1 ap-southeast-1
    Why must this name be so short?
        atlas facts limits alb
    For how many days may logs be kept?
        atlas facts quotas logs.retention_days
    """
