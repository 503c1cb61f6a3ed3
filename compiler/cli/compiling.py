"""What `atlas compile` does: judge, emit, and write or compare."""

from __future__ import annotations

from contextlib import suppress

import click

from compiler.again import Answer, Look, keep
from compiler.cli.findings import show
from compiler.cli.judging import Options, judged, strictly
from compiler.diagnostic import aggregate, exit_code
from compiler.output import Comparison, EmitterClash, compare, write
from compiler.output.workfolder import make
from compiler.pipeline import emit

CHANGED = 2
"""Exit code of `--check` where `generated/` isn't what the file compiles to."""


def show_compiled(asked: Options, form: str, *, check: bool, strict: bool, seen: Look | None = None) -> int:
    """Print what was written, or would be, and all findings; the exit code. With `seen`, what there was before, the
    answer is kept for the next compile."""
    whole = ""
    checked, found = judged(asked)
    found = strictly(found, strict=strict)
    code = exit_code(found)
    if code == 0:
        models = checked.understood.models
        try:
            emitted = emit({name: model for name, model in models.items() if asked.environment in (None, name)})
        except EmitterClash as clash:
            raise click.ClickException(f"{clash} This is a bug in Atlas.") from clash
        root = asked.file.resolve().parent / "generated"
        if check:
            comparison = compare(root, emitted, only=asked.environment)
            found, changed = (*found, *comparison.diagnostics), comparison.outdated
        else:
            comparison, refused = write(root, root.parent / ".atlas", emitted, only=asked.environment)
            found, changed = (*found, *refused), False
        code = aggregate([exit_code(found), CHANGED if changed else 0])
        if form == "text":
            _tell(comparison, refused=bool(comparison.diagnostics), check=check)
            whole = _whole(comparison)
    out, err = show(found, asked.file, checked.understood.lines, form, to_stderr=True)
    if seen is not None:
        _keep(seen, asked, Answer(code, whole + out, err))
    return code


_SIGNS = (("+", "added"), ("+", "restored"), ("~", "changed"), ("-", "removed"))


def _tell(comparison: Comparison, *, refused: bool, check: bool) -> None:
    """What was written, or would be: a line a file, and one sentence."""
    if refused:
        return
    touched = [(sign, path) for sign, kind in _SIGNS for path in getattr(comparison, kind)]
    if comparison.manifest_differs and not touched:
        touched = [("~", "MANIFEST.json")]
    count = f"{len(touched)} file{'s' if len(touched) > 1 else ''}"
    for sign, path in sorted(touched, key=lambda one: one[1]):
        click.echo(f"{sign} generated/{path}")
    whole = len(comparison.unchanged) + len(comparison.kept)
    if not comparison.outdated:
        click.echo(_whole(comparison), nl=False)
    elif check:
        click.echo(f"generated/ is outdated: {count} not as compiled, {whole} as compiled. Run `atlas compile`.")
    else:
        click.echo(f"{count} written or removed, {whole} untouched. + new, ~ changed, - removed.")


def _keep(seen: Look, asked: Options, said: Answer) -> None:
    with suppress(OSError):  # without a record, the next compile is as long as this one
        make(asked.file.resolve().parent / ".atlas")
        keep(seen, said)


def _whole(comparison: Comparison) -> str:
    """What is said when nothing differs any more."""
    kinds = (comparison.unchanged, comparison.kept, comparison.added, comparison.changed, comparison.restored)
    return f"generated/ is what atlas.yaml compiles to: {sum(map(len, kinds))} files.\n"
