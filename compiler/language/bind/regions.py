"""Names of regions: roles, and which regions an environment has."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.language.load.flaws import shown
from compiler.language.parts import Parts
from compiler.language.regions import RecoveryRegion, ServingRegion
from compiler.suggest import alternatives, did_you_mean
from compiler.world.regions import region_ids

REGION_UNKNOWN = Code("region-unknown", "Unknown region")
RECOVERY_ITSELF = Code("recovery-itself", "A region recovers in itself")
REGION_SERVES_NOBODY = Code("region-serves-nobody", "A role for a region that serves nobody")
REGION_NOT_HERE = Code("region-not-here", "A region that the environment doesn't have")
RECOVERY_UNUSED = Code("recovery-unused", "A recovery region that nobody recovers in")


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """What is said of a region that can't be said of that one."""
    yield from _known(parts)
    yield from _itself(parts)
    yield from _unused(parts)
    yield from _writers(parts)
    yield from _here(parts, environment)


def _known(parts: Parts) -> Iterator[Diagnostic]:
    known = region_ids()
    for region in sorted(parts.names("regions")):
        if region not in known:
            yield Diagnostic(
                REGION_UNKNOWN,
                f"`{shown(region)}` isn't a region that Atlas has facts of.",
                "Its country, zones and number come from `regions/`; nothing can be checked or computed without them.",
                did_you_mean(region, known) or "`atlas facts regions` lists all of them.",
                ("regions", region),
                on_key=True,
            )


def _itself(parts: Parts) -> Iterator[Diagnostic]:
    for region, row in parts.regions.items():
        if isinstance(row, ServingRegion) and row.recovery == region:
            yield Diagnostic(
                RECOVERY_ITSELF,
                f"`{region}` would recover in itself.",
                "What is lost with the region can't take over for it.",
                "Name another region of the same jurisdiction, or write `recovery: none`.",
                ("regions", region, "recovery"),
            )


def _unused(parts: Parts) -> Iterator[Diagnostic]:
    declared = parts.names("regions")
    serving = {name: row for name, row in parts.regions.items() if isinstance(row, ServingRegion)}
    used = {row.recovery for row in serving.values() if row.recovery is not None}
    itself = any(row.recovery == name for name, row in serving.items())
    if itself or len(parts.regions) != len(declared) or not used <= declared:
        return  # what is wrong with another row may be what this region lacks
    kept = {name: row for name, row in parts.regions.items() if row.state not in ("decommissioning", "retired")}
    for region, row in kept.items():
        if not isinstance(row, ServingRegion) and region not in used and region in region_ids():
            yield Diagnostic(
                RECOVERY_UNUSED,
                f"No region recovers in `{region}`.",
                "It would be built and paid for, and take over for nobody.",
                f"Write `recovery: {region}` in the row of a serving region, or delete this row if it was never built.",
                ("regions", region),
                on_key=True,
            )


def _writers(parts: Parts) -> Iterator[Diagnostic]:
    if parts.replication is None:
        return
    named: list[tuple[Path, str]] = [(("replication", "writer"), parts.replication.writer)]
    named += [(("replication", "successors", at), region) for at, region in enumerate(parts.replication.successors)]
    for path, region in named:
        row = parts.regions.get(region)
        if row is not None and not isinstance(row, ServingRegion):
            yield Diagnostic(
                REGION_SERVES_NOBODY,
                f"`{region}` is a recovery region and can't be named here.",
                "A recovery region takes over for the region that names it, also as a writer, and not by itself.",
                f"Name the serving region that recovers in `{region}`.",
                path,
            )


def _here(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    row = parts.environments.get(environment)
    if row is None or row.regions is None:
        return
    needed: list[tuple[str, str]] = []
    writer = parts.replication.writer if parts.replication is not None else ""
    if not isinstance(parts.regions.get(writer), RecoveryRegion):
        needed.append(("replication.writer", writer))
    release = parts.data.get("release")
    if isinstance(release, dict):
        needed.append(("release.state", str(release.get("state"))))
    instead = row.regions[0] if row.regions else "a region of the list"
    for region in dict.fromkeys(region for _, region in needed):
        if region not in parts.names("regions") or region in row.regions:
            continue
        places = [place for place, named in needed if named == region]
        overrides = [f"{place}: {instead}" for place in places]
        yield Diagnostic(
            REGION_NOT_HERE,
            f"`{environment}` has no `{region}`, which {alternatives(places, 'and')} "
            f"name{'s' if len(places) == 1 else ''}.",
            f"`environments.{environment}.regions` lists the regions that exist in it, and nothing else does.",
            f"Add `{region}` to the list, or override {alternatives(overrides, 'and')} in this environment.",
            ("environments", environment, "regions"),
        )
