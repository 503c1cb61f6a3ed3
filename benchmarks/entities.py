"""The tables of a generated inventory: families of ten that know each other, as a grown product has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_FIELDS = ("sale", "rental", "loan", "repair", "visit", "order", "claim", "lease", "grant", "audit")
_KINDS = ("home", "office", "land", "farm", "shop", "hotel", "ship", "plant", "garage", "depot")
_KEPT = ("30d", "90d", "180d", "1y", "2y", "3y", "5y", "7y", "10y")
_BASES = ("contract", "legitimate_interest", "consent", "legal_obligation")
_PLAIN = (
    "title", "state", "kind", "rank", "price", "amount", "place", "colour", "size", "weight", "score", "source",
    "stage", "currency", "language", "channel", "priority", "version", "opened_at", "due_at", "decided_at", "paid_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """An entity: its lines in the file, and what of the file it uses."""

    name: str
    residency: str
    stores: tuple[str, ...]
    lines: tuple[str, ...]


def tables(count: int) -> tuple[Table, ...]:
    """The first `count` tables, the same ones each time; each refers only to itself and to tables before it."""
    found = [_table("organization", "global", ["personal: {}"], columns=["name", "plan"], more=["delete: soft"])]
    families = -(-(count - 1) // 10)
    if families > len(_FIELDS) * len(_KINDS):
        raise ValueError(f"There are names for {len(_FIELDS) * len(_KINDS) * 10 + 1} tables.")
    for number in range(families):
        kind, field = divmod(number, len(_FIELDS))
        found += _family(f"{_KINDS[kind]}_{_FIELDS[field]}", number)
    return tuple(found[:count])


def _family(name: str, number: int) -> Iterator[Table]:
    keep = _KEPT[number % len(_KEPT)]
    plain = [_PLAIN[(number * 3 + step) % len(_PLAIN)] for step in range(6 + number % 7)]
    basis = _BASES[number % len(_BASES)]
    yield _table(
        f"{name}_account",
        "global",
        _about(f"sign in to {name}", "account holders", "email: contact, full_name: identity", "contract", "id"),
        [f"retention: {{ keep: {keep}, after: deleted_at }}", "references: { organization_id: organization }"],
        ["role", *plain[:4], "created_at", "deleted_at"],
        ["unique: [email]", "delete: soft"],
        stores=("database.main", "cache.main") if number % 2 == 0 else ("database.main",),
    )
    yield _table(
        f"{name}_setting",
        "global",
        _about(f"show {name} as people set it", None, "settings: preference", "contract", "account_id"),
        ["key: [account_id]", f"references: {{ account_id: {name}_account }}"],
        ["updated_at"],
    )
    yield _table(
        f"{name}_code",
        "global",
        ["personal: {}"],
        ["key: [kind, code]"],
        ["label", "sort", "valid_from", "valid_until"],
    )
    yield _table(
        f"{name}_case",
        "regional",
        _about(f"run a {name}", f"clients of {name}", "client_name: identity, notes: content", basis, "client_name"),
        [
            f"retention: {{ keep: {keep}, after: closed_at }}",
            f"references: {{ organization_id: organization, agent_id: {name}_account }}",
        ],
        [*plain, "created_at", "updated_at", "closed_at"],
        stores=("database.main", "cache.main"),
    )
    yield _table(
        f"{name}_paper",
        "regional",
        _about(f"keep the papers of a {name}", None, "file_name: content", basis, "case_id"),
        [f"references: {{ case_id: {name}_case }}"],
        ["media_type", "bytes", "pages", "created_at", "signed_at"],
        stores=("database.main", "storage.papers"),
    )
    yield _table(
        f"{name}_visit",
        "regional",
        _about(f"plan visits of a {name}", None, "phone: contact, wishes: preference", basis, "case_id"),
        [f"references: {{ case_id: {name}_case }}"],
        ["starts_at", "ends_at", *plain[:5], "created_at"],
    )
    yield _table(
        f"{name}_log",
        "regional",
        _about("answer who changed what", None, "ip_address: technical", "legitimate_interest", "account_id"),
        [
            f"retention: {{ keep: {_KEPT[(number + 3) % len(_KEPT)]}, after: created_at }}",
            f"references: {{ account_id: {name}_account }}",
        ],
        ["action", "session", "agent", "created_at"],
    )
    yield _table(f"{name}_place", "regional", ["personal: {}"], columns=["label", *plain, "created_at"])
    yield _table(
        f"{name}_entry",
        "books",
        _about("keep books", f"clients of {name}", "amount_due: financial", "legal_obligation", "client_id"),
        ["retention: { keep: 10y, after: booked_at }"],
        ["client_id", "account", "currency", "kind", "booked_at"],
        ["delete: never"],
        stores=("database.ledger",),
    )
    yield _table(
        f"{name}_rate",
        "published",
        ["personal: {}"],
        columns=["pair", "rate", "source", "published_at"],
        more=["delete: never"],
    )


def _about(purpose: str, people: str | None, personal: str, basis: str, subject: str) -> list[str]:
    whose = [f"people: {people}"] if people else []
    return [
        f"purpose: {purpose.replace('_', ' ')}",
        *(line.replace("_", " ") for line in whose),
        f"personal: {{ {personal} }}",
        f"legal_basis: {basis}",
        f"subject: {subject}",
    ]


def _table(
    name: str,
    residency: str,
    about: Iterable[str],
    links: Iterable[str] = (),
    columns: Sequence[str] = (),
    more: Iterable[str] = (),
    *,
    stores: tuple[str, ...] = ("database.main",),
) -> Table:
    kept = [f"stores: [{', '.join(stores)}]"] if stores != ("database.main",) else []
    rows = [f"class: {residency}", *about, *links, f"columns: [{', '.join(columns)}]", *more, *kept]
    return Table(name, residency, stores, (f"  {name}:", *(f"    {row}" for row in rows)))
