"""`sendlib eject`: the Quarto project of a report, to go on editing."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import DONE, REPORTS_FOLDER, app, console
from sendlib.run.eject import eject
from sendlib.run.jobs import EVIDENCE_BASE


@app.command("eject")
def _eject(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="REPORT",
            help="Folder of a report, such as reports/york/evidence-base, or its params file.",
        ),
    ],
    to: Annotated[Path, typer.Option("--to", help="New or empty folder for the project.")],
    reports: Annotated[
        Path, typer.Option("--out", help="Folder of reports, for a params file.")
    ] = REPORTS_FOLDER,
    report: Annotated[str, typer.Option(help="Which report, for a params file.")] = EVIDENCE_BASE,
) -> int:
    """Write the Quarto project of a built report to a folder, to go on editing it there."""
    folder = eject(source, to=to, reports=reports, report=report)
    console.print(
        f"{to.as_posix()}: Quarto project of {folder.as_posix()}. Render it: "
        f"quarto render {to.as_posix()}"
    )
    return DONE
