"""`sendlib check`: every fault of params files, of published files and of a council's own."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import (
    DONE,
    REPORTS_FOLDER,
    USERS_INPUT,
    DataRaw,
    ParamsFiles,
    app,
    console,
    errors,
    progress_bars,
    use_data,
)
from sendlib.run.check import check
from sendlib.run.check_local import LocalCheck, check_local


@app.command("check")
def _check(
    paths: ParamsFiles = None,
    data_raw: DataRaw = None,
    out: Annotated[Path, typer.Option(help="Folder of reports.")] = REPORTS_FOLDER,
    demo_faults: Annotated[
        bool, typer.Option("--demo-faults", help="Have faults in the demo's local files.")
    ] = False,
) -> int:
    """List every fault of params files, of the published files and of the council's own."""
    use_data(data_raw)
    with progress_bars() as progress:
        progress.add_task("Reading the council's own files", total=None)
        local = check_local(paths or [], out=out, demo_faults=demo_faults)
    for one in local:
        _tell(one)
    with progress_bars() as progress:
        progress.add_task("Reading the published files", total=None)
        checked = check(paths or [])
    for fault in checked.faults:
        errors.print(fault)
    for name in checked.unknown:
        console.print(f"{name}: not a file sendlib knows; it is not used")
    if not checked.faults:
        console.print(
            f"{checked.tables} tables in {checked.files} files read, no fault. Quality of the "
            f"data: {checked.questioned} figures questioned, {checked.noted} notes."
        )
    found = checked.faults or any(one.has_errors for one in local)
    return USERS_INPUT if found else DONE


def _tell(checked: LocalCheck) -> None:
    """Print what became of one council's own files, by file and rule."""
    if checked.fault:
        errors.print(f"{checked.slug}: {checked.fault}")
        return
    for one in checked.told:
        place = errors if one.severity == "error" else console
        place.print(f"{checked.slug}: {one.file}: {one.severity}: {one.rule}: {one.count:,}")
    files = "1 local file" if checked.files == 1 else f"{checked.files} local files"
    console.print(
        f"{checked.slug}: {files}, {checked.rows:,} rows, "
        f"{checked.left_out:,} left out; see {checked.folder}/index.html"
    )
