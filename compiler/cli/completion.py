"""`atlas completion`: the script that a shell needs to complete commands, options, regions, codes and paths."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(("bash", "zsh", "fish")))
def completion(shell: str) -> None:
    """Print the completion script for your SHELL.

    \b
    Put the line for your shell into its start-up file:
        bash   eval "$(atlas completion bash)"
        zsh    eval "$(atlas completion zsh)"
        fish   atlas completion fish | source
    """
    from compiler.cli import atlas

    kind = get_completion_class(shell)
    if kind is None:
        raise click.ClickException(f"Completion for {shell} isn't there in this installation of click.")
    click.echo(kind(atlas, {}, "atlas", "_ATLAS_COMPLETE").source())
