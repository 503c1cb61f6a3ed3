"""The names that a document declares, as far as it can be read while other things are wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from compiler.language.source import Tree
from compiler.suggest import nearest
from compiler.world.regions import region_ids


def names_in(data: Tree, section: str) -> frozenset[str] | None:
    """The names in a section; None where the section is missing or broken, so that nobody knows. The id of a region
    that is misspelt counts as the one that it must be."""
    rows = data.get(section) if isinstance(data, dict) else None
    if not isinstance(rows, dict):
        return None
    return frozenset(rows) | (meant_regions(rows.keys()) if section == "regions" else frozenset())


def meant_regions(written: Iterable[str]) -> frozenset[str]:
    """The regions that misspelt ids must be."""
    strange = set(written).difference(region_ids())
    return frozenset(meant for name in strange for meant in nearest(name, region_ids()))


def regions_of(data: Tree, environment: str) -> frozenset[str] | None:
    """The regions that an environment lists; None where it has all, or where nobody knows."""
    row = _below(_below(data, "environments"), environment)
    listed = _below(row, "regions")
    return frozenset(name for name in listed if isinstance(name, str)) if isinstance(listed, list) else None


def former_entities(data: Tree) -> dict[str, str]:
    """The names that entities had before they were renamed, and what each is called now. A name that two entities say
    they had is nobody's."""
    rows = _below(data, "entities")
    pairs = [(_below(_below(row, "was"), "key"), name) for name, row in rows.items()] if isinstance(rows, dict) else []
    claimed = [(former, name) for former, name in pairs if isinstance(former, str)]
    names = [former for former, _ in claimed]
    return {former: name for former, name in claimed if names.count(former) == 1}


def _below(data: Tree | None, key: str) -> Tree | None:
    return data.get(key) if isinstance(data, dict) else None
