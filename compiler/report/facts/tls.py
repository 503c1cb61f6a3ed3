"""The best TLS minimum of each hop, as a table and one by one."""

from __future__ import annotations

from collections.abc import Sequence

from compiler.report.facts import WIDTH, dates
from compiler.report.table import folded, sheet, table
from compiler.world.tls import Best


def hops_text(hops: Sequence[Best]) -> str:
    """A table with a row a hop."""
    left = max(len(best.hop) for best in hops) + 2 + len("TLS1.3") + 2
    rows = [(best.hop, best.version, folded(best.how, WIDTH - left)) for best in hops]
    return (
        f"{len(rows)} hops and the best TLS minimum of each, facts as of {dates(best.as_of for best in hops)}\n\n"
        f"{table(('hop', 'best', 'by'), rows)}\n\n"
        "best: the highest version below which can be refused on this hop, and by what.\n"
        "With source and date: atlas facts tls app_to_cache"
    )


def hop_text(best: Best) -> str:
    """Everything about one hop, with its source."""
    rows = (
        ("best minimum", best.version),
        ("by", best.how),
        ("source", best.source),
        ("as of", best.as_of),
        ("confidence", best.confidence.value),
        ("note", best.note or "-"),
    )
    return f"{best.hop}\n\n{sheet(rows, WIDTH)}"
