"""`sendlib verify`: build reports again and compare every byte."""

from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import (
    DONE,
    PARAMS_FOLDER,
    USERS_INPUT,
    DataRaw,
    app,
    console,
    errors,
    progress_bars,
    use_data,
)
from sendlib.run.verify import Verified, verify


@app.command("verify")
def _verify(
    reports: Annotated[
        list[Path],
        typer.Argument(
            metavar="REPORT", help="Folders of reports, such as reports/york/evidence-base."
        ),
    ],
    data_raw: DataRaw = None,
    params_folder: Annotated[
        Path,
        typer.Option(
            "--params",
            metavar="DIR",
            help="Folder of the params files, for reports on a council's own files.",
        ),
    ] = PARAMS_FOLDER,
) -> int:
    """Build reports again from their manifests and compare every file, byte for byte.

    The exit code is 0 if all files are the same, 1 if not. Nothing is written to the reports.
    """
    use_data(data_raw)
    verified = []
    with progress_bars() as progress:
        task = progress.add_task("Building again", total=len(reports))
        for path in reports:
            verified.append(verify(path, params_folder=params_folder))
            _tell(verified[-1])
            progress.advance(task)
    return DONE if all(one.is_same for one in verified) else USERS_INPUT


def _tell(verified: Verified) -> None:
    name = verified.folder.as_posix()
    for file in verified.files:
        note = f": {file.note}" if file.note else ""
        console.print(f"{file.state:9}  {file.name}{note}")
    if verified.is_same:
        console.print(f"{name}: the same, byte for byte; {len(verified.files)} files")
        return
    for fault in verified.faults:
        errors.print(fault)
    if verified.faults:
        errors.print(f"{name}: cannot be verified, for the reasons above")
        return
    unlike = sum(file.state != "same" for file in verified.files)
    errors.print(f"{name}: not the same; {unlike} of {len(verified.files)} files")
    for cause in verified.causes:
        errors.print(f"Likely cause: {cause}")
