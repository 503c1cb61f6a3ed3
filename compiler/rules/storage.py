"""Stores and what they hold: a bucket is of one class, and none stands empty."""

from __future__ import annotations

from collections.abc import Iterator

from compiler.diagnostic import Code, Diagnostic
from compiler.model.deployment import Deployment
from compiler.model.storage import Bucket
from compiler.rules.rule import Context, Rule
from compiler.suggest import alternatives

BUCKET_CLASSES = Code("bucket-classes", "A bucket with files of several classes")
STORE_UNUSED = Code("store-unused", "A store that nothing is kept in")


def check(deployment: Deployment, context: Context) -> Iterator[Diagnostic]:
    """Every bucket's classes; every database, bucket and cache for something to keep."""
    del context
    for bucket in deployment.storage.values():
        if len(bucket.classes) > 1 and bucket.state != "retired":
            yield _several(bucket, deployment)
    for section, rows in _stores(deployment).items():
        for name in rows:
            yield Diagnostic(
                STORE_UNUSED,
                f"No entity lists `{section}.{name}` in its `stores`.",
                "It would be built and paid for in every region; or it is used, and nobody knows what it holds.",
                f"Write `stores: [..., {section}.{name}]` at the entities that it keeps, or delete it if it was never "
                "built.",
                (section, name),
                on_key=True,
            )


def _several(bucket: Bucket, deployment: Deployment) -> Diagnostic:
    store = f"storage.{bucket.name}"
    rows = [entity for entity in deployment.entities.values() if store in entity.stores]
    held = {row.class_: f"`{row.class_}` (`{row.name}`)" for row in reversed(rows)}
    return Diagnostic(
        BUCKET_CLASSES,
        f"`{store}` holds files of {len(bucket.classes)} classes: {', '.join(held[name] for name in bucket.classes)}.",
        "A bucket is copied, kept and erased whole: what holds for one class would be done to files of the others.",
        f"Declare a bucket for each of {alternatives(bucket.classes, 'and')}, and list it there instead.",
        ("storage", bucket.name),
        on_key=True,
    )


def _stores(deployment: Deployment) -> dict[str, list[str]]:
    """The stores of each section that no entity lists, as far as they are there to stay."""
    listed = {store for entity in deployment.entities.values() for store in entity.stores}
    states = {
        "database": {name: row.state for name, row in deployment.database.items()},
        "storage": {name: row.state for name, row in deployment.storage.items()},
        "cache": {name: row.state for name, row in deployment.cache.items()},
    }
    return {
        section: [name for name, state in rows.items() if state == "active" and f"{section}.{name}" not in listed]
        for section, rows in states.items()
    }


RULE = Rule((BUCKET_CLASSES, STORE_UNUSED), check)
