"""Names: every name in the document is looked up where it is declared. Unknown ones are findings, with "did you mean".

It reads plain data and the sound parts of the document, so that a mistake elsewhere in the file hides nothing here.
"""

from __future__ import annotations

from compiler.diagnostic import Diagnostic
from compiler.language.bind import acknowledge, entities, jurisdictions, names, regions, required
from compiler.language.parts import Parts

_BINDERS = (names.bind, jurisdictions.bind, regions.bind, entities.bind, required.bind, acknowledge.bind)


def bind(parts: Parts, environment: str) -> tuple[Diagnostic, ...]:
    """Everything that refers to nothing, in the document as `environment` has it."""
    return tuple(found for binder in _BINDERS for found in binder(parts, environment))
