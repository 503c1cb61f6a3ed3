"""A bucket is of one class, and every store keeps something."""

from __future__ import annotations

from typing import Any

import pytest
from systems import CONTEXT, THREE_LAWS, judged, model

from compiler.rules.storage import RULE

BUCKET = {"recovers_by": "none", "old_versions": "30d"}
IN_BOTH = {"entities.referential.stores": ["database.main", "storage.documents"]}
SEVERAL = ["bucket-classes storage.documents"]
CASES: list[tuple[str, dict[str, Any], list[str]]] = [
    ("files of one class", {}, []),
    ("several entities of one class", {"entities.annonce.stores": ["database.main", "storage.documents"]}, []),
    ("files of two classes", IN_BOTH, SEVERAL),
    ("a retired bucket holds nothing", {**IN_BOTH, "storage.documents.state": "retired"}, []),
    ("a cache may hold parts of several classes", {}, []),
    ("a bucket that nothing is in", {"storage.exports": BUCKET}, ["store-unused storage.exports"]),
    ("one that is on its way out stays empty", {"storage.exports": {**BUCKET, "state": "decommissioning"}}, []),
    (
        "a cache that nothing is in",
        {"cache.pages": {"engine": "redis7", "instance": "cache.r6g.large", "nodes": "1", "content": "disposable"}},
        ["store-unused cache.pages"],
    ),
]


@pytest.mark.parametrize(("case", "changes", "expected"), CASES, ids=[case[0] for case in CASES])
def test_what_a_store_keeps(case: str, changes: dict[str, Any], expected: list[str]) -> None:
    assert judged(RULE, changes) == expected


def test_a_database_that_nothing_is_in() -> None:
    changes = {"entities.ledger_entry.stores": ["database.main"], "entities.statement.stores": ["database.main"]}
    found = judged(RULE, changes, of=THREE_LAWS)
    assert found == ["store-unused database.ledger", "store-unused storage.statements"]


def test_an_entity_of_each_class_is_named() -> None:
    (found,) = RULE.check(model(IN_BOTH), CONTEXT)
    assert found.what == (
        "`storage.documents` holds files of 2 classes: `global` (`referential`), `regional` (`document`)."
    )
