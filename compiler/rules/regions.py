"""Where regions are: the declared place and law against the facts; and recovery, inside one law and of one home."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic, Path, Severity
from compiler.model.deployment import Deployment
from compiler.model.regions import Region
from compiler.rules.rule import Context, Rule
from compiler.suggest import did_you_mean, listed
from compiler.world.jurisdictions import jurisdiction_of, law_of
from compiler.world.regions import countries, region, region_in

REGION_PLACE = Code("region-place", "A region isn't where the file says")
REGION_JURISDICTION = Code("region-jurisdiction", "A region is under another law than the file says")
JURISDICTION_UNKNOWN = Code("jurisdiction-unknown", "Unknown jurisdiction")
RECOVERY_ABROAD = Code("recovery-abroad", "A region recovers in another jurisdiction")
RECOVERY_NONE = Code("recovery-none", "Nothing takes over for a region", acknowledgeable=True)
RECOVERY_SHARED = Code("recovery-shared", "A region takes over for another one and has a home already")
REGION_OPT_IN = Code("region-opt-in", "A region that the account has to enable first", Severity.NOTE)

_LONGEST = 60  # characters of a place, where a finding names it
_NEW = ("planned", "joining", "active")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every region, its recovery region, and every jurisdiction that is named."""
    abroad = {row.recovery: row for row in deployment.regions.values() if _recovers_abroad(row, deployment)}
    for row in deployment.regions.values():
        yield from _place(row)
        if row.id not in abroad or row.jurisdiction != law_of(abroad[row.id].country, deployment.laws):
            yield from _jurisdiction(row, deployment)
        yield from _recovery(row, deployment, context)
    yield from _shared(deployment)
    yield from _named(deployment)
    yield from _opt_in(deployment, context)


def _place(row: Region) -> Iterator[Diagnostic]:
    facts = region(row.id)
    if facts.is_in(row.place):
        return
    meant = region_in(row.place)
    where = facts.place if facts.place == facts.country_name else f"{facts.place}, in {facts.country_name}"
    yield Diagnostic(
        REGION_PLACE,
        f"{row.id} isn't {'in' if meant else 'known as'} `{_on_one_line(row.place)}`: it is {where}.",
        "People sign what `place` says.",
        f"Write `place: {facts.place}`" + (f", or use {meant.id} ({meant.place})." if meant else "."),
        ("regions", row.id, "place"),
    )


def _on_one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _law_meant(row: Region, deployment: Deployment) -> str:
    """The law where the row says that the region is: who takes an id for another place takes its law for that, too."""
    meant = None if region(row.id).is_in(row.place) else region_in(row.place)
    return law_of(meant.country if meant else row.country, deployment.laws)


def _jurisdiction(row: Region, deployment: Deployment) -> Iterator[Diagnostic]:
    law = law_of(row.country, deployment.laws)
    if row.jurisdiction not in (law, _law_meant(row, deployment)):
        facts = region(row.id)
        yield Diagnostic(
            REGION_JURISDICTION,
            f"{row.id} is under the law of {law}, not of `{row.jurisdiction}`.",
            f"Its country is {facts.country_name} ({row.country}), and the ground under a data centre decides.",
            f"Write `jurisdiction: {law}`.",
            ("regions", row.id, "jurisdiction"),
        )


