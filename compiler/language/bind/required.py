"""Keys that are required because of something else that is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.language.overlay import BASE
from compiler.language.parts import Parts
from compiler.language.validate import missing_keys
from compiler.suggest import nearest

REPLICATION_NONE = Code("replication-none", "Copied rows without replication")


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """What must be said as well."""
    del environment
    yield from _production(parts)
    yield from _personal(parts)
    yield from _states(parts)
    yield from _objectives(parts)
    yield from _routes(parts)
    yield from _replication(parts)


def _production(parts: Parts) -> Iterator[Diagnostic]:
    written = parts.data.get("environments")
    if isinstance(written, dict) and BASE not in written:
        yield missing_keys(
            ("environments",),
            [BASE],
            dict(parts.data),
            f"The body of the file is `{BASE}`, and its account stands there.",
            paste=f'{BASE}: {{ account: "222222222222" }}',
        )


def _personal(parts: Parts) -> Iterator[Diagnostic]:
    for name, entity in parts.entities.items():
        if not entity.personal:
            continue
        said: dict[str, object] = {
            "purpose": entity.purpose,
            "legal_basis": entity.legal_basis,
            "subject": entity.subject,
        }
        why = f"`{name}` holds personal data."
        if entity.subject is not None and entity.subject not in entity.references:
            said["people"] = entity.people
            said["retention"] = entity.retention or _written(parts, ("entities", name), "retention")
            why = f"`{name}` holds personal data of a person that it names itself."
        yield from _lacking(("entities", name), said, why, parts)


def _lacking(at: Path, said: Mapping[str, object], why: str, parts: Parts) -> Iterator[Diagnostic]:
    words = [word for word, value in said.items() if value is None]
    if words:
        yield missing_keys(at, words, dict(parts.data), why)


def _written(parts: Parts, at: Path, word: str) -> str | None:
    """The word where it is a key of the part, so that `none` counts as said."""
    here: object = parts.data
    for segment in at:
        here = here.get(segment) if isinstance(here, dict) else None
    return word if isinstance(here, dict) and word in here else None


def _states(parts: Parts) -> Iterator[Diagnostic]:
    for name, region in parts.regions.items():
        if region.state == "lost":
            said = {"since": region.since, "until": region.until, "reference": region.reference}
            yield from _lacking(("regions", name), said, f"`{name}` is declared lost.", parts)


def _objectives(parts: Parts) -> Iterator[Diagnostic]:
    if not isinstance(parts.data.get("objectives"), dict):
        return
    promised = parts.names("objectives")
    slips = {meant for word in promised - parts.names("classes") for meant in nearest(word, parts.names("classes"))}
    used = dict.fromkeys(entity.class_ for entity in parts.entities.values() if entity.class_ in parts.classes)
    for name in used:
        if name not in promised and name not in slips:
            yield missing_keys(
                ("objectives",),
                [name],
                dict(parts.data),
                f"Entities are of class `{name}`, and promising nothing must be said too.",
                paste=f"{name}: {{ zone_lost: none, region_lost: none }}",
            )


def _routes(parts: Parts) -> Iterator[Diagnostic]:
    routes = parts.data.get("routing")
    services = len(parts.names("compute"))
    for name, row in routes.items() if isinstance(routes, dict) and parts.is_map("compute") else ():
        if isinstance(row, dict) and "to" not in row and services != 1:
            why = f"There are {services or 'no'} services."
            yield missing_keys(("routing", str(name)), ["to"], dict(parts.data), why)


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
            "Write `replication: { writer: eu-west-1, successors: [], ids: uuidv7, longest_cut: 6h }`, with your "
            "writer; or give it a class that isn't copied.",
            ("replication",),
        )
    watched = parts.observability
    if parts.replication is not None and watched is not None and watched.alarms.replication_lag is None:
        yield missing_keys(("observability", "alarms"), ["replication_lag"], dict(parts.data), "Rows are replicated.")
