"""`sendlib site`: a portal of the reports that were built."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import (
    DONE,
    REPORTS_FOLDER,
    SOME_FAILED,
    DataRaw,
    app,
    console,
    errors,
    use_data,
)
from sendlib.data.folder import data_folder
from sendlib.run.site import build_site


@app.command("site")
def _site(
    data_raw: DataRaw = None,
    out: Annotated[Path, typer.Option(help="Folder of reports.")] = REPORTS_FOLDER,
) -> int:
    """Write a page that lists all reports, and one for each council."""
    use_data(data_raw)
    site = build_site(out, data_raw=data_folder())
    for path in site.removed:
        console.print(f"{path}: removed, its reports are gone")
    for fault in site.faults:
        errors.print(f"left out: {fault}")
    councils = "1 council" if site.areas == 1 else f"{site.areas} councils"
    reports = "1 report" if site.reports == 1 else f"{site.reports} reports"
    console.print(f"{site.index}: {reports} of {councils}")
    return SOME_FAILED if site.faults else DONE
