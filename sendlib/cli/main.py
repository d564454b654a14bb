"""The entry point: runs the command that was typed and turns what went wrong into an exit code."""

import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated

import typer
from typer.exceptions import TyperException

from sendlib.cli.terminal import A_BUG, USERS_INPUT, app, console, errors
from sendlib.errors import SendlibError

# in the order of the help page
COMMANDS = ("new", "build", "check", "template", "fetch", "verify", "diff", "site", "eject")

for command in COMMANDS:
    import_module(f"sendlib.cli.{command}")  # a command is known once its module is imported


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    0: done. 1: a fault the user can mend, told in a message. 2: some reports failed and the rest
    were built. 3: a bug, with its traceback. 130: stopped by Ctrl-C.
    """
    try:
        code = app(arguments, standalone_mode=False)
    except TyperException as error:
        errors.print(error.format_message())
        code = USERS_INPUT
    except SendlibError as error:
        errors.print(str(error))
        code = error.exit_code
    except Exception:  # the last place that can say what a bug was
        errors.print(traceback.format_exc() + "\nThis is a fault of sendlib itself. Please report")
        code = A_BUG
    sys.exit(code)


def _print_version(*, wanted: bool) -> None:
    if wanted:
        console.print(f"sendlib {version('sendlib')}")
        raise typer.Exit


@app.callback()
def _sendlib(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _print_version(wanted=wanted), is_eager=True,
            help="Show the version.",
        ),
    ] = False,
) -> None:  # fmt: skip
    pass
