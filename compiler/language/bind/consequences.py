"""Findings that follow from others: left out, so that one mistake is one finding."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Set

from compiler.diagnostic import Diagnostic, Path, dotted
from compiler.language.bind.acknowledge import PATH_UNKNOWN
from compiler.language.bind.names import NAME_UNKNOWN
from compiler.language.bind.regions import RECOVERY_UNUSED
from compiler.language.entities import KEPT_IN
from compiler.language.overlay import OVERRIDE_UNKNOWN
from compiler.language.source import Tree
from compiler.language.validate import TEXT_WRONG
from compiler.suggest import nearest


def independent(found: Iterable[Diagnostic], data: Tree, gone: Collection[Path] = ()) -> tuple[Diagnostic, ...]:
    """The findings about a file that don't follow from another one.

    `gone` are names that were committed and aren't declared any more (`("regions", "us-west-2")`), where that is a
    finding of its own: then it isn't another one that they are still mentioned.
    """
    every = tuple(found)
    unknown = {_mentioned(one, data) for one in every if one.code == NAME_UNKNOWN}
    badly = [str(one.path[-1]) for one in every if one.code == TEXT_WRONG and one.on_key]
    return tuple(one for one in every if not _follows(one, _mentioned(one, data), unknown, badly, gone))


def _follows(one: Diagnostic, text: str, unknown: Set[str], badly: Collection[str], gone: Collection[Path]) -> bool:
    """`unknown` are names that another finding calls unknown, `badly` those that are declared in a wrong form."""
    if one.code == NAME_UNKNOWN:
        name = text.rpartition(".")[2]
        return any(text in (path[-1], dotted(path)) for path in gone) or any(nearest(name, [it]) for it in badly)
    if one.code in (OVERRIDE_UNKNOWN, PATH_UNKNOWN):
        section, name = (*text.split("."), "")[:2]
        is_unknown = not unknown.isdisjoint({name, f"{section}.{name}"})
        return is_unknown or (section, name) in gone or any(nearest(name, [it]) for it in badly)
    return one.code == RECOVERY_UNUSED and any(path[0] == "regions" for path in gone)


def _mentioned(one: Diagnostic, data: Tree) -> str:
    """The word that a finding is about: its key, or what is written at its path, or stands there by default."""
    if one.on_key:
        return str(one.path[-1]) if one.path else ""
    here: Tree | None = data
    for segment in one.path:
        if isinstance(here, dict):
            here = here.get(str(segment))
        elif isinstance(here, list) and isinstance(segment, int) and segment < len(here):
            here = here[segment]
    if one.code == NAME_UNKNOWN and one.path[-1:] == ("stores",):
        return KEPT_IN
    return here if isinstance(here, str) else ""
