"""The story of a run, on one screen:

    load -> validate -> bind -> resolve -> check -> emit -> write

Each stage returns its value and what it found; nothing prints, and nothing stops at the first finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path as File

from compiler.diagnostic import Code, Diagnostic, Path, Severity, exit_code
from compiler.emit import EMITTERS
from compiler.frozen import frozen
from compiler.language.bind import bind
from compiler.language.bind.consequences import independent
from compiler.language.declared import former_entities, names_in, regions_of
from compiler.language.overlay import BASE, Effective, lay
from compiler.language.parts import parts_of
from compiler.language.source import Source, lines_of, read, without_consequences
from compiler.language.validate import validate
from compiler.model.deployment import Deployment
from compiler.model.inventory import Inventory, InventoryError, parse
from compiler.output import Emitted, assemble
from compiler.resolve import resolve
from compiler.rules import check, check_across, codes
from compiler.rules.acknowledge import at_loss, settle
from compiler.rules.removal import Declared, deleted, deleted_environments
from compiler.rules.rule import Context

INVENTORY_DAMAGED = Code("inventory-damaged", "A committed inventory can't be understood", Severity.UNREADABLE)


@frozen
class Understood:
    """A file, as far as it could be understood: the document of each environment that has one, and its model."""

    lines: tuple[str, ...]
    source: Source | None
    effective: Mapping[str, Effective]
    models: Mapping[str, Deployment]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether every environment has a model that nothing is wrong with."""
        return self.source is not None and exit_code(self.diagnostics) == 0


@frozen
class Checked:
    """A file and what the rules say of it; `acknowledged` are the gaps that somebody answers for."""

    understood: Understood
    diagnostics: tuple[Diagnostic, ...]
    acknowledged: tuple[Diagnostic, ...]


def understand(file: File, shown_as: str) -> Understood:
    """load, validate, bind, resolve: for every environment, with all findings of all of them."""
    source, loaded = read(file, shown_as)
    if source is None:
        return Understood(lines_of(file), None, {}, {}, loaded)
    effective: dict[str, Effective] = {}
    models: dict[str, Deployment] = {}
    found = list(loaded)
    for name in environments_of(source):
        laid, problems = lay(source.data, name)
        document, mistakes = validate(laid.data)
        names = bind(parts_of(laid.data, document), name)
        later = [*problems, *(laid.at_home(one) for one in (*mistakes, *names))]
        found += _news(without_consequences(later, loaded), found, name)
        effective[name] = laid
        if document is not None and exit_code((*loaded, *later)) == 0:
            models[name] = resolve(document, name)
    placed = tuple(source.place(one) for one in independent(found, source.data))
    return Understood(source.lines, source, effective, models, placed)


def environments_of(source: Source) -> tuple[str, ...]:
    """The environments that the file names, the body of the file first."""
    written = source.data.get("environments") if isinstance(source.data, dict) else None
    others = sorted(written) if isinstance(written, dict) else []
    return (BASE, *(name for name in others if name != BASE))


def _news(findings: Iterable[Diagnostic], known: list[Diagnostic], environment: str) -> Iterator[Diagnostic]:
    """What wasn't found before: a mistake in the body of the file is one finding, not one for each environment. What
    holds in another environment only is said again: each is judged by its own findings."""
    seen = {(one.code.id, one.path, one.what) for one in known if one.environment in (None, environment)}
    for one in findings:
        if (one.code.id, one.path, one.what) not in seen:
            yield one if environment == BASE else replace(one, environment=environment)


def judge(understood: Understood, committed: Mapping[str, bytes], as_of: date) -> Checked:
    """check: what was deleted; then every rule over every environment that has a model, and the acknowledgements over
    all of them together. What is deleted is often still mentioned elsewhere: that is the same mistake."""
    source = understood.source
    if source is None:
        return Checked(understood, understood.diagnostics, ())
    inventories, unread = _inventories(committed)
    gone, refused = _deleted(source, understood, inventories)
    earlier = independent(understood.diagnostics, source.data, gone)
    found = list(refused)
    context = Context(as_of, inventories)
    for name, model in understood.models.items():
        rules = check(model, context)
        found += _news((understood.effective[name].at_home(one) for one in rules), found, name)
    if len(understood.models) == len(understood.effective):
        found += check_across(understood.models, context)
    waived = next((model.acknowledge for model in understood.models.values()), ())
    whole = understood.sound and not at_loss(understood.models.values(), as_of)
    settled = settle(found, waived, codes(), as_of, whole=whole)
    placed = tuple(source.place(one) for one in (*unread, *settled.findings))
    return Checked(understood, (*earlier, *placed), settled.acknowledged)


def _deleted(
    source: Source, understood: Understood, inventories: Mapping[str, Inventory]
) -> tuple[set[Path], list[Diagnostic]]:
    """What is committed and isn't in the file any more."""
    pairs = list(deleted_environments(inventories, names_in(source.data, "environments")))
    found = [one for _, one in pairs]
    for name, laid in understood.effective.items():
        if name in inventories:
            here = list(deleted(inventories[name], _declared(laid)))
            found += _news((laid.at_home(one) for _, one in here), found, name)
            pairs += here
    return {path for path, _ in pairs}, found


def _declared(laid: Effective) -> Declared:
    return Declared(
        laid.environment,
        names_in(laid.data, "regions"),
        regions_of(laid.data, laid.environment),
        names_in(laid.data, "entities"),
        former_entities(laid.data),
        {section: names_in(laid.data, section) for section in ("database", "storage", "cache")},
    )


def _inventories(committed: Mapping[str, bytes]) -> tuple[dict[str, Inventory], list[Diagnostic]]:
    found: dict[str, Inventory] = {}
    unread: list[Diagnostic] = []
    for name, body in sorted(committed.items()):
        try:
            found[name] = parse(body)
        except InventoryError as error:
            unread.append(
                Diagnostic(
                    INVENTORY_DAMAGED,
                    f"The committed inventory of `{name}` can't be understood: {error}.",
                    "Whether something that holds data was removed can't be judged without it.",
                    f"Restore `generated/{name}/inventory.json` from a good revision, or compare with one by `--base`.",
                    ("environments", name),
                    on_key=True,
                )
            )
    return found, unread


def emit(models: Mapping[str, Deployment]) -> tuple[Emitted, ...]:
    """emit: every file of every environment. EmitterClash where two emitters give one path, which is our mistake."""
    return assemble(
        Emitted(emitter.name, artifact)
        for emitter in EMITTERS
        for model in models.values()
        for artifact in emitter.emit(model)
    )
