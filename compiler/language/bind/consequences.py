"""Findings that follow from others: left out, so that one mistake is one finding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set

from compiler.diagnostic import Diagnostic, Path, dotted
from compiler.language.bind.acknowledge import PATH_UNKNOWN
from compiler.language.bind.names import NAME_UNKNOWN
from compiler.language.bind.regions import RECOVERY_UNUSED
from compiler.language.overlay import OVERRIDE_UNKNOWN
from compiler.language.source import Tree


def independent(found: Iterable[Diagnostic], data: Tree, gone: Collection[Path] = ()) -> tuple[Diagnostic, ...]:
    """The findings about a file that don't follow from another one.

    `gone` are names that were committed and aren't declared any more (`("regions", "us-west-2")`), where that is a
    finding of its own: then it isn't another one that they are still mentioned.
    """
    every = tuple(found)
    unknown = {_mentioned(one, data) for one in every if one.code == NAME_UNKNOWN}
    return tuple(one for one in every if not _follows(one, data, unknown, gone))


def _follows(one: Diagnostic, data: Tree, unknown: Set[str], gone: Collection[Path]) -> bool:
    if one.code == NAME_UNKNOWN:
        text = _mentioned(one, data)
        return any(text in (name[-1], dotted(name)) for name in gone)
    if one.code in (OVERRIDE_UNKNOWN, PATH_UNKNOWN):
        section, name = (*_mentioned(one, data).split("."), "")[:2]
        return not unknown.isdisjoint({name, f"{section}.{name}"}) or (section, name) in gone
    return one.code == RECOVERY_UNUSED and any(name[0] == "regions" for name in gone)


def _mentioned(one: Diagnostic, data: Tree) -> str:
    """The word that a finding is about: its key, or what is written at its path."""
    if one.on_key:
        return str(one.path[-1])
    here: Tree | None = data
    for segment in one.path:
        if isinstance(here, dict):
            here = here.get(str(segment))
        elif isinstance(here, list) and isinstance(segment, int) and segment < len(here):
            here = here[segment]
    return here if isinstance(here, str) else ""