def _recovery(row: Region, deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    if row.role != "serving" or not row.exists:
        return
    law = law_of(row.country, deployment.laws)
    other = deployment.regions[row.recovery] if row.recovery else None
    on_its_way_back = other is not None and other.until is not None and other.until >= context.as_of
    if other is None or not (other.may_take_over or on_its_way_back):
        yield from _none(row, other, law, deployment)
    if other is not None and _recovers_abroad(row, deployment):
        yield _abroad(row, other, law, deployment)


def _recovers_abroad(row: Region, deployment: Deployment) -> bool:
    """Whether it does, and not only because a row names the wrong place, which is a finding of its own."""
    if row.recovery is None or not row.exists:
        return False
    other = deployment.regions[row.recovery]
    return law_of(row.country, deployment.laws) != law_of(other.country, deployment.laws) and (
        _law_meant(row, deployment) != _law_meant(other, deployment)
    )


def _none(row: Region, other: Region | None, law: str, deployment: Deployment) -> Iterator[Diagnostic]:
    kept = [entity.name for entity in deployment.entities.values() if _stays(entity.class_, deployment)]
    if kept:
        yield Diagnostic(
            RECOVERY_NONE,
            f"If {row.id} is lost, nothing takes over for it" + (f": {other.id} is {other.state}." if other else "."),
            f"Rows of {listed(kept, most=3)} are kept there only: they are unavailable until the region returns.",
            f"Make {other.id} active, or acknowledge the gap until it is."
            if other
            else f"Name a region of the same jurisdiction{_others(row, law, deployment)}, or acknowledge the gap.",
            ("regions", row.id, "recovery"),
        )


def _abroad(row: Region, other: Region, law: str, deployment: Deployment) -> Diagnostic:
    away = law_of(other.country, deployment.laws)
    return Diagnostic(
        RECOVERY_ABROAD,
        f"{row.id} ({_on_one_line(row.place)}, {law}) would recover in {other.id}, "
        f"which is {region(other.id).place}, {away}.",
        "Regional data never leaves its jurisdiction, not even as a backup. Adequacy makes a transfer legal, "
        "not domestic.",
        f"Name a region of the same jurisdiction{_others(row, law, deployment)}, or write `recovery: none`.",
        ("regions", row.id, "recovery"),
    )


def _shared(deployment: Deployment) -> Iterator[Diagnostic]:
    """A region is the seat of one home at most: its databases, buckets and tasks are named and sized for that one."""
    homes = [row for row in deployment.regions.values() if row.role == "serving" and row.exists]
    seated: dict[str, list[Region]] = {row.id: [row] for row in homes}
    for row in homes:
        if row.recovery is not None and not _recovers_abroad(row, deployment):
            seated.setdefault(row.recovery, []).append(row)
    for name, (first, *others) in seated.items():
        in_turn = len(others) == 1 and first.id == name and first.recovery == others[0].id
        if others and not (in_turn and name < others[0].id):
            yield _seat_taken(name, first, others, deployment)


def _seat_taken(name: str, first: Region, others: list[Region], deployment: Deployment) -> Diagnostic:
    law = law_of(others[0].country, deployment.laws)
    some = ", ".join(_placed(name) for name in _under(law, deployment) if name not in deployment.regions)
    return Diagnostic(
        RECOVERY_SHARED,
        f"{name} would take over for {' and '.join(row.id for row in others)}, "
        + ("and has customers of its own." if first.id == name else f"and takes over for {first.id} already."),
        "What stands by is named and sized for one home: of two, one would find nothing there.",
        f"Give {others[0].id} a recovery region of its own in {law}{f', such as {some}' if some else ''}, or write "
        "`recovery: none`.",
        ("regions", others[0].id, "recovery"),
    )


def _opt_in(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Only where nothing is built there yet: what was committed as more than planned is enabled."""
    committed = context.committed.get(deployment.environment.name)
    built = {name for name, row in committed.regions.items() if row.state != "planned"} if committed else set()
    rows = [row for row in deployment.regions.values() if row.state in _NEW and row.id not in built]
    new = [row.id for row in rows if region(row.id).opt_in]
    account = deployment.environment.account
    if new:
        yield Diagnostic(
            REGION_OPT_IN,
            f"The account has to enable {listed(new, most=4)} before anything can be built there.",
            "AWS leaves such regions switched off in every account, and switching one on can take hours.",
            f"In account {account}, run `aws account enable-region --region-name {new[0]}` once.",
            ("regions", new[0]),
            on_key=True,
        )


def _stays(name: str, deployment: Deployment) -> bool:
    return deployment.classes[name].copies == "home"


def _others(row: Region, law: str, deployment: Deployment) -> str:
    inside = [name for name in _under(law, deployment) if name != row.id]
    some = ", ".join(map(_placed, inside[:3]))
    return f", such as {some}" if some else f" (AWS has no other in {law})"


def _under(law: str, deployment: Deployment) -> list[str]:
    """The regions that AWS has under a law."""
    return [name for name, country in countries().items() if law_of(country, deployment.laws) == law]


def _placed(name: str) -> str:
    return f"{name} ({region(name).place})"


def _named(deployment: Deployment) -> Iterator[Diagnostic]:
    known = sorted({jurisdiction_of(country) for country in countries().values()} | set(deployment.jurisdictions))
    named: list[tuple[Path, str]] = []
    for leaves, transfers in deployment.privacy.transfers.items():
        named.append((("privacy", "transfers", leaves), leaves))
        named += [(("privacy", "transfers", leaves, kept), kept) for kept in transfers]
    if deployment.cdn is not None:
        services = deployment.cdn.regional_services
        named += [(("cdn", "regional_services", index), name) for index, name in enumerate(services)]
    for path, name in named:
        if name not in known:
            yield Diagnostic(
                JURISDICTION_UNKNOWN,
                f"`{name}` isn't a jurisdiction.",
                "Jurisdictions are EU (the EEA), the ISO code of any other country with a region, and those that "
                "`jurisdictions` declares.",
                did_you_mean(name, known) or f"Known are {listed(known, most=40)}.",
                path,
                on_key=path[0] == "privacy",
            )


RULE = Rule(
    (
        REGION_PLACE,
        REGION_JURISDICTION,
        JURISDICTION_UNKNOWN,
        RECOVERY_ABROAD,
        RECOVERY_NONE,
        RECOVERY_SHARED,
        REGION_OPT_IN,
    ),
    check,
)
