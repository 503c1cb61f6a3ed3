"""Rows of the CRM that can be recognised wherever they turn up: their texts are canaries.

A canary names its table, its region, its column and its batch, `canary-dossier-eu-west-1-notes-1`; no two are equal
and none begins another. Ids follow from the same words, so that regional rows find the global rows they refer to.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

EVERYWHERE = "everywhere"
"""Stands for the region in rows that belong to no region."""

_MADE_AT = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
_IDS = uuid.UUID("6f1c2f0a-93d5-4f0e-8f0e-5a1b7c3d9e42")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the statement and the values to give to psycopg's `execute`, and the canaries among the values."""

    table: str
    statement: str
    values: tuple[object, ...]
    canaries: tuple[str, ...]


def canary(table: str, region: str, column: str, batch: int = 1) -> str:
    """The text that tells where it came from."""
    return f"canary-{table}-{region}-{column}-{batch}."


def row_id(table: str, region: str, batch: int = 1) -> uuid.UUID:
    """The id of the row of a table that belongs to a region."""
    return uuid.uuid5(_IDS, f"{table}/{region}/{batch}")


def global_rows(regions: Sequence[str], batch: int = 1) -> tuple[Row, ...]:
    """Rows of the five global tables, to be inserted in the writing region, in this order.

    One organization, user and preference for each region, and one row in each of the two tables without a home.
    """
    of_regions = [row for region in regions for row in _customer(region, batch)]
    return (
        *of_regions,
        _row("referential", EVERYWHERE, batch, ("label",), kind="country", code=f"C{batch}", sort=batch),
        _row("system_configuration", EVERYWHERE, batch, ("name", "value"), updated_at=_MADE_AT),
    )


def regional_rows(region: str, batch: int = 1) -> tuple[Row, ...]:
    """One row in each of the four regional tables, in an order that the foreign keys allow.

    They refer to the rows that `global_rows` makes for this region and batch: those have to be there before.
    """
    user = row_id("app_user", region, batch)
    dossier = row_id("dossier", region, batch)
    client = ("client_name", "client_email", "client_phone", "notes")
    organization = row_id("organization", region, batch)
    owners = {"organization_id": organization, "agent_id": user}
    file = {"dossier_id": dossier, "media_type": "application/pdf", "size": 48_213, "created_at": _MADE_AT}
    listing = {"dossier_id": dossier, "price": 385_000, "published_at": _MADE_AT}
    details = json.dumps({"note": canary("activity_log", region, "details", batch)})
    entry = {"user_id": user, "ip_address": "203.0.113.7", "details": details, "created_at": _MADE_AT}
    return (
        _at_home("dossier", region, batch, client, **owners, state="open", created_at=_MADE_AT),
        _at_home("document", region, batch, ("file_name",), **file),
        _at_home("annonce", region, batch, ("title", "contact_phone"), **listing),
        _at_home("activity_log", region, batch, ("action",), **entry),
    )


def _customer(region: str, batch: int) -> tuple[Row, ...]:
    user = row_id("app_user", region, batch)
    texts = ("email", "full_name", "phone", "password_hash")
    organization = row_id("organization", region, batch)
    settings = json.dumps({"greeting": canary("user_preferences", region, "settings", batch)})
    return (
        _at_home("organization", region, batch, ("name",), plan="pro", created_at=_MADE_AT),
        _row(
            "app_user", region, batch, texts, id=user, organization_id=organization, role="agent", created_at=_MADE_AT
        ),
        _row("user_preferences", region, batch, (), user_id=user, settings=settings, updated_at=_MADE_AT),
    )


def _at_home(table: str, region: str, batch: int, canaries: Sequence[str], **values: object) -> Row:
    return _row(table, region, batch, canaries, id=row_id(table, region, batch), home_region=region, **values)


def _row(table: str, region: str, batch: int, canaries: Sequence[str], **values: object) -> Row:
    """`canaries` are the columns that hold nothing but a canary."""
    complete = {**values, **{column: canary(table, region, column, batch) for column in canaries}}
    columns, places = ", ".join(complete), ", ".join(["%s"] * len(complete))
    texts = [text for text in complete.values() if isinstance(text, str)]
    found = tuple(dict.fromkeys(part for text in texts for part in _canaries_in(text)))
    return Row(table, f"INSERT INTO public.{table} ({columns}) VALUES ({places})", tuple(complete.values()), found)


def _canaries_in(text: str) -> list[str]:
    return [word for word in text.replace('"', " ").split() if word.startswith("canary-")]
