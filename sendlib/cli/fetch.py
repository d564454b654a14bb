"""`sendlib fetch`: the published files, from their publishers."""

from typing import Annotated

import typer
from rich.progress import TaskID

from sendlib.cli.terminal import (
    DONE,
    USERS_INPUT,
    DataRaw,
    app,
    console,
    errors,
    progress_bars,
    use_data,
)
from sendlib.data.fetch.fetch import gather
from sendlib.data.folder import data_folder
from sendlib.data.register import load_register


@app.command("fetch")
def _fetch(
    only: Annotated[
        list[str] | None, typer.Argument(help="Paths, folders or patterns of the register.")
    ] = None,
    data_raw: DataRaw = None,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Ask again for files that are there.")
    ] = False,
    accept_changed: Annotated[
        bool, typer.Option("--accept-changed", help="Take files whose content has changed.")
    ] = False,
) -> int:
    """Download the published files from their publishers."""
    use_data(data_raw)
    with progress_bars() as progress:
        bars: dict[str, TaskID] = {}

        def told(path: str, done: int, total: int | None) -> None:
            if path not in bars:
                bars[path] = progress.add_task(path, total=total)
            progress.update(bars[path], completed=done, total=total)

        gathered = gather(
            load_register(), data_folder(), only=only, refresh=refresh,
            accept_changed=accept_changed, progress=told,
        )  # fmt: skip
    for one in gathered.fetched:
        console.print(f"{one.path}: {one.status}{f' ({one.detail})' if one.detail else ''}")
    for fault in gathered.failed:
        errors.print(fault)
    return USERS_INPUT if gathered.failed else DONE
