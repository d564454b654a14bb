"""`sendlib diff`: what changed between two builds of a report."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import DONE, app, console
from sendlib.report.difference_page import difference_document, write_page
from sendlib.report.difference_text import document_text
from sendlib.report.differences import compare
from sendlib.report.edition import read_edition

FOLDER = "Folder of a report, such as reports/york/evidence-base."


@app.command("diff")
def _diff(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help=FOLDER)],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help=FOLDER)],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write all changes to this file as a page.")
    ] = None,
) -> int:
    """Show what changed between two builds of a report: params, inputs, figures, words.

    Changes are no fault: the exit code is 0 with and without them.
    """
    old, new = read_edition(before), read_edition(after)
    document = difference_document(compare(old, new), old, new)
    console.print(document_text(document), end="")
    if html:
        write_page(document, html)
        console.print(f"\n{html} written.")
    return DONE
