"""Text from templates: SQL and pages for people. JSON is never templated."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from compiler.emit import quoting
from compiler.resources import folder

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
    from jinja2 import Environment

FILTERS: dict[str, Callable[..., str]] = {
    quote.__name__: quote
    for quote in (
        quoting.comma,
        quoting.comment,
        quoting.ident,
        quoting.idents,
        quoting.literal,
        quoting.names,
        quoting.options,
        quoting.privileges,
        quoting.qualified,
        quoting.rows,
        quoting.semicolon,
    )
}
"""The last filter of every value in a template of SQL is one of these."""


def render(template: str, it: DataclassInstance) -> bytes:
    """The text of `templates/<template>`, where `it` is all that the template knows. UndefinedError for anything else:
    a mistake of ours, never of a file."""
    return _environment().get_template(template).render(it=it).encode()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from compiler.emit.compiled import Compiled

    environment = Environment(
        loader=FileSystemLoader(folder("templates"), encoding="utf-8"),
        bytecode_cache=Compiled(Path(quoting.__file__)),
        undefined=StrictUndefined,
        auto_reload=False,
        autoescape=False,  # noqa: S701 - nothing here is HTML; SQL is quoted by the filters
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(FILTERS)
    return environment
