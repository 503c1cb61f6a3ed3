"""`entities`: one entry a table. A table that isn't listed doesn't exist for Atlas."""

from typing import Annotated, Literal

from compiler.language.block import Block, key
from compiler.language.names import ClassRef, Column, EntityName, EntityRef, Paper, Sentence, StoreRef
from compiler.language.scalars import Date, Matching, OrNone, Within
from compiler.units import Duration

Category = Literal[
    "identity", "contact", "credential", "preference", "content", "technical", "financial", "location", "behaviour",
    "health", "biometric", "belief", "pseudonym",
]  # fmt: skip
LegalBasis = Literal["consent", "contract", "legal_obligation", "vital_interests", "public_task", "legitimate_interest"]
Delete = Literal["hard", "soft", "never"]
EntityState = Literal["active", "decommissioning", "retired"]
KEPT_IN = "database.main"
"""The store of an entity that names none."""


class Retention(Block):
    """How long a row is kept, and after what."""

    keep: Annotated[Duration, Within("1d", "100y")] = key("How long the row is kept.", example="5y")
    after: Column = key("The column with the moment from which it counts.", example="closed_at")


class EntityWas(Block):
    """What an entity was before the change that is going on. While it stands, drift counts what is left of it."""

    class_: ClassRef | None = key(
        "Its former class.", default=None, absent="unchanged", written="class", example="global"
    )
    key_: EntityName | None = key(
        "Its former name.", default=None, absent="unchanged", written="key", example="contact"
    )
    since: Date = key("The day of the change.", example="2026-11-01")
    reference: Paper = key("The decision behind it.", example="DPIA-7")


class Entity(Block):
    """A table: its class, why it exists, whose data it holds, and each of its columns exactly once."""

    class_: ClassRef = key(
        "Its residency class: `global`, `regional`, or one declared in `classes`. It stands first in its block.",
        written="class",
        example="regional",
    )
    was: EntityWas | None = key(
        "What it was, while a change of it is going on.", default=None, absent="no change is going on"
    )
    state: EntityState = key(
        "Where it is in its life. A table is removed by going through decommissioning and retired.", default="active"
    )
    purpose: Sentence | None = key(
        "What it is for (GDPR Art. 5 and 30). Required where `personal` names a column.",
        default=None,
        absent="it holds no personal data",
        example="run a sale for the agency",
    )
    people: Sentence | None = key(
        "Whose data it holds. Left out where `subject` is a reference: then they are the people of that entity.",
        default=None,
        absent="those of the entity that `subject` leads to",
        example="account holders",
    )
    personal: dict[Column, Category] = key(
        "Its columns that say something about a person, each with its category. `{}` says that there are none.",
        example="{ email: contact }",
    )
    legal_basis: LegalBasis | None = key(
        "Why the law allows it (GDPR Art. 6). Required where `personal` names a column.",
        default=None,
        absent="it holds no personal data",
        example="contract",
    )
    subject: Column | None = key(
        "The column that tells whose row it is, for exports and erasure. A reference leads on to the subject there.",
        default=None,
        absent="it holds no personal data",
        example="id",
    )
    retention: Annotated[Retention | None, OrNone()] = key(
        "How long a row is kept, and after what.",
        default=None,
        absent="that of the entity that `subject` leads to; without personal data, no limit",
        example="{ keep: 5y, after: closed_at }",
    )
    key_: list[Column] = key("Its primary key.", default=["id"], written="key", example="[user_id]")
    home_column: Column = key(
        "The column with the region where a row is at home. Only classes that are written at home have one.",
        default="home_region",
    )
    references: dict[Column, EntityRef] = key(
        "Its foreign keys: each column, and the entity it points to.",
        default={},
        example="{ organization_id: organization }",
    )
    columns: list[Column] = key(
        "All its other columns. A column that is named nowhere is copied nowhere.", example="[created_at]"
    )
    withheld: list[Column] = key(
        "Columns that stay at home when the row is copied, of a class that is copied and written at home. Each is also "
        "named where it belongs: under `personal`, `references` or `columns`.",
        default=[],
        example="[email, full_name]",
    )
    unique: list[Column] = key("Columns that are unique by themselves, besides the key.", default=[], example="[email]")
    stores: list[StoreRef] = key(
        "Where its data is kept: a database, and the caches and buckets that hold parts of it.",
        default=[KEPT_IN],
        example="[database.main, cache.main]",
    )
    delete: Delete = key(
        "How rows go: for good (hard), by a mark (soft), or not at all (never). Rows that others point to from copies "
        "must not be deleted for good: PostgreSQL doesn't check a reference on a subscriber.",
        default="hard",
    )
    table: (
        Annotated[
            str,
            Matching(
                r"(?:[a-z_][a-z0-9_]*\.)?[a-z_][a-z0-9_]*",
                "a table's name, with its schema where it isn't `public`",
                "public.app_user",
                127,
            ),
        ]
        | None
    ) = key(
        "The table in PostgreSQL, where it isn't named like the entity.",
        default=None,
        absent="public.<entity>",
        example="crm.app_user",
    )
