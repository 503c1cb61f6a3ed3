"""Keys that are required because of something else that is written."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.language.overlay import BASE
from compiler.language.parts import Parts
from compiler.language.validate import missing_key

REPLICATION_NONE = Code("replication-none", "Copied rows without replication")


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
            ("environments", BASE),
            dict(parts.data),
            f"The body of the file is `{BASE}`, and every system has one.",
            paste=f'{BASE}: {{ account: "222222222222" }}',
        )


def _personal(parts: Parts) -> Iterator[Diagnostic]:
    for name, entity in parts.entities.items():
        if not entity.personal:
            continue
        said = {"purpose": entity.purpose, "legal_basis": entity.legal_basis, "subject": entity.subject}
        why = f"`{name}` holds personal data."
        if entity.subject is not None and entity.subject not in entity.references:
            said["people"] = entity.people
            why = f"`{name}` holds personal data of a person that it names itself."
            if entity.retention is None and not _written(parts, ("entities", name), "retention"):
                yield _missing(("entities", name), "retention", why, parts)
        for word, value in said.items():
            if value is None:
                yield _missing(("entities", name), word, why, parts)


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
                ("objectives", name),
                dict(parts.data),
                f"Entities are of class `{name}`, and promising nothing must be said too.",
                paste=f"{name}: {{ zone_lost: none, region_lost: none }}",
            )


def _replication(parts: Parts) -> Iterator[Diagnostic]:
    copied = [
        (name, entity.class_)
        for name, entity in parts.entities.items()
        if entity.class_ in parts.classes and parts.classes[entity.class_].copies != "home"
    ]
    if copied and parts.data.get("replication") == "none":
        name, residency = copied[0]
        yield Diagnostic(
            REPLICATION_NONE,
            f"`{name}` is copied between homes, and nothing says how.",
            f"Its class `{residency}` keeps copies at other homes, and `replication` is `none`.",
            "Write `{ writer: eu-west-1, successors: [], ids: uuidv7, longest_cut: 6h }` with your writer.",
            ("replication",),
        )
    watched = parts.observability
    if parts.replication is not None and watched is not None and watched.alarms.replication_lag is None:
        yield _missing(("observability", "alarms"), "replication_lag", "Rows are replicated.", parts)
