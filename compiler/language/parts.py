"""The parts of a document that are sound by themselves, so that one bad value hides no other finding."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from compiler.frozen import frozen
from compiler.language.acknowledge import Acknowledgement
from compiler.language.block import Block
from compiler.language.classes import BUILT_IN, ResidencyClass
from compiler.language.document import Document
from compiler.language.entities import Entity
from compiler.language.environments import Environment
from compiler.language.observability import Observability
from compiler.language.regions import RecoveryRegion, Region, ServingRegion
from compiler.language.replication import Replication
from compiler.language.source import Tree

_B = TypeVar("_B", bound=Block)


@frozen
class Parts:
    """What can be looked at: the data as written, and each part of it that has the right shape."""

    data: Mapping[str, Tree]
    regions: Mapping[str, ServingRegion | RecoveryRegion]
    classes: Mapping[str, ResidencyClass]
    entities: Mapping[str, Entity]
    environments: Mapping[str, Environment]
    acknowledge: Mapping[int, Acknowledgement]
    replication: Replication | None
    observability: Observability | None

    def names(self, section: str) -> frozenset[str]:
        """The names that a section declares, sound or not: a finding about a row isn't one about its name."""
        declared = self.data.get(section)
        own = frozenset(declared) if isinstance(declared, dict) else frozenset()
        return own | frozenset(BUILT_IN) if section == "classes" else own

    def is_map(self, section: str) -> bool:
        """Whether names can be looked up in the section at all. Classes come with the language, too."""
        return isinstance(self.data.get(section, {} if section == "classes" else None), dict)


def parts_of(data: Tree, document: Document | None) -> Parts:
    """The sound parts of a document: all of it where it is valid as a whole."""
    written = data if isinstance(data, dict) else {}
    built_in = {name: ResidencyClass.model_validate(answers) for name, answers in BUILT_IN.items()}
    if document is not None:
        return Parts(
            written,
            document.regions,
            {**document.classes, **built_in},
            document.entities,
            document.environments,
            dict(enumerate(document.acknowledge)),
            document.replication,
            document.observability,
        )
    waived = written.get("acknowledge")
    return Parts(
        written,
        _sound_regions(written.get("regions")),
        {**_sound(ResidencyClass, written.get("classes")), **built_in},
        _sound(Entity, written.get("entities")),
        _sound(Environment, written.get("environments")),
        _sound(Acknowledgement, dict(enumerate(waived)) if isinstance(waived, list) else {}),
        _one(Replication, written.get("replication")),
        _one(Observability, written.get("observability")),
    )


def _one(block: type[_B], written: Tree | None) -> _B | None:
    try:
        return block.model_validate(written)
    except ValidationError:
        return None


def _sound(block: type[_B], rows: Any) -> dict[Any, _B]:
    found = {name: _one(block, row) for name, row in rows.items()} if isinstance(rows, dict) else {}
    return {name: row for name, row in found.items() if row is not None}


def _sound_regions(rows: Any) -> dict[str, ServingRegion | RecoveryRegion]:
    sound: dict[str, ServingRegion | RecoveryRegion] = {}
    for name, row in rows.items() if isinstance(rows, dict) else ():
        try:
            sound[name] = _region().validate_python(row)
        except ValidationError:
            continue
    return sound


@cache
def _region() -> TypeAdapter[ServingRegion | RecoveryRegion]:
    """Made when it is asked for: it takes 5 ms, and only a flawed file needs it."""
    return TypeAdapter(Region)
