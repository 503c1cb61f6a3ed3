"""Papers: what makes it legal that personal data is kept under another law, and which of them nothing needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Severity, dotted
from compiler.frozen import frozen
from compiler.model.deployment import Deployment
from compiler.model.flows import Flow, Mechanism
from compiler.rules.rule import Across, Context, Rule
from compiler.suggest import alternatives, listed
from compiler.world.jurisdictions import EU, jurisdiction_of, law_of
from compiler.world.regions import Answer, countries, region
from compiler.world.transfers import adequacy, asking

TRANSFER_UNDECLARED = Code("transfer-undeclared", "Personal data leaves a jurisdiction without a safeguard")
TRANSFER_UNUSED = Code("transfer-unused", "A safeguard for data that goes nowhere")
TRANSFER_ADEQUACY = Code("transfer-adequacy", "Adequacy that nobody decided")
ADEQUACY_UNKNOWN = Code("adequacy-unknown", "Adequacy that Atlas doesn't know of", Severity.WARNING)

_WAITING = ("planned", "lost", "decommissioning")
"""States of a region in which its papers are kept: nothing goes there, but has gone, or will go."""


_Ways = dict[str, dict[str, Flow]]
"""Edges by the jurisdictions that they lead from and to."""


@frozen
class Kept:
    """Personal data that is kept under another law: names of data sets that go together, and the edge that brings them
    there."""

    data: tuple[str, ...]
    flow: Flow


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """The papers of one environment. Synthetic data needs none."""
    del context
    if deployment.environment.data == "real" and not _is_misplaced(deployment):
        yield from _undeclared(deployment)
    for leaves, papers in deployment.privacy.transfers.items():
        for kept, paper in papers.items():
            if paper.safeguard == "adequacy":
                yield from _adequate(leaves, kept, deployment)


def check_unused(deployments: Mapping[str, Deployment], context: Context) -> Iterator[Diagnostic]:
    """The papers that no environment needs."""
    del context
    real = [one for one in deployments.values() if one.environment.data == "real"]
    if not real or any(_is_misplaced(one) for one in real):
        return
    needed = {pair for one in real for pair in _kept_abroad(one)}
    waiting = {row.jurisdiction for one in real for row in one.regions.values() if row.state in _WAITING}
    known = _known(real[0])
    for leaves, papers in real[0].privacy.transfers.items():
        for kept in papers:
            if (leaves, kept) not in needed and not waiting & {leaves, kept} and {leaves, kept} <= known:
                yield Diagnostic(
                    TRANSFER_UNUSED,
                    f"No personal data that leaves {leaves} is kept in {kept}.",
                    "A paper for nothing makes people look for a transfer that isn't there, and is renewed for ever.",
                    f"Delete the line of `{kept}`.",
                    ("privacy", "transfers", leaves, kept),
                    on_key=True,
                )


def _undeclared(deployment: Deployment) -> Iterator[Diagnostic]:
    privacy, missing = deployment.privacy, dict[str, dict[str, list[Kept]]]()
    if not {name for leaves, papers in privacy.transfers.items() for name in (leaves, *papers)} <= _known(deployment):
        return  # a name that is no jurisdiction's may be meant for what is missing
    for (leaves, kept), brought in _kept_abroad(deployment).items():
        if asking(privacy.regimes, leaves) and kept not in privacy.transfers.get(leaves, {}):
            missing.setdefault(leaves, {})[kept] = brought
    for leaves, lacking in missing.items():
        yield _without_paper(leaves, lacking, deployment)


def _kept_abroad(deployment: Deployment) -> dict[tuple[str, str], list[Kept]]:
    """Personal data by the jurisdiction that it leaves and the one where it is kept, sorted; also where it is passed on
    from a third one. What crosses a line that it must not cross needs no paper: none would help."""
    flows = deployment.flows
    recovering = [{home.id, home.recovery} for home in deployment.homes if home.recovery is not None]
    ways: dict[tuple[str, ...], _Ways] = {}
    for flow in flows.edges:
        ends = flows.ends(flow)
        from_, to = (place.jurisdiction for place in ends)
        if from_ is None or to is None or from_ == to or {place.region for place in ends} in recovering:
            continue  # a recovery region mustn't be abroad at all
        crossed = {row.name for row in flows.crossed(flow)}
        told = tuple(name for name in flow.data if flows.data[name].is_personal and name not in crossed)
        if told:
            ways.setdefault(told, {}).setdefault(from_, {}).setdefault(to, flow)
    found: dict[tuple[str, str], list[Kept]] = {}
    for told, steps in ways.items():
        everywhere = {*steps, *(to for step in steps.values() for to in step)}
        for leaves in steps:
            for kept, flow in _reached(leaves, steps, everywhere).items():
                found.setdefault((leaves, kept), []).append(Kept(told, flow))
    return dict(sorted(found.items()))


def _reached(leaves: str, ways: _Ways, everywhere: set[str]) -> dict[str, Flow]:
    """Every jurisdiction that can be reached from one, with the last edge on the way there."""
    found: dict[str, Flow] = {}
    ahead = [leaves]
    while ahead and len(found) < len(everywhere) - 1:
        for to, flow in ways.get(ahead.pop(), {}).items():
            if to != leaves and to not in found:
                found[to] = flow
                ahead.append(to)
    return found


def _without_paper(leaves: str, lacking: Mapping[str, list[Kept]], deployment: Deployment) -> Diagnostic:
    brought = [one for kept in lacking.values() for one in kept]
    names = sorted(_people_in({name for one in brought for name in one.data}, deployment))
    papers = ", ".join(f"{kept}: {{ safeguard: ..., document: ... }}" for kept in lacking)
    declared = leaves in deployment.privacy.transfers
    facts = "; ".join(f"{kept}: adequacy {_facts_of(kept, deployment)}" for kept in lacking) if leaves == EU.id else ""
    return Diagnostic(
        TRANSFER_UNDECLARED,
        f"Personal data of {listed(names, most=3)} would leave {leaves} and be kept in "
        f"{alternatives(list(lacking), 'and').replace('`', '')} without a safeguard.",
        f"{_cause(brought[0], deployment)}" + (f" Facts say of {facts}." if facts else ""),
        f"Ask the data-protection officer, then add `{papers if declared else f'{leaves}: {{ {papers} }}'}`.",
        ("privacy", "transfers", leaves) if declared else ("privacy", "transfers"),
        on_key=True,
    )


def _people_in(data: Iterable[str], deployment: Deployment) -> set[str]:
    """The entities with personal columns in data sets; those without entities by their own name."""
    rows = [deployment.flows.data[name] for name in data]
    tables = {name for row in rows for name in row.entities if deployment.entities[name].personal}
    return tables | {row.name for row in rows if not row.entities}


def _cause(kept: Kept, deployment: Deployment) -> str:
    classes = listed(deployment.flows.data[kept.data[0]].classes)
    match kept.flow.mechanism:
        case Mechanism.STREAM:
            return f"Rows of class {classes} are copied to every serving region, and one is there."
        case Mechanism.REMOTE_WRITE:
            return f"Rows of class {classes} are written in `replication.writer`, which is there."
        case _:
            return f"`{dotted(kept.flow.why)}` brings it there."


def _adequate(leaves: str, kept: str, deployment: Deployment) -> Iterator[Diagnostic]:
    rows = [row for row in deployment.regions.values() if row.jurisdiction == kept and row.state != "retired"]
    answers = {adequacy(leaves, region(row.id)) for row in rows}
    path = ("privacy", "transfers", leaves, kept, "safeguard")
    if Answer.NO in answers:
        yield Diagnostic(
            TRANSFER_ADEQUACY,
            f"The European Commission has no decision that {kept} is adequate, as of {region(rows[0].id).as_of}.",
            "What rests on a decision that isn't there is unlawful, and people's data has to be fetched back.",
            "Write `safeguard: standard_clauses`, or another one that is signed.",
            path,
        )
    elif Answer.UNKNOWN in answers:
        yield Diagnostic(
            ADEQUACY_UNKNOWN,
            f"Atlas doesn't know whether the law of {leaves} takes {kept} for as safe as itself.",
            f"Facts say of {kept}: {_facts_of(kept, deployment)}."
            if leaves == EU.id
            else "Atlas has the decisions of the European Commission and of the United Kingdom only.",
            "Ask the data-protection officer, and write another safeguard if it doesn't.",
            path,
        )


def _facts_of(kept: str, deployment: Deployment) -> str:
    """What is known of a jurisdiction's adequacy, from its first region: one of the system, if it has any there."""
    ours = [row.id for row in deployment.regions.values() if row.jurisdiction == kept]
    every = [*ours, *(name for name, country in countries().items() if jurisdiction_of(country) == kept)]
    return str(region(every[0]).adequacy) if every else "unknown"


def _is_misplaced(deployment: Deployment) -> bool:
    """Whether a region is under another law than its row says: then every paper looks wrong."""
    laws = deployment.laws
    return any(row.jurisdiction != law_of(row.country, laws) for row in deployment.regions.values())


def _known(deployment: Deployment) -> set[str]:
    return {jurisdiction_of(country) for country in countries().values()} | set(deployment.jurisdictions)


RULE = Rule((TRANSFER_UNDECLARED, TRANSFER_ADEQUACY, ADEQUACY_UNKNOWN), check)
UNUSED = Across((TRANSFER_UNUSED,), check_unused)
