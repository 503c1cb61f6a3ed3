"""Environments of a generated document: production, and how one or two others differ from it."""

from __future__ import annotations

from typing import Any

from documents.author import Author, Document

ACCOUNTS = ("222222222222", "111111111111", "333333333333")


def environments(author: Author, body: Document) -> dict[str, Any]:
    """Production alone, or after one or two others."""
    names = ["staging", "trial"][: author.one(0, 1, 1, 2)]
    rows: dict[str, Any] = {"production": {"account": ACCOUNTS[0]}}
    if names:
        rows["production"]["after"] = author.rashly(names[0], "production")
    for name, account in zip(names, ACCOUNTS[1:], strict=False):
        rows[name] = _other(author, author.rashly(account, ACCOUNTS[0]), body, name)
    return rows


def _other(author: Author, account: str, body: Document, name: str) -> dict[str, Any]:
    regions = _regions(author, body)
    promises = author.likely("reported", "enforced")
    row: dict[str, Any] = {
        "account": account,
        "data": author.rashly("synthetic", "real"),
        "promises": promises,
        "regions": regions,
        "override": _override(author, body, regions, name),
    }
    every = len(regions) == len(body["regions"])
    return author.keep(row, *(["data", "promises"] if promises == "enforced" else []), *(["regions"] if every else []))


def _regions(author: Author, body: Document) -> list[str]:
    """Where it is: at least one home."""
    homes = [region for region, row in body["regions"].items() if row.get("role") != "recovery"]
    others = [region for region in body["regions"] if region not in homes]
    writing = body["replication"]["writer"] if isinstance(body["replication"], dict) else homes[0]
    return author.slip([writing, *author.some([r for r in homes if r != writing]), *author.some(others)], others)


def _override(author: Author, body: Document, regions: list[str], name: str) -> dict[str, Any]:
    """Another domain, smaller machines, and now and then what can't differ."""
    row: dict[str, Any] = {"domain": author.rashly(f"{name}.company.example", body["domain"])}
    if body["release"]["state"] not in regions and regions:
        row["release.state"] = author.rashly(regions[0], body["release"]["state"])
    for database in body["database"]:
        row |= author.one({}, {f"database.{database}.recovers_by": "none", f"database.{database}.multi_az": "false"})
    for service in body["compute"]:
        peak = author.rashly("1", "3")
        row |= author.one({}, {f"compute.{service}.tasks": {"min": "1", "peak": peak, "max": "4", "standby": "1"}})
    for region in regions:
        if author.rarely(8):
            row[f"regions.{region}.state"] = author.one("joining", "active", "planned")
    row |= author.one({}, {"network": {"pool": "10.64.0.0/10", "zones": "1", "nat": "one"}})
    wrong = ({"entities": {}}, {"backup.daily": "1y"}, {"database.nowhere.multi_az": "true"}, {"cdn": "none"})
    return row | author.slip({}, *wrong)
