"""`sendlib share`: a council's protected figures as one file, for a region's report."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import DONE, DataRaw, app, console, progress_bars, use_data
from sendlib.run.share import write_share

SHARES_FOLDER = Path("shares")


@app.command("share")
def _share(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PARAMS", help="Params files, such as params/x.yml.")
    ],
    data_raw: DataRaw = None,
    out: Annotated[Path, typer.Option(help="Folder of shares.")] = SHARES_FOLDER,
) -> int:
    """Write what a council can give to a region instead of records: protected tables, one file."""
    use_data(data_raw)
    for path in paths:
        with progress_bars() as progress:
            progress.add_task(f"Protecting the figures of {path.stem}", total=None)
            written = write_share(path, out=out)
        console.print(
            f"{written.path} written: {written.tables} tables and {written.results} results, with "
            f"{written.hidden_count} numbers hidden. It holds no record of a person. Send it to "
            "who builds the region's report, and keep it for as long as that edition is read."
        )
    return DONE
