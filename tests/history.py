"""The shipped file through several commits: each is judged against what the one before committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from shipped import AS_OF, TEXT, Seen, checked, under

from compiler.diagnostic import Severity
from compiler.pipeline import Checked, emit
from compiler.report.text import in_order

Change = tuple[str, str]


def inventories(seen: Checked) -> Mapping[str, bytes]:
    """What a file commits: the inventory of each of its environments."""
    made = emit(seen.understood.models)
    return {one.path.split("/")[0]: one.artifact.body for one in made if one.path.endswith("/inventory.json")}


def changed(text: str, changes: Sequence[Change]) -> str:
    """The text with each old text replaced by its new one. Each must be there once, to be the one meant."""
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times: {old!r}"
        text = text.replace(old, new)
    return text


def refusals(folder: Path, *commits: Sequence[Change], as_of: date = AS_OF) -> list[list[Seen]]:
    """What is refused of each commit, each of which changes the one before; the first one changes the shipped file.
    A commit that is refused isn't made."""
    text, found = TEXT, []
    before = inventories(checked(folder, TEXT, as_of=as_of))
    for changes in commits:
        after = changed(text, changes)
        now = checked(folder, after, before, as_of)
        assert now.understood.models, [one.what for one in now.diagnostics]
        lines = after.split("\n")
        refused = [one for one in in_order(now.diagnostics) if one.code.severity is Severity.REFUSAL]
        found.append([Seen(one.code.id, under(one, lines), one.environment) for one in refused])
        if not refused:
            text, before = after, inventories(now)
    return found
