"""What the commands share: the application, where messages go, exit codes, common arguments."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from sendlib.data.folder import DATA_VARIABLE

DONE = 0
USERS_INPUT = 1
SOME_FAILED = 2
A_BUG = 3
PARAMS_FOLDER = Path("params")
REPORTS_FOLDER = Path("reports")

app = typer.Typer(
    help="Evidence bases for special educational needs and disabilities, for English councils.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
console = Console(soft_wrap=True, highlight=False, markup=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)

DataRaw = Annotated[
    Path | None,
    typer.Option(
        "--data-raw", help="Folder of published files; else SENDLIB_DATA_RAW, else data_raw."
    ),
]
ParamsFiles = Annotated[
    list[Path] | None, typer.Argument(metavar="PARAMS", help="Params files, such as params/x.yml.")
]


def progress_bars() -> Progress:
    """Return bars for a terminal; in a log there are none."""
    return Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn(),
        console=errors, transient=True, disable=not errors.is_terminal,
    )  # fmt: skip


def use_data(data_raw: Path | None) -> None:
    """Have every process of this command read the published files there."""
    if data_raw is not None:
        os.environ[DATA_VARIABLE] = str(data_raw.resolve())
