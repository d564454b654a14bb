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
COMMANDS = (
    "new",
    "build",
    "watch",
    "check",
    "template",
    "fetch",
    "verify",
    "diff",
    "site",
    "eject",
    "share",
    "cluster",
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit.

    0: done. 1: a fault the user can mend, told in a message. 2: some reports failed and the rest
    were built. 3: a bug, with its traceback. 130: stopped by Ctrl-C.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _import_commands(given)
        code = app(given, standalone_mode=False)
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


def _import_commands(given: Sequence[str]) -> None:
    """Import the command that is asked for: it is known once its module is, and others take time.

    All of them are imported where it is none of them, for the help page and for advice.
    """
    wanted = [given[0]] if given and given[0] in COMMANDS else COMMANDS
    for command in wanted:
        import_module(f"sendlib.cli.{command}")


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
