"""Whether the four answers of a class go together, and whether somebody writes its rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.model.entities import ResidencyClass
from compiler.model.regions import Region
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives

COPIES_EXCEED_BOUND = Code("copies-exceed-bound", "A class is copied where nothing of it may be")
SPECIAL_LEAVES = Code("special-leaves", "Special data may leave its jurisdiction")
APPEND_WITHOUT_COPIES = Code("append-without-copies", "Rows that every home adds, and none gets")
WRITER_NONE = Code("writer-none", "Rows that nobody writes")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every class, whether an entity has it yet or not; writers only where rows are."""
    del context
    homes = [home for home in deployment.homes if home.state not in ("decommissioning", "retired")]
    used = {entity.class_ for entity in deployment.entities.values() if entity.state == "active"}
    for row in deployment.classes.values():
        yield from _bound(row, homes)
        if row.holds == "special" and row.stays_in in ("system", "world"):
            yield _special(row)
        if row.writes == "append" and row.copies == "home":
            yield _append(row)
        if row.writes == "single" and row.name in used:
            yield from _writer(row, deployment)


def _bound(row: ResidencyClass, homes: list[Region]) -> Iterator[Diagnostic]:
    """What is copied everywhere inside one jurisdiction may be bound to that; then each copy is judged by itself."""
    laws = sorted({home.jurisdiction for home in homes})
    copied = {"everywhere": "everywhere", "jurisdiction": "inside its jurisdiction"}
    everywhere = row.copies == "everywhere" and len(laws) > 1 and row.stays_in in ("region", "country", "jurisdiction")
    inside = row.copies == "jurisdiction" and any(_apart(row, *pair) for pair in combinations(homes, 2))
    if not everywhere and not inside:
        return
    needed = "system" if everywhere else "jurisdiction"
    less = "home" if inside or row.stays_in != "jurisdiction" else "jurisdiction"
    yield Diagnostic(
        COPIES_EXCEED_BOUND,
        f"Rows of `{row.name}` are copied {copied[row.copies]}, and nothing of them may leave its {row.stays_in}.",
        f"The two can't both be kept: there are homes in {alternatives(laws, 'and')}."
        if everywhere
        else f"The two can't both be kept: a jurisdiction here has homes in more than one {row.stays_in}.",
        f"Write `copies: {less}`; or `stays_in: {needed}`, if its rows may be there.",
        ("classes", row.name, "copies"),
    )


def _apart(row: ResidencyClass, one: Region, other: Region) -> bool:
    """Whether a copy between two homes of one jurisdiction leaves the country, or the region."""
    same = one.country == other.country if row.stays_in == "country" else row.stays_in != "region"
    return one.jurisdiction == other.jurisdiction and not same


def _special(row: ResidencyClass) -> Diagnostic:
    widely = row.copies == "everywhere"
    return Diagnostic(
        SPECIAL_LEAVES,
        f"`{row.name}` holds special data, and `stays_in: {row.stays_in}` lets it leave its jurisdiction.",
        "Health, biometric data and beliefs are what people are hurt with: they stay under the law that they were "
        "given under.",
        f"Write {'`copies: jurisdiction` and ' if widely else ''}`stays_in: jurisdiction`.",
        ("classes", row.name, "stays_in"),
    )


def _append(row: ResidencyClass) -> Diagnostic:
    return Diagnostic(
        APPEND_WITHOUT_COPIES,
        f"Every home may add rows of `{row.name}`, and none gets those of another.",
        "Rows that stay where they are made belong to that home, and this class keeps no column that says so: nothing "
        "would hold them there.",
        "Write `writes: home`; or `copies: everywhere`, if all homes are to have them.",
        ("classes", row.name, "writes"),
    )


def _writer(row: ResidencyClass, deployment: Deployment) -> Iterator[Diagnostic]:
    replication = deployment.replication
    if replication is None:
        yield Diagnostic(
            WRITER_NONE,
            f"Rows of `{row.name}` have one writer, and `replication` is `none`.",
            "The writer is the region that `replication.writer` names: without it, nobody may write.",
            "Write `writes: home`, or name the writer under `replication`.",
            ("classes", row.name, "writes"),
        )
    elif row.copies == "jurisdiction":
        order = (replication.writer, *replication.successors)
        written = {deployment.regions[name].jurisdiction for name in order if name in deployment.regions}
        without = [home for home in deployment.homes if home.has_copies and home.jurisdiction not in written]
        if without:
            laws = sorted({home.jurisdiction for home in without})
            yield Diagnostic(
                WRITER_NONE,
                f"Nobody writes `{row.name}` in {alternatives(laws, 'and')}.",
                "It is copied inside each jurisdiction, so each needs a writer of its own: the first of "
                "`replication.writer` and `replication.successors` that is there.",
                f"Add {alternatives([home.id for home in without], 'and')} to `replication.successors`.",
                ("replication", "successors"),
                on_key=True,
            )


RULE = Rule((COPIES_EXCEED_BOUND, SPECIAL_LEAVES, APPEND_WITHOUT_COPIES, WRITER_NONE), check)
