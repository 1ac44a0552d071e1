"""The command line. Commands stand in `commands/`, one a file, and are imported when they are called: so `--help` is quick, and a build
does not pay for what only an editor needs. They read arguments, the environment and the clock, as `__main__`, `console` and `unchanged` do; the steps
of a build are handed what they need of these."""

from __future__ import annotations

import contextlib
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .console import PROVER, stop

if TYPE_CHECKING:
    from .parallel import Standby

COMMANDS = ("build", "check", "serve", "archive", "quote", "new", "fmt", "diff", "explain", "coverage", "audit", "links", "schema", "reference")  # in the order of `--help`


class Commands(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return import_module(f".commands.{cmd_name}", __package__).command if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does it, which knows none of our commands to suggest until they are imported."""
        try:
            return super().resolve_command(ctx, args)
        except click.exceptions.NoSuchCommand as fault:
            raise click.exceptions.NoSuchCommand(fault.command_name, possibilities=COMMANDS, ctx=ctx) from None


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("-C", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True), default=Path(), metavar="DIR",
              help="The dossier: the folder with data/ and seeds/. Default: this folder.")
@click.pass_context
def main(context: click.Context, folder: Path) -> None:
    """Build explainers in which every quotation is proven against an archived source.

    Exit codes: 0 fine (warnings too), 1 errors found in the dossier, 2 wrong use or a fault of the tool, 130 interrupted.
    """
    context.meta[PROVER], context.obj = context.obj, folder


def run(prover: Standby | None = None) -> None:
    """The command `onrecord`. A fault of our own prints where it arose and ends with 2, so that CI tells it from a finding.

    `prover`: a process that waits for an edit.
    """
    status = _status(prover)
    if prover is not None:
        prover.stop()
    with contextlib.suppress(OSError):  # whoever read what was printed may have gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)  # to free all values one by one before the memory is given back takes a fifth of a build


def _status(prover: Standby | None) -> int:
    """Run the command line, and give the exit code. Raises KeyboardInterrupt."""
    from .judging import WrongUse

    try:
        try:
            main(obj=prover, standalone_mode=False)
        except click.ClickException as fault:
            fault.show()
            return fault.exit_code
        except click.Abort:
            raise KeyboardInterrupt from None
        except WrongUse as fault:
            stop(fault.message, fault.help)
        except OSError as fault:
            stop(f"the system refused it: {fault}", "see that the disk has room, and that what is named there may be read and written")
        except Exception:  # the one place where everything is caught: what gets here is our own bug
            import traceback  # late: it brings much along

            traceback.print_exc()
            stop("this is a fault of the program, not of the dossier", "report it with the lines above")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
