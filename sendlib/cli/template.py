"""`sendlib template`: a workbook to fill in with a council's own data."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import DONE, app, console
from sendlib.run.template import write_template


@app.command("template")
def _template(
    to: Annotated[Path, typer.Option(help="The workbook to write.")] = Path("local-data.xlsx"),
) -> int:
    """Write a workbook to fill in with the council's own data, a sheet for each kind."""
    write_template(to)
    console.print(
        f"{to} written. Fill in the sheets you have data for, keep it where personal data may be "
        "kept, and name its folder in the params file, under local: folder."
    )
    return DONE
