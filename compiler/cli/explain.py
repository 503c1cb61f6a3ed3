"""`atlas explain`: a key, a path into the file, or the code of a finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from compiler.cli.findings import file_option, shown_as
from compiler.report.explain import Here, children, everything, find, named, summary, text
from compiler.resources import folder
from compiler.suggest import did_you_mean

_SCHEMA = Path(__file__).parents[1] / "language" / "atlas.schema.json"


def complete_path(_ctx: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """The next word of a path. Names that people give aren't offered: `*` would mean something to the shell."""
    schema = _schema()
    above, _, _ = incomplete.rpartition(".")
    key = find(schema, tuple(above.split(".")) if above else ())
    below = [child.path[-1] for child in children(schema, key)] if key else []
    stem = f"{above}." if above else ""
    return [stem + name for name in below if name != "*" and (stem + name).startswith(incomplete)]


def _complete(ctx: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Codes, and the next word of a path."""
    return [*complete_path(ctx, parameter, incomplete), *(code for code in _codes() if code.startswith(incomplete))]


@click.command("explain")
@click.argument("words", nargs=-1, required=True, metavar="PATH|CODE|WORD", shell_complete=_complete)
@file_option
def explain(words: tuple[str, ...], file: Path) -> int:
    """Explain a key by its PATH, the CODE of a finding, or a WORD that keys are called.

    A key's page says what it means, what it takes, what holds where it is left out, and what your file says.

    \b
    Examples:
        atlas explain compute.api.spot
        atlas explain recovery-none
        atlas explain writer
    """
    click.echo("\n".join(_explained(word, file) for word in words), nl=False)
    return 0


def _explained(word: str, file: Path) -> str:
    if word in _codes():
        return (folder("diagnostics") / f"{word}.md").read_text(encoding="utf-8")
    schema = _schema()
    key = find(schema, tuple(word.split(".")))
    if key is not None:
        return text(schema, key, word, _here(word, file))
    found = named(schema, word)
    if found:
        return summary(schema, found)
    known = [*_codes(), *dict.fromkeys(key.path[-1] for key in everything(schema))]
    above, _, last = word.rpartition(".")
    parent = find(schema, tuple(above.split("."))) if above else None
    near = did_you_mean(last, [child.path[-1] for child in children(schema, parent)]) if parent else ""
    hint = near or did_you_mean(word, known) or "`atlas explain` takes a path, such as compute.api.spot, or a code."
    raise click.UsageError(f"Nothing in the language is called `{word}`. {hint}")


def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_SCHEMA.read_bytes())
    return schema


def _codes() -> tuple[str, ...]:
    return tuple(sorted(page.stem for page in folder("diagnostics").glob("*-*.md")))


def _here(word: str, file: Path) -> Here:
    """What the file says at the path; nothing where there is no file, or where it can't be read."""
    if not file.is_file():
        return Here(None, None)
    from compiler.language.source import read

    source, _ = read(file, shown_as(file))
    if source is None:
        return Here(None, None)
    data: Any = source.data
    at: list[str | int] = []
    for part in word.split("."):
        if isinstance(data, list) and part.isdigit() and int(part) < len(data):
            data = data[int(part)]
            at.append(int(part))
        elif isinstance(data, dict) and part in data:
            data = data[part]
            at.append(part)
        else:
            return Here(None, None)
    mark = source.marks[tuple(at)]
    return Here(
        data if isinstance(data, str) else None, str(mark.value if isinstance(data, str) else mark.key or mark.value)
    )
