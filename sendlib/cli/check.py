"""`sendlib check`: every fault of params files and data files."""

from sendlib.cli.terminal import (
    DONE,
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


@app.command("check")
def _check(paths: ParamsFiles = None, data_raw: DataRaw = None) -> int:
    """List every fault of params files and of the published files."""
    use_data(data_raw)
    with progress_bars() as progress:
        progress.add_task("Reading the published files", total=None)
        checked = check(paths or [])
    for fault in checked.faults:
        errors.print(fault)
    for name in checked.unknown:
        console.print(f"{name}: not a file sendlib knows; it is not used")
    if checked.faults:
        return USERS_INPUT
    console.print(
        f"{checked.tables} tables in {checked.files} files read, no fault. Quality of the data: "
        f"{checked.questioned} figures questioned, {checked.noted} notes."
    )
    return DONE
