"""`sendlib new`: a params file for a council."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import DONE, PARAMS_FOLDER, app, console
from sendlib.params.new import write_params


@app.command("new")
def _new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name of a council, such as “East Sussex”.")
    ],
    folder: Annotated[Path, typer.Option(help="Where the params file goes.")] = PARAMS_FOLDER,
) -> int:
    """Write a params file for a council."""
    path = write_params(name, folder)
    console.print(f"{path} written. Build its report: sendlib build {path}")
    return DONE
