"""Quotas, as a table and one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from compiler.report.facts import WIDTH, dates
from compiler.report.table import sheet
from compiler.world.quotas import Quota

_FEW = 6


def quotas_text(quotas: Sequence[Quota]) -> str:
    """A table with a row a quota, at least one; long lists are counted only."""
    rows = [(quota.id, said(quota, most=_FEW)) for quota in quotas]
    return (
        f"{len(rows)} quotas, facts as of {dates(quota.as_of for quota in quotas)}\n\n"
        f"{sheet(rows, WIDTH, ('quota', 'allowed'))}\n\n"
        "Those of AWS are what an account has unasked.\n"
        f"With source and date: atlas facts quotas {quotas[0].id}"
    )


def quota_text(quota: Quota) -> str:
    """Everything about one quota, with its source."""
    rows = (
        ("allowed", said(quota)),
        ("source", quota.source),
        ("as of", quota.as_of),
        ("confidence", quota.confidence.value),
        ("note", quota.note or "-"),
    )
    return f"{quota.id}\n\n{sheet(rows, WIDTH)}"


def said(quota: Quota, most: int | None = None) -> str:
    """What the quota says, in words: `at most 50 load balancers in a region (more on request)`.

    A list of more than `most` is counted, and not shown.
    """
    default = quota.default is not None and (quota.greatest is not None or quota.least is not None)
    more = [f"{quota.default} by default"] if default else []
    more += ["more on request"] if quota.adjustable else []
    value = quota.words or _counted(quota, most) or " ".join(filter(None, (_value(quota), _unit(quota))))
    return f"{value} ({', '.join(more)})" if more else value


def _counted(quota: Quota, most: int | None) -> str | None:
    if quota.names:
        few = most is None or len(quota.names) <= most
        return f"{'; '.join(quota.names)}: {quota.unit}" if few else f"{len(quota.names)} {quota.unit}"
    if most is not None and len(quota.allowed) > most:
        return f"one of {len(quota.allowed)} numbers, {quota.allowed[0]} to {quota.allowed[-1]} {quota.unit}"
    return None


def _unit(quota: Quota) -> str | None:
    """The unit, which is a plural in the file; of one second it is a second."""
    last = quota.least if quota.greatest is None else quota.greatest
    if quota.unit is None or quota.allowed or last != 1:
        return quota.unit
    return re.sub(r"^(second|minute|hour|day)s\b", r"\1", quota.unit)


def _value(quota: Quota) -> str:
    if quota.allowed:
        multiples = [] if quota.multiples_of is None else [f"multiples of {quota.multiples_of}"]
        *most, last = [*map(str, quota.allowed), *multiples]
        return f"{', '.join(most)} or {last}" if most else last
    if quota.greatest is not None:
        return f"at most {quota.greatest}" if quota.least is None else f"{quota.least} to {quota.greatest}"
    if quota.least is not None:
        return f"at least {quota.least}"
    return f"{quota.default} by default:" if quota.known else "unknown:"
