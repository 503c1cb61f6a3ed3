"""What all questions about facts have in common: the form of the answer, names that aren't known, damaged facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from compiler.suggest import did_you_mean
from compiler.world.reading import FactsError

_Result = TypeVar("_Result")
Complete = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


def show(answer: Callable[[], str]) -> None:
    """Print what `answer` returns; a damaged file of facts ends the command with what is wrong, and exit code 1."""
    try:
        click.echo(answer())
    except FactsError as error:
        raise click.ClickException(
            f"{error}\nThe facts of this installation are damaged: install Atlas again."
        ) from None


def completing(known: Callable[[], Iterable[str]]) -> Complete:
    """What completes names of facts in a shell; nothing is offered where the facts are damaged."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
        del context, parameter
        try:
            return [CompletionItem(name) for name in known() if name.startswith(incomplete)]
        except FactsError:
            return []

    return complete


def named(kind: str, asked: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The names asked for, each once and in this order; a usage error at the first that isn't known."""
    for name in asked:
        if name not in known:
            raise unknown(kind, name, did_you_mean(name, known))
    return tuple(dict.fromkeys(asked))


def gathered(kind: str, asked: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """As `named`, where the beginning of names, up to a dot, stands for all of them: `alb` for `alb.rules_per_alb`."""
    found: dict[str, None] = {}
    for name in asked:
        members = [name] if name in known else [each for each in known if each.startswith(f"{name}.")]
        if not members:
            raise unknown(kind, name, did_you_mean(name, {*known, *_beginnings(known)}))
        found |= dict.fromkeys(members)
    return tuple(found)


def _beginnings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        parts = name.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts)))


def unknown(kind: str, name: str, hint: str) -> click.ClickException:
    """The error that Atlas has no facts of something; `hint` is the question what was meant, or empty."""
    all_of_them = f"`{click.get_current_context().command_path}` shows all that it has."
    said = (f"Atlas has no facts of {kind} `{name}`.", hint, all_of_them)
    return click.ClickException(" ".join(filter(None, said)))
