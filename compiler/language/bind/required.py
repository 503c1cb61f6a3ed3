"""Keys that are required because of something else that is written."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Diagnostic, Path
from compiler.language.overlay import BASE
from compiler.language.parts import Parts
from compiler.language.validate import missing_key


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """What must be said as well."""
    del environment
    yield from _production(parts)
    yield from _personal(parts)
    yield from _states(parts)
    yield from _objectives(parts)
    yield from _replication(parts)


def _missing(at: Path, word: str, because: str, parts: Parts) -> Diagnostic:
    return missing_key((*at, word), dict(parts.data), because)


def _production(parts: Parts) -> Iterator[Diagnostic]:
    written = parts.data.get("environments")
    if isinstance(written, dict) and BASE not in written:
        yield missing_key(
            ("environments", BASE), dict(parts.data), f"The body of the file is `{BASE}`, and every system has one.",
            paste=f'{BASE}: {{ account: "222222222222" }}',
        )  # fmt: skip


def _personal(parts: Parts) -> Iterator[Diagnostic]:
    for name, entity in parts.entities.items():
        at: Path = ("entities", name)
        if not entity.personal:
            continue
        for word, value in (("purpose", entity.purpose), ("legal_basis", entity.legal_basis), ("subject", entity.subject)):
            if value is None:
                yield _missing(at, word, f"`{name}` holds personal data.", parts)
        if entity.subject is not None and entity.subject not in entity.references:
            for word, said in (("people", entity.people), ("retention", entity.retention)):
                if said is None and not (word == "retention" and _written(parts, at, word)):
                    yield _missing(at, word, f"`{name}` holds personal data, and its subject isn't a reference.", parts)


def _written(parts: Parts, at: Path, word: str) -> bool:
    here: object = parts.data
    for segment in at:
        here = here.get(segment) if isinstance(here, dict) else None
    return isinstance(here, dict) and word in here


def _states(parts: Parts) -> Iterator[Diagnostic]:
    for name, region in parts.regions.items():
        if region.state != "lost":
            continue
        for word, value in (("since", region.since), ("until", region.until), ("reference", region.reference)):
            if value is None:
                yield _missing(("regions", name), word, f"`{name}` is declared lost.", parts)


def _objectives(parts: Parts) -> Iterator[Diagnostic]:
    if not isinstance(parts.data.get("objectives"), dict):
        return
    used = dict.fromkeys(entity.class_ for entity in parts.entities.values() if entity.class_ in parts.classes)
    for name in used:
        if name not in parts.names("objectives"):
            yield missing_key(
                ("objectives", name), dict(parts.data), f"Entities are of class `{name}`, and nothing is promised about it.",
                paste=f"{name}: {{ zone_lost: none, region_lost: none }}",
            )  # fmt: skip


def _replication(parts: Parts) -> Iterator[Diagnostic]:
    copied = [name for name, entity in parts.entities.items()
              if entity.class_ in parts.classes and parts.classes[entity.class_].copies != "home"]  # fmt: skip
    if copied and parts.data.get("replication") == "none":
        yield missing_key(
            ("replication",), dict(parts.data), f"`{copied[0]}` is of a class that is copied between homes.",
            paste="replication: { writer: eu-west-1, successors: [], ids: uuidv7, longest_cut: 6h }", at=("replication",),
        )  # fmt: skip
    if parts.replication is not None and parts.observability is not None:
        alarms = parts.observability.alarms
        if alarms.replication_lag is None:
            yield _missing(("observability", "alarms"), "replication_lag", "Rows are replicated.", parts)
