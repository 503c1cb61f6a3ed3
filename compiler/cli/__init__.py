"""`atlas`: arguments -> pipeline -> report -> exit code; nothing else. One file a command, loaded when it is called;
what a command does stands in a file of its own (`judging`, `compiling`, `modelling`), loaded when it runs, so that
`--help` and completion never wait for the compiler."""

from __future__ import annotations

import gc
import os
import sys

import click

from compiler.again import Look
from compiler.cli.commands import Commands
from compiler.diagnostic import aggregate

USAGE = 1
"""Exit code of a usage error: 2 means that something changed."""

_COMMANDS = {
    "validate": ("compiler.cli.validate", "Check atlas.yaml, and say all that is wrong with it."),
    "compile": ("compiler.cli.compile", "Compile atlas.yaml into generated/."),
    "model": ("compiler.cli.model", "Print the model, with every default filled and where each value comes from."),
    "flows": ("compiler.cli.flows", "Show every way in which data moves or is kept, and what makes it legal."),
    "survive": ("compiler.cli.survive", "Show what is left when something is lost, and after how long."),
    "explain": ("compiler.cli.explain", "Explain a key, a path or the code of a finding."),
    "facts": ("compiler.cli.facts", "Show what Atlas knows of the world, with source and date."),
    "completion": ("compiler.cli.completion", "Print the script that completes commands in your shell."),
}


def _version(ctx: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"atlas {version('atlas-compiler')}")
        ctx.exit()


@click.group(
    cls=Commands,
    table=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Print the version."
)
def atlas() -> None:
    """Atlas compiles one reviewed file, atlas.yaml, into everything that a multi-region system needs.

    Every promise in the file is checked before anything is written; what is written into generated/ is reviewed,
    committed and applied.

    \b
    The way of a change:
        edit atlas.yaml
        atlas validate                    all that is wrong, in one run
        atlas compile                     write generated/
        git diff generated/               what the change does
        atlas compile --check             in CI: is generated/ what atlas.yaml says?

    \b
    Questions:
        atlas explain compute.api.spot    what does this key mean, and what is its value?
        atlas explain key-unknown         what does this finding mean?
        atlas model regions.eu-west-1     what did Atlas compute from it?
        atlas flows --entity dossier      where does its data go?
        atlas survive                     what is left when a region is lost?
        atlas facts regions               what does Atlas know of the world?

    \b
    Exit codes:
        0   clean
        1   the tool could not do its work, or was called wrongly
        2   changes found
        3   the file is invalid, or a promise is broken
        4   refused for safety
        5   something could not be read
    """


def main(seen: Look | None = None) -> None:
    """Run `atlas`; always leaves by SystemExit, never by a traceback of an expected error."""
    gc.disable()  # a run is short and makes large trees: collecting while they grow is a third of the loading time
    code = run(sys.argv[1:], seen)
    gc.freeze()  # nor is anything looked through at the end, when all of it goes at once
    sys.exit(code)


def run(arguments: list[str], seen: Look | None = None) -> int:
    """The exit code of one call. `seen` is what there was before it, for a compile that lets its answer be kept."""
    try:
        result = atlas.main(arguments, prog_name="atlas", standalone_mode=False, obj=seen)
        sys.stdout.flush()
    except click.exceptions.Exit as left:
        return left.exit_code
    except SystemExit as left:  # click's shell completion ends so
        return int(left.code or 0)
    except click.Abort:
        click.echo("Stopped.", err=True)
        return USAGE
    except click.ClickException as error:
        error.show()
        return USAGE
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE
    return aggregate([result]) if isinstance(result, int) else 0
