"""Security, with the lowest TLS version of every hop."""

from __future__ import annotations

from dataclasses import fields

from compiler.language.document import Document
from compiler.model.security import Security, Tls
from compiler.resolve.declared import declared


def resolve_security(document: Document) -> Security:
    """Hops that aren't written have the minimum."""
    row = document.security.tls
    tls = Tls(**{hop.name: getattr(row, hop.name) or row.minimum for hop in fields(Tls)})
    return declared(Security, document.security, tls=tls)
