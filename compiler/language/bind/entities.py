"""Names inside an entity: columns, and the stores that keep it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from compiler.diagnostic import Code, Diagnostic, Path
from compiler.language.classes import BUILT_IN
from compiler.language.entities import Entity
from compiler.language.parts import Parts
from compiler.suggest import did_you_mean, listed

COLUMN_UNKNOWN = Code("column-unknown", "Unknown column")
COLUMN_TWICE = Code("column-twice", "A column named twice")
ENTITY_KEYLESS = Code("entity-keyless", "An entity without a key")
DATABASE_NOT_ONE = Code("database-not-one", "An entity without exactly one database")
CLASS_BUILT_IN = Code("class-built-in", "A class by a name that comes with the language")
TABLE_TWICE = Code("table-twice", "Two entities of one table")


def bind(parts: Parts, environment: str) -> Iterator[Diagnostic]:
    """What entities and classes name that isn't there, or is there twice."""
    del environment
    yield from _built_in(parts)
    for name, entity in parts.entities.items():
        at: Path = ("entities", name)
        yield from _keyless(at, entity)
        yield from _twice(at, entity)
        yield from _unknown(at, entity, columns_of(entity, written_at_home=_written_at_home(parts, entity)))
        yield from _database(at, entity, parts)
    yield from _tables(parts.entities)


def columns_of(entity: Entity, *, written_at_home: bool) -> tuple[str, ...]:
    """Every column of an entity, in the order of the file: key, home, personal, references, all others."""
    home = [entity.home_column] if written_at_home else []
    return tuple(dict.fromkeys([*entity.key_, *home, *entity.personal, *entity.references, *entity.columns]))


def _written_at_home(parts: Parts, entity: Entity) -> bool:
    """Whether it has a home column; of a class that isn't known it may."""
    residency = parts.classes.get(entity.class_)
    return residency is None or residency.writes == "home"


def _built_in(parts: Parts) -> Iterator[Diagnostic]:
    written = parts.data.get("classes")
    for name in written if isinstance(written, dict) else ():
        if name in BUILT_IN:
            yield Diagnostic(
                CLASS_BUILT_IN,
                f"`{name}` comes with the language and can't be declared.",
                "Every reader of such a file relies on what this word means.",
                "Give the class another name.",
                ("classes", name),
                on_key=True,
            )


def _keyless(at: Path, entity: Entity) -> Iterator[Diagnostic]:
    if not entity.key_:
        yield Diagnostic(
            ENTITY_KEYLESS,
            f"`{at[-1]}` has no key.",
            "PostgreSQL refuses to change a row of a published table that no key names: writing it would fail.",
            "Name the columns of its primary key; it is `id` where this line is left out.",
            (*at, "key"),
        )


def _twice(at: Path, entity: Entity) -> Iterator[Diagnostic]:
    listed_in = [(column, "personal") for column in entity.personal]
    listed_in += [(column, "references") for column in entity.references]
    listed_in += [(column, "columns") for column in entity.columns]
    count = Counter(column for column, _ in listed_in)
    for column in sorted(column for column, times in count.items() if times > 1):
        places = [place for name, place in listed_in if name == column]
        last = places[-1]
        where: Path = (*at, last, entity.columns.index(column)) if last == "columns" else (*at, last, column)
        if places == ["columns"] * len(places):
            where = (*at, "columns", len(entity.columns) - 1 - entity.columns[::-1].index(column))
        yield Diagnostic(
            COLUMN_TWICE,
            f"`{column}` is named in {' and in '.join(f'`{place}`' for place in dict.fromkeys(places))}"
            + (" twice." if len(set(places)) == 1 else "."),
            "Where a column is named says what it is; named twice, it would be two things.",
            "Keep one of the two.",
            where,
            on_key=last != "columns",
        )


def _unknown(at: Path, entity: Entity, columns: tuple[str, ...]) -> Iterator[Diagnostic]:
    named: list[tuple[Path, str]] = []
    if entity.subject is not None:
        named.append(((*at, "subject"), entity.subject))
    if entity.retention is not None:
        named.append(((*at, "retention", "after"), entity.retention.after))
    named += [((*at, "unique", index), column) for index, column in enumerate(entity.unique)]
    named += [((*at, "withheld", index), column) for index, column in enumerate(entity.withheld)]
    for path, column in named:
        if column not in columns:
            yield Diagnostic(
                COLUMN_UNKNOWN,
                f"`{column}` isn't a column of `{at[-1]}`.",
                "A column that isn't named under `personal`, `references` or `columns` doesn't exist for Atlas.",
                did_you_mean(column, columns) or f"It has {listed(columns, most=20)}.",
                path,
            )


def _database(at: Path, entity: Entity, parts: Parts) -> Iterator[Diagnostic]:
    declared = {f"{section}.{name}" for section in ("database", "storage", "cache") for name in parts.names(section)}
    databases = [store for store in entity.stores if store.startswith("database.")]
    if len(databases) == 1 or not declared.issuperset(entity.stores):
        return
    others = [store for store in entity.stores if store not in databases]
    right = ", ".join([databases[0] if databases else "database.main", *others])
    yield Diagnostic(
        DATABASE_NOT_ONE,
        f"`{at[-1]}` is kept in {f'{len(databases)} databases' if databases else 'no database'}.",
        "An entity is one table: it stands in exactly one database; caches and buckets may hold parts of it.",
        f"Name one database, as in `stores: [{right}]`.",
        (*at, "stores"),
    )


def _tables(entities: Mapping[str, Entity]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, ...], str] = {}
    for name, entity in entities.items():
        table = entity.table or name
        databases = (store for store in entity.stores if store.startswith("database."))
        where = (*databases, table if "." in table else f"public.{table}")
        if where in seen:
            yield Diagnostic(
                TABLE_TWICE,
                f"`{name}` and `{seen[where]}` are both the table `{where[-1]}`.",
                "A table has one class and one list of columns.",
                "Write `table:` where the names differ from the entity's, or join the two entries.",
                ("entities", name, "table") if entity.table else ("entities", name),
                on_key=not entity.table,
            )
        seen.setdefault(where, name)
